"""Groups that came from a module: they are used as such only while they are what the module is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from audit_forms import Form, compile_form
from audit_forms.yaml_writer import condition_of_use
from server.programmes.rules.xlsform.conditions import Json
from server.programmes.rules.xlsform.document import Placed, read_document
from server.programmes.rules.xlsform.places import Place, SheetMistake
from server.programmes.rules.xlsform.survey import Part


def with_modules(
    form: Form, document: Placed, parts: Sequence[Part]
) -> tuple[Form | None, list[SheetMistake]]:
    """The form with its groups taken from the modules that they name, or what speaks against it."""
    if not any(part.module for part in parts):
        return form, []
    sections: list[Any] = []
    uses: dict[str, Json] = {}
    written = compile_form(form)["sections"]
    for part, section, one in zip(parts, document.value["sections"], written, strict=True):
        name = part.module
        if not name:
            sections.append(section)
        elif name not in uses:
            uses[name] = {"use": name, "part": part.group["part"].value}
            sections.append(Placed(uses[name], part.place))
        if name and "ask_when" not in uses[name]:
            uses[name] |= condition_of_use(name, one["questions"])
    used, mistakes = read_document(Placed({**document.value, "sections": sections}, document.place))
    if mistakes or used is None:
        return None, mistakes
    return used, _differences(form, used, parts)


def _differences(form: Form, used: Form, parts: Sequence[Part]) -> list[SheetMistake]:
    """Where a group says something else than its module."""
    written, kept = compile_form(form)["sections"], compile_form(used)["sections"]
    for part, one, other in zip(parts, written, kept, strict=False):
        if not part.module:
            continue
        if {**one, "module": part.module, "questions": []} != {**other, "questions": []}:
            return [_changed(part.place, part)]
        for question, mine, theirs in zip(
            part.questions, one["questions"], other["questions"], strict=False
        ):
            if mine != theirs:
                return [_changed(question.place, part)]
        if len(one["questions"]) != len(other["questions"]):
            return [_changed(part.place, part)]
    missing = len(written) != len(kept)
    return [_changed(parts[-1].place, next(p for p in parts if p.module))] if missing else []


def _changed(place: Place, part: Part) -> SheetMistake:
    return SheetMistake(place, "module_changed", {"module": part.module})
