"""From a YAML file to a form, or to every mistake in it at once."""

from collections.abc import Mapping as AbstractMapping
from functools import cache
from pathlib import Path
from typing import cast

from audit_forms import nodes
from audit_forms.condition_reader import ConditionReader
from audit_forms.mistakes import FormMistakes, Mistake, nearest
from audit_forms.model import Fact, Form, Part, Question, Scalar, Section, Text
from audit_forms.nodes import Mapping, Node
from audit_forms.question_reader import QuestionReader
from audit_forms.reach import never_asked
from audit_forms.reader import FORM_ID, LANGUAGE, QUESTION_ID, WORD, Reader
from audit_forms.versions import check_against_neighbours, shipped

_KEYS = (
    *("form", "version", "languages", "title", "qualities", "facts", "parts", "in_store"),
    *("critical_cap", "texts", "sections"),
)
_REQUIRED = ("form", "version", "languages", "title", "parts", "sections")


def load(source: Path | str, name: str = "<text>") -> Form:
    """The form in a file (a Path, or a str that ends in .yaml), or in a YAML text.

    Raises FormMistakes with everything that is wrong; `name` stands for the file of a text.
    """
    if isinstance(source, str) and "\n" not in source and source.endswith((".yaml", ".yml")):
        source = Path(source)
    if isinstance(source, Path):
        form, mistakes = _read_file(source)
    else:
        form, mistakes = _read_text(source, Reader(name))
    if mistakes or form is None:
        raise FormMistakes(mistakes)
    return form


@cache
def load_shipped(form: str, version: int) -> Form:
    """A form that ships with the product; KeyError when there is none of that name and version."""
    for id, number, path in shipped():
        if (id, number) == (form, version):
            return load(path)
    raise KeyError(f"{form}@{version}")


def check(path: Path | str) -> list[Mistake]:
    """Every mistake in a form's file, in the order of the file; an empty list when it is good."""
    _, mistakes = _read_file(Path(path))
    return FormMistakes(mistakes).mistakes


