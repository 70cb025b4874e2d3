"""From a YAML file to a form, or to every mistake in it at once."""

from collections.abc import Mapping as AbstractMapping
from functools import cache
from pathlib import Path

from audit_forms.condition_reader import ConditionReader
from audit_forms.document_reader import OF_A_SECTION, DocumentReader, mappings_under, plain
from audit_forms.files import root_of_file, root_of_text
from audit_forms.mistakes import FormMistakes, Mistake, nearest
from audit_forms.model import Form, Part, Question, Section
from audit_forms.module_reader import is_module, read_module
from audit_forms.nodes import Mapping
from audit_forms.parts_reader import PartsReader
from audit_forms.question_reader import QuestionReader
from audit_forms.reader import FORM_ID, QUESTION_ID, Reader
from audit_forms.uses import Uses
from audit_forms.versions import MODULES, check_against_neighbours, shipped

_KEYS = (
    *("form", "version", "languages", "title", "qualities", "facts", "parts", "in_store"),
    *("critical_cap", "texts", "sections"),
)
_REQUIRED = ("form", "version", "languages", "title", "parts", "sections")
_SECTION = ("id", "part", "title", "questions")


def load(source: Path | str, name: str = "<text>", modules: Path = MODULES) -> Form:
    """The form in a file (a Path, or a str that ends in .yaml), or in a YAML text.

    Raises FormMistakes with everything that is wrong, also in the modules it uses; `name` stands
    for the file of a text, `modules` is where modules are kept.
    """
    if isinstance(source, str) and "\n" not in source and source.endswith((".yaml", ".yml")):
        source = Path(source)
    if isinstance(source, Path):
        reader = Reader(str(source))
        at = root_of_file(source, reader, "form")
    else:
        reader = Reader(name)
        at = root_of_text(source, reader, "form")
    if at is not None and is_module(at):
        named = f"{plain(at, 'module')[:80]}@{plain(at, 'version')[:80]}"
        reader.wrong(at.keys["module"], "module_alone", module=named)
        at = None
    path = source if isinstance(source, Path) else None
    form, mistakes = _read_form(at, reader, modules, path)
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


def load_module(path: Path) -> Form:
    """A module on its own, as a form of one nameless part: what its digest is made of.

    Raises FormMistakes with everything that is wrong.
    """
    module = read_module(path)
    if module.mistakes or module.form is None:
        raise FormMistakes(module.mistakes)
    return module.form


def check(path: Path | str, modules: Path = MODULES) -> list[Mistake]:
    """Every mistake in the file of a form or of a module, file by file in their order.

    A form's are followed by those in the modules it uses; the list is empty when all is good.
    """
    path = Path(path)
    reader = Reader(str(path))
    at = root_of_file(path, reader, "form")
    if at is not None and is_module(at):
        mistakes = read_module(path).mistakes
    else:
        _, mistakes = _read_form(at, reader, modules, path)
    return FormMistakes(mistakes).mistakes


def _read_form(
    at: Mapping | None, reader: Reader, modules: Path, path: Path | None
) -> tuple[Form | None, list[Mistake]]:
    if at is None:
        return None, reader.mistakes
    read = FormReader(reader, at, modules)
    form = read.form()
    if path is not None:
        check_against_neighbours(reader, at, path, modules)
    return form, reader.mistakes + read.uses.mistakes()


