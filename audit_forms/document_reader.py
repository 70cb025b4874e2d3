"""What is read alike in a form and in a module: languages, texts, facts, sections, questions."""

import re
from collections.abc import Collection, Iterable
from collections.abc import Mapping as AbstractMapping
from typing import cast

from audit_forms import nodes
from audit_forms.effects_reader import check_commends, qualities_written
from audit_forms.facts_reader import read_facts
from audit_forms.mistakes import nearest
from audit_forms.model import PARTIES, Fact, Form, Party, Question, Section, Text, leaves
from audit_forms.nodes import Mapping, Node
from audit_forms.question_reader import QuestionReader
from audit_forms.reach import never_asked
from audit_forms.reader import LANGUAGE, WORD, Reader

# What a section may have besides its questions, in a form and in a module.
OF_A_SECTION = ("party", "aggregate_of")
LEAST_IN_AGGREGATE, MOST_IN_AGGREGATE = 3, 100
_OF_THE_STORE = ("quality", "critical", "action_when", "action", "lowers", "lowers_when")


class DocumentReader:
    """Reads from the top mapping of a file."""

    def __init__(self, reader: Reader, at: Mapping) -> None:
        self.reader = reader
        self.at = at
        self.section_nodes: dict[str, Mapping] = {}
        self.question_nodes: dict[str, Mapping] = {}

    def languages(self) -> tuple[str, ...]:
        """The languages that every text must be written in."""
        return tuple(self.names("languages", "language", LANGUAGE))

    def names(self, key: str, what: str, pattern: re.Pattern[str]) -> dict[str, Node]:
        """The names listed under a key, each once, and where they stand."""
        found: dict[str, Node] = {}
        for node in self.reader.items(self.at, key):
            name = self.reader.name_of(node, key, pattern)
            if name in found:
                self.reader.wrong(node, "id_duplicate", what=what, id=name)
            elif name is not None:
                found[name] = node
        return found

    def named_texts(self, key: str) -> dict[str, Text]:
        """The texts under a key, each by its name."""
        under = self.reader.under(self.at, key)
        if under is None:
            return {}
        found: dict[str, Text] = {}
        for name, node in under.values.items():
            if self.reader.name_of(under.keys[name], key, WORD) is not None:
                found[name] = self.reader.text_of(node, name)
        return found

    def facts(self, worded: bool = True) -> dict[str, Fact]:
        """The facts of a visit that conditions may name."""
        return read_facts(self.reader, self.at, worded)

    def section(self, at: Mapping, part: str, questions: QuestionReader) -> Section:
        """A section with the questions written in it; which keys it has, the caller checks."""
        id = self.reader.name(at, "id", WORD)
        if id is not None and self.section_nodes.setdefault(id, at) is not at:
            self.reader.wrong(at.values["id"], "id_duplicate", what="section", id=id)
        title = self.reader.text(at, "title")
        party = cast(Party | None, self.reader.choice(at, "party", PARTIES, "") or None)
        least = self.reader.whole(at, "aggregate_of", LEAST_IN_AGGREGATE, MOST_IN_AGGREGATE)
        asked = self._questions(at, id or "", part, questions)
        if party == "customer" or "aggregate_of" in at.keys:
            # What the customer did says nothing of the store; what is only summed up, of no visit.
            code = "customer_counts" if party == "customer" else "aggregate_counts"
            self._check_aside(at, code)
        if "aggregate_of" in at.keys:
            # A commendation reaches the store by itself, and with it that there was a visit.
            self._check_aside(at, "aggregate_commends", ("commends",))
        return Section(id or "", part, title, asked, party, aggregate_of=least)

    def _check_aside(
        self, section: Mapping, code: str, keys: tuple[str, ...] = _OF_THE_STORE
    ) -> None:
        for question in mappings_under(section, "questions"):
            for key in keys:
                if key in question.keys:
                    self.reader.wrong(question.keys[key], code, key=key)

    def _questions(
        self, section: Mapping, section_id: str, part: str, questions: QuestionReader
    ) -> tuple[Question, ...]:
        found: list[Question] = []
        for at in self.reader.entries(section, "questions"):
            id = plain(at, "id")
            first = self.question_nodes.setdefault(id, at)
            question = questions.question(at, section_id, part)
            if first is not at and question is not None:
                line = first.values["id"].line
                self.reader.wrong(at.values["id"], "question_duplicate", id=id, first=line)
            elif question is not None:
                found.append(question)
        for question in found:
            at, damaged = self.question_nodes[question.id], questions.conditions.damaged
            check_commends(self.reader, at, question, found, questions.qualities, damaged)
        return tuple(found)

    # -- what can only be seen once everything has been read

    def check_qualities(
        self, declared: AbstractMapping[str, Node], written: Collection[Mapping]
    ) -> None:
        """Note every quality that no written question earns points for, lowers or can commend.

        Looks at what is written, so that a mistake inside a question is not said again here.
        """
        # A misspelt quality is a mistake of its own; here it counts as the one that was meant.
        named = [plain(question, "quality") for question in written if "points" in question.keys]
        named += [word for question in written for word in qualities_written(question, written)]
        earning = {word if word in declared else nearest(word, declared) for word in named if word}
        for quality, where in declared.items():
            if quality not in earning:
                self.reader.wrong(where, "quality_empty", quality=quality)

    def check_conditions(self, form: Form, damaged: Iterable[str]) -> list[str]:
        """Note every question written here that no acceptable report is ever asked.

        Gives all of them, also those that a module brings.
        """
        never = never_asked(form, frozenset(damaged))
        for id in never:
            if id in self.question_nodes:
                where = self.question_nodes[id].keys["ask_when"]
                self.reader.wrong(where, "condition_never", question=id)
        return never

    def check_betrayal(self, form: Form) -> None:
        """Note every question of one visit's page that tells what was answered in aggregate."""
        hidden = {
            question.id
            for section in form.sections
            if section.aggregate_of is not None
            for question in section.questions
        }
        for question in () if form.in_aggregate_only else form.questions:
            if question.id in hidden or question.shown_to == "programme":
                continue
            names = [leaf.name for leaf in leaves(question.ask_when) if leaf.subject == "question"]
            told = next((name for name in names if name in hidden), None)
            if told is not None and question.id in self.question_nodes:
                where = self.question_nodes[question.id].keys["ask_when"]
                self.reader.wrong(where, "aggregate_betrayed", question=told)


def mappings_under(at: Mapping, key: str) -> list[Mapping]:
    """The mappings in the list under a key, uncomplaining."""
    node = at.values.get(key)
    items = node.items if isinstance(node, nodes.Sequence) else []
    return [item for item in items if isinstance(item, Mapping)]


def plain(at: Mapping, key: str) -> str:
    """The word under a key, uncomplaining; "" when there is none."""
    node = at.values.get(key)
    return node.value if isinstance(node, nodes.Scalar) else ""