def _read_file(path: Path) -> tuple[Form | None, list[Mistake]]:
    reader = Reader(str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        reader.report(1, 1, "file_unreadable", reason=error.strerror or str(error))
        return None, reader.mistakes
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        reader.report(line, column, "not_utf8", byte=f"0x{content[error.start]:02X}")
        return None, reader.mistakes
    return _read_text(text, reader, path)


def _read_text(
    text: str, reader: Reader, path: Path | None = None
) -> tuple[Form | None, list[Mistake]]:
    if len(text) > nodes.MAX_BYTES:
        reader.report(1, 1, "yaml_too_large")
        return None, reader.mistakes
    root = nodes.parse(text, reader.report)
    at = None if root is None else reader.mapping(root, "form")
    if at is None:
        return None, reader.mistakes
    form = FormReader(reader, at).form()
    if path is not None:
        check_against_neighbours(reader, at, path)
    return form, reader.mistakes


class FormReader:
    """Reads a whole form from its top mapping."""

    def __init__(self, reader: Reader, at: Mapping) -> None:
        self.reader = reader
        self.at = at
        self.question_nodes: dict[str, Mapping] = {}

    def form(self) -> Form | None:
        """The form as far as it can be read; worthless once there is a mistake."""
        read, at = self.reader, self.at
        read.fields(at, _KEYS, _REQUIRED)
        read.languages = self._languages()
        read.texts = self._named_texts("texts")
        id = read.name(at, "form", FORM_ID)
        version = read.whole(at, "version", 1, 1_000_000)
        title = read.text(at, "title")
        qualities = self._named_texts("qualities")
        facts = self._facts()
        parts = self._parts()
        conditions = ConditionReader(read, facts, self._places(parts))
        questions = QuestionReader(read, conditions, qualities)
        sections = self._sections(parts, questions)
        form = Form(
            id=id or "",
            version=version or 0,
            languages=read.languages,
            title=title,
            qualities=qualities,
            facts=facts,
            parts=tuple(parts.values()),
            sections=sections,
            in_store=self._in_store(conditions),
            critical_cap=read.whole(at, "critical_cap", 0, 100),
        )
        self._check_whole(form, frozenset(conditions.damaged))
        return form

    def _languages(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for node in self.reader.items(self.at, "languages"):
            language = self.reader.name_of(node, "languages", LANGUAGE)
            if language in found:
                self.reader.wrong(node, "id_duplicate", what="language", id=language)
            elif language is not None:
                found[language] = None
        return tuple(found)

    def _named_texts(self, key: str) -> dict[str, Text]:
        under = self.reader.under(self.at, key)
        if under is None:
            return {}
        found: dict[str, Text] = {}
        for name, node in under.values.items():
            if self.reader.name_of(under.keys[name], key, WORD) is not None:
                found[name] = self.reader.text_of(node, name)
        return found

    def _facts(self) -> dict[str, Fact]:
        under = self.reader.under(self.at, "facts")
        facts: dict[str, Fact] = {}
        for name, node in () if under is None else under.values.items():
            at = self.reader.mapping(node, name)
            key = cast(Mapping, under).keys[name]
            if at is None or self.reader.name_of(key, "facts", WORD) is None:
                continue
            self.reader.fields(at, ("values",), ("values",))
            values = [self._fact_value(each) for each in self.reader.items(at, "values")]
            kinds = {str if isinstance(value, str) else type(value) for value in values}
            known = [value for value in values if value is not None]
            if len(kinds) > 1 or len(set(known)) < len(known):
                self.reader.wrong(at.values["values"], "fact_values", fact=name)
            if known:
                facts[name] = Fact(name, tuple(known))
        return facts

    def _fact_value(self, node: Node) -> Scalar | None:
        scalar = self.reader.scalar(node, "values")
        if scalar is None:
            return None
        if scalar.boolean is not None:
            return scalar.boolean
        return scalar.value if scalar.number is None else scalar.number

    def _parts(self) -> dict[str, Part]:
        parts: dict[str, Part] = {}
        for entry in self.reader.entries(self.at, "parts"):
            self.reader.fields(entry, ("id", "title"), ("id", "title"))
            id = self.reader.name(entry, "id", WORD)
            title = self.reader.text(entry, "title")
            if id is not None and id in parts:
                self.reader.wrong(entry.values["id"], "id_duplicate", what="part", id=id)
            elif id is not None:
                parts[id] = Part(id, title)
        return parts

    def _places(self, parts: AbstractMapping[str, Part]) -> dict[str, str]:
        """Every question id of the form and its part ("" if unknown), read ahead, uncomplaining."""
        places: dict[str, str] = {}
        for section in _mappings_under(self.at, "sections"):
            part = _plain(section, "part")
            part = part if part in parts else ""
            for question in _mappings_under(section, "questions"):
                id = _plain(question, "id")
                if QUESTION_ID.fullmatch(id):
                    places.setdefault(id, part)
        return places

    def _sections(
        self, parts: AbstractMapping[str, Part], questions: QuestionReader
    ) -> tuple[Section, ...]:
        sections: list[Section] = []
        for at in self.reader.entries(self.at, "sections"):
            required = ("id", "part", "title", "questions")
            self.reader.fields(at, required, required)
            id = self.reader.name(at, "id", WORD)
            if id is not None and any(section.id == id for section in sections):
                self.reader.wrong(at.values["id"], "id_duplicate", what="section", id=id)
            part = _plain(at, "part")
            if part and part not in parts:
                near = nearest(part, parts)
                self.reader.wrong(at.values["part"], "part_unknown", part=part[:80], nearest=near)
                part = ""
            title = self.reader.text(at, "title")
            asked = self._questions(at, id or "", part, questions)
            sections.append(Section(id or "", part, title, asked))
        return tuple(sections)

    def _questions(
        self, section: Mapping, section_id: str, part: str, questions: QuestionReader
    ) -> tuple[Question, ...]:
        found: list[Question] = []
        for at in self.reader.entries(section, "questions"):
            id = _plain(at, "id")
            first = self.question_nodes.setdefault(id, at)
            question = questions.question(at, section_id, part)
            if first is not at and question is not None:
                line = first.values["id"].line
                self.reader.wrong(at.values["id"], "question_duplicate", id=id, first=line)
            elif question is not None:
                found.append(question)
        return tuple(found)

    def _in_store(self, conditions: ConditionReader) -> tuple[str, ...]:
        read, found = self.reader, dict[str, Question]()
        order = list(conditions.places)
        for node in read.items(self.at, "in_store"):
            scalar = read.scalar(node, "in_store")
            if scalar is None or scalar.value in conditions.damaged:
                continue
            id = scalar.value
            question = conditions.earlier.get(id)
            last = next(reversed(found), None)
            if question is None:
                near = nearest(id, order)
                read.wrong(scalar, "question_unknown", question=id[:80], nearest=near)
            elif question.kind != "time":
                read.wrong(scalar, "not_a_stamp", question=id, key="in_store")
            elif id in found:
                read.wrong(scalar, "id_duplicate", what="in_store", id=id)
            elif last is not None and question.part != found[last].part:
                read.wrong(scalar, "in_store_part", question=id)
            elif last is not None and order.index(id) < order.index(last):
                read.wrong(scalar, "in_store_order", question=id, before=last)
            else:
                found[id] = question
        return tuple(found)

    def _check_whole(self, form: Form, damaged: frozenset[str]) -> None:
        """What can only be seen once everything has been read."""
        read, at = self.reader, self.at
        used = {section.part for section in form.sections}
        for entry in _mappings_under(at, "parts"):
            if _plain(entry, "id") not in used:
                read.wrong(entry, "part_empty", part=_plain(entry, "id"))
        self._check_qualities_and_cap()
        for id in never_asked(form, damaged):
            read.wrong(self.question_nodes[id].keys["ask_when"], "condition_never", question=id)

    def _check_qualities_and_cap(self) -> None:
        """Looks at what is written, so that a mistake inside a question is not said again here."""
        read, at = self.reader, self.at
        written = self.question_nodes.values()
        qualities = at.values.get("qualities")
        declared = qualities.keys if isinstance(qualities, Mapping) else {}
        # A misspelt quality is a mistake of its own; here it counts as the one that was meant.
        named = (_plain(question, "quality") for question in written if "points" in question.keys)
        earning = {word if word in declared else nearest(word, declared) for word in named if word}
        for quality, key in declared.items():
            if quality not in earning:
                read.wrong(key, "quality_empty", quality=quality)
        critical = [question for question in written if "critical" in question.keys]
        if critical and "critical_cap" not in at.keys:
            where = critical[0].keys["critical"]
            read.wrong(where, "cap_missing", question=_plain(critical[0], "id"))
        elif not critical and "critical_cap" in at.keys:
            read.wrong(at.keys["critical_cap"], "cap_without_critical")


def _mappings_under(at: Mapping, key: str) -> list[Mapping]:
    node = at.values.get(key)
    items = node.items if isinstance(node, nodes.Sequence) else []
    return [item for item in items if isinstance(item, Mapping)]


def _plain(at: Mapping, key: str) -> str:
    node = at.values.get(key)
    return node.value if isinstance(node, nodes.Scalar) else ""