class FormReader(DocumentReader):
    """Reads a whole form from its top mapping, and what it uses from the folder of modules."""

    def __init__(self, reader: Reader, at: Mapping, modules: Path) -> None:
        super().__init__(reader, at)
        self.uses = Uses(reader, modules, self._own())

    def form(self) -> Form | None:
        """The form as far as it can be read; worthless once there is a mistake."""
        read, at = self.reader, self.at
        read.fields(at, _KEYS, _REQUIRED)
        read.languages = self.languages()
        read.texts = self.named_texts("texts")
        id = read.name(at, "form", FORM_ID)
        version = read.whole(at, "version", 1, 1_000_000)
        title = read.text(at, "title")
        qualities = self.named_texts("qualities")
        facts = self.facts()
        parts_reader = PartsReader(read, at)
        parts = parts_reader.parts()
        conditions = ConditionReader(read, facts, self._places(parts))
        if self.uses.incomplete:
            conditions.unknown = None
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
        parts_reader.check(parts, conditions)
        self.uses.check(form, conditions)
        self._check_whole(form, conditions)
        return form

    def _own(self) -> dict[str, dict[str, int]]:
        """The ids of sections and questions that are written in the form, and their lines."""
        sections = mappings_under(self.at, "sections")
        questions = [each for at in sections for each in mappings_under(at, "questions")]
        return {
            what: {plain(at, "id"): at.values["id"].line for at in written if plain(at, "id")}
            for what, written in (("section", sections), ("question", questions))
        }

    def _places(self, parts: AbstractMapping[str, Part]) -> dict[str, str]:
        """Every question id of the form and its part ("" if unknown), read ahead, uncomplaining."""
        places: dict[str, str] = {}
        for section in mappings_under(self.at, "sections"):
            part = plain(section, "part")
            part = part if part in parts else ""
            ids = [plain(question, "id") for question in mappings_under(section, "questions")]
            if "use" in section.keys:
                ids = list(self.uses.questions_of(plain(section, "use")))
            for id in ids:
                if QUESTION_ID.fullmatch(id):
                    places.setdefault(id, part)
        return places

    def _sections(
        self, parts: AbstractMapping[str, Part], questions: QuestionReader
    ) -> tuple[Section, ...]:
        sections: list[Section] = []
        for at in self.reader.entries(self.at, "sections"):
            if "use" not in at.keys:
                self.reader.fields(at, (*_SECTION, *OF_A_SECTION), _SECTION)
            part = plain(at, "part")
            if part and part not in parts:
                near = nearest(part, parts)
                self.reader.wrong(at.values["part"], "part_unknown", part=part[:80], nearest=near)
                part = ""
            if "use" in at.keys:
                sections += self.uses.place(at, part, questions.conditions)
            else:
                sections.append(self.section(at, part, questions))
        return tuple(sections)

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
                conditions.no_such_question(scalar)
            elif question.kind != "time":
                read.wrong(scalar, "not_a_stamp", question=id, key="in_store")
            elif id in found:
                read.wrong(scalar, "id_duplicate", what="in_store", id=id)
            elif last is not None and len({question.part, found[last].part} - {""}) > 1:
                read.wrong(scalar, "in_store_part", question=id)
            elif last is not None and order.index(id) < order.index(last):
                read.wrong(scalar, "in_store_order", question=id, before=last)
            else:
                found[id] = question
        return tuple(found)

    def _check_whole(self, form: Form, conditions: ConditionReader) -> None:
        """What can only be seen once everything has been read."""
        used = {plain(section, "part") for section in mappings_under(self.at, "sections")}
        for entry in mappings_under(self.at, "parts"):
            if plain(entry, "id") not in used:
                self.reader.wrong(entry, "part_empty", part=plain(entry, "id"))
        used_modules = [use.module.questions.values() for use in self.uses.found]
        written = [*self.question_nodes.values(), *(each for some in used_modules for each in some)]
        declared = self.at.values.get("qualities")
        if isinstance(declared, Mapping) and not self.uses.incomplete:
            self.check_qualities(declared.keys, written)
        self._check_cap()
        self.uses.check_asked(self.check_conditions(form, conditions.damaged))
        self.check_betrayal(form)

    def _check_cap(self) -> None:
        read, at = self.reader, self.at
        critical = [
            (question.keys["critical"], plain(question, "id"))
            for question in self.question_nodes.values()
            if "critical" in question.keys
        ]
        critical += [(use.at, id) for use in self.uses.found for id in use.critical]
        if critical and "critical_cap" not in at.keys:
            where, id = critical[0]
            read.wrong(where, "cap_missing", question=id)
        elif not critical and "critical_cap" in at.keys and not self.uses.incomplete:
            read.wrong(at.keys["critical_cap"], "cap_without_critical")
