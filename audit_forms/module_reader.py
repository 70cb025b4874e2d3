"""Modules: sections that are kept once and used by several forms, in `modules/<name>/<n>.yaml`.

    module: welcome
    version: 1
    languages: [en, es]
    qualities: [courtesy]                      # those its questions count towards, if any
    facts: {purchase: {values: [true, false]}} # those its conditions name, if any
    sections:
      - id: door
        title: {en: The door, es: La puerta}
        questions: [...]                       # as in a form

A form names it, at any place among its sections, and says in which of its parts it is asked:

    sections:
      - {use: welcome@1, part: visit}
      - {use: farewell@1, part: visit, ask_when: {fact: purchase, is: true}}
      - id: attention
        part: visit
        ...

The names of qualities and facts, the values of facts and the cap for critical questions are the
form's; it may declare more of them, and fewer languages, than the module. A question keeps its id
in every form, so results compare across forms (`versions.shared_questions`). Conditions in a module
name its own questions and facts only: it must mean the same wherever it is used. The form's own
conditions, waits (`between`) and `in_store` may name questions of a module that comes before them,
and so may the condition of a `use`, without which no question of the module is asked.
"""

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from pathlib import Path

from audit_forms import nodes
from audit_forms.condition_reader import ConditionReader
from audit_forms.document_reader import OF_A_SECTION, DocumentReader, mappings_under, plain
from audit_forms.files import root_of_file
from audit_forms.mistakes import Mistake
from audit_forms.model import Form, Part, Section, Text
from audit_forms.nodes import Mapping
from audit_forms.question_reader import QuestionReader
from audit_forms.reader import FORM_ID, WORD, Reader
from audit_forms.versions import check_against_neighbours

_REQUIRED = ("module", "version", "languages", "sections")
_KEYS = (*_REQUIRED, "qualities", "facts", "texts")
_OF_THE_FORM = ("form", "title", "parts", "in_store", "critical_cap")
_SECTION = ("id", "title", "questions")
_SECTION_OF_THE_FORM = ("part", "use", "ask_when")


@dataclass(frozen=True, slots=True)
class ReadModule:
    """A module's file as far as it could be read: `form` is None when nothing could."""

    mistakes: list[Mistake]
    form: Form | None = None
    questions: AbstractMapping[str, Mapping] = field(default_factory=dict)
    damaged: frozenset[str] = frozenset()


def is_module(at: Mapping) -> bool:
    """Whether a file with this top mapping is a module and no form."""
    return "module" in at.keys and "form" not in at.keys


def read_module(path: Path) -> ReadModule:
    """The module in a file, with every mistake that is the module's own."""
    reader = Reader(str(path))
    at = root_of_file(path, reader, "module")
    if at is None:
        return ReadModule(reader.mistakes)
    module = ModuleReader(reader, at).module()
    check_against_neighbours(reader, at, path)
    return module


class ModuleReader(DocumentReader):
    """Reads a module as a form of one nameless part, which makes it checked and digested as one."""

    def module(self) -> ReadModule:
        """The module as far as it can be read; worthless once there is a mistake."""
        read, at = self.reader, self.at
        self._fields(at, _KEYS, _REQUIRED, _OF_THE_FORM)
        read.languages = self.languages()
        read.texts = self.named_texts("texts")
        id = read.name(at, "module", FORM_ID)
        version = read.whole(at, "version", 1, 1_000_000)
        qualities = self._qualities()
        nameless: dict[str, Text] = {quality: {} for quality in qualities}
        facts = self.facts(worded=False)
        conditions = ConditionReader(read, facts, self._places(), unknown="question_outside")
        questions = QuestionReader(read, conditions, nameless)
        form = Form(
            id=id or "",
            version=version or 0,
            languages=read.languages,
            title={},
            qualities=nameless,
            facts=facts,
            parts=(Part("", {}),),
            sections=tuple(self._section(each, questions) for each in read.entries(at, "sections")),
        )
        self.check_qualities(qualities, self.question_nodes.values())
        self.check_conditions(form, conditions.damaged)
        self.check_betrayal(form)
        damaged = frozenset(conditions.damaged)
        return ReadModule(read.mistakes, form, self.question_nodes, damaged)

    def _fields(
        self,
        at: Mapping,
        known: tuple[str, ...],
        required: tuple[str, ...],
        of_the_form: tuple[str, ...],
    ) -> None:
        for key in of_the_form:
            if key in at.keys:
                self.reader.wrong(at.keys[key], "not_in_module", key=key)
        self.reader.fields(at, (*known, *of_the_form), required)

    def _section(self, at: Mapping, questions: QuestionReader) -> Section:
        # Whoever uses a module in a module is told so, and not that the rest is missing.
        required = () if "use" in at.keys else _SECTION
        self._fields(at, (*_SECTION, *OF_A_SECTION), required, _SECTION_OF_THE_FORM)
        return self.section(at, "", questions)

    def _qualities(self) -> dict[str, nodes.Node]:
        return self.names("qualities", "quality", WORD)

    def _places(self) -> dict[str, str]:
        sections = mappings_under(self.at, "sections")
        return {
            plain(question, "id"): ""
            for section in sections
            for question in mappings_under(section, "questions")
        }
