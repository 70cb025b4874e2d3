"""A form as YAML that a person can go on editing: what `load` reads back is the same form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import yaml

from audit_forms.loading import load_module
from audit_forms.model import Form
from audit_forms.snapshot import Json, compile_form
from audit_forms.versions import module_file

# In the order in which people think of a question.
_ORDER = (
    *("id", "kind", "basis", "text", "tip", "quality", "required", "na", "shown_to", "ask_when"),
    *("between", "min", "max", "decimals", "min_length", "max_length", "options", "steps"),
    *("points", "points_cap", "weight", "critical"),
)
_NARROW = 88
_ENDLESS = 1_000_000


class _Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class _Row(list[Any]):
    """A list that is written on one line."""


class _Answer(str):
    """An answer that people write bare although YAML takes it for true or false."""


class _Dumper(yaml.SafeDumper):
    """Indents lists, and writes what stands twice out twice."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _flow(dumper: yaml.SafeDumper, data: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


def _row(dumper: yaml.SafeDumper, data: _Row) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


def _answer(dumper: yaml.SafeDumper, data: _Answer) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", str(data))


def _text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
    # In double quotes a line break is written as one, so that every line of the file is ours.
    style = '"' if "\n" in data else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Answer, _answer)
_Dumper.add_representer(_Flow, _flow)
_Dumper.add_representer(_Row, _row)


def as_yaml(form: Form, remark: str = "") -> str:
    """The form as the text of a file, with a remark in front of it."""
    compiled = compile_form(form)
    head: Json = {key: compiled[key] for key in ("form", "version", "languages", "title")}
    if compiled["qualities"]:
        head["qualities"] = {each["id"]: each["name"] for each in compiled["qualities"]}
    if compiled["facts"]:
        said = ("values", "text", "words")
        head["facts"] = {
            each["id"]: {key: each[key] for key in said if key in each}
            for each in compiled["facts"]
        }
    head["parts"] = [_part(each) for each in compiled["parts"]]
    for key in ("in_store", "critical_cap"):
        if compiled.get(key) not in (None, []):
            head[key] = compiled[key]
    known = {*head, "qualities", "facts", "in_store", "sections"}
    head |= {key: value for key, value in compiled.items() if key not in known}
    comment = "".join(f"# {line}\n" for line in remark.splitlines())
    return f"{comment}{_dump(head)}\n{_spaced(_dump({'sections': _sections(compiled)}))}"


def _part(part: Json) -> Json:
    days = part.get("opens_after_days")
    return part | {"opens_after_days": {"question": days}} if isinstance(days, str) else part


def _sections(compiled: Json) -> list[Json]:
    """The sections, those of a module as the one line that names it."""
    found: list[Json] = []
    modules: dict[str, Json] = {}
    for section in compiled["sections"]:
        name = section.get("module")
        if name is None:
            questions = [_question(each) for each in section["questions"]]
            found.append({**section, "questions": questions})
        elif name not in modules:
            modules[name] = {"use": name, "part": section["part"]}
            found.append(modules[name])
        if name is not None and "ask_when" not in modules[name]:
            modules[name] |= condition_of_use(name, section["questions"])
    return found


def condition_of_use(name: str, questions: Sequence[Json]) -> Json:
    """The `ask_when` of a whole module, as far as its questions show that there is one."""
    path = module_file(name)
    module = None if path is None else load_module(path)
    for question in questions if module is not None else ():
        full, own = question.get("ask_when"), _own_condition(module, question["id"])
        if full is None or full == own:
            continue
        before = _items(full)[: len(_items(full)) - len(_items(own))]
        if before:
            return {"ask_when": before[0] if len(before) == 1 else {"all": before}}
    return {}


def _own_condition(module: Form | None, id: str) -> Json | None:
    """When a module itself asks one of its questions."""
    assert module is not None
    asked = (each for s in compile_form(module)["sections"] for each in s["questions"])
    return next((each.get("ask_when") for each in asked if each["id"] == id), None)


def _items(condition: Json | None) -> list[Json]:
    if condition is None:
        return []
    return cast(list[Json], condition["all"]) if "all" in condition else [condition]


def _question(question: Json) -> Json:
    order = {key: place for place, key in enumerate(_ORDER)}
    keys = sorted(question, key=lambda key: order.get(key, len(order)))
    found = {key: question[key] for key in keys}
    if question["kind"] == "yes_no" and "points" in found:
        found["points"] = {_Answer(answer): n for answer, n in found["points"].items()}
    if question["kind"] == "scale" and "points" in found:
        found["points"] = {int(step): n for step, n in found["points"].items()}
    return found


def _dump(value: Json) -> str:
    text: str = yaml.dump(
        _laid_out(value, 0),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_ENDLESS,
    )
    return text


def _laid_out(value: Any, depth: int) -> Any:
    """The value with what is short put on one line."""
    short = len(str(value)) + 4 * depth <= _NARROW
    if isinstance(value, Mapping):
        flat = depth > 0 and short and not any(isinstance(v, list) for v in value.values())
        inner = {key: _laid_out(each, depth + 1) for key, each in value.items()}
        return _Flow(inner) if flat else inner
    if isinstance(value, list):
        plain = all(not isinstance(each, Mapping | list) for each in value)
        return _Row(value) if plain and short else [_laid_out(each, depth + 1) for each in value]
    return value


def _spaced(text: str) -> str:
    """The text with an empty line between sections and between questions."""
    first, *rest = text.splitlines()
    out = [first]
    for line in rest:
        starts = line.startswith(("  - id:", "      - id:", "  - {use", "  - use:"))
        if starts and not out[-1].endswith("s:"):
            out.append("")
        out.append(line)
    return "\n".join(out) + "\n"
