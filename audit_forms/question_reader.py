"""Reads one question: which keys its kind knows, and that they go together."""

from collections.abc import Mapping as AbstractMapping
from dataclasses import replace
from typing import Any, cast

from audit_forms import nodes
from audit_forms.answers import COMMENT_MAX_LENGTH, LARGEST
from audit_forms.condition_reader import ConditionReader
from audit_forms.domains import OPS, Subject
from audit_forms.effects_reader import read_commends, read_lowers
from audit_forms.mistakes import nearest
from audit_forms.model import (
    DEFAULT_MAX_LENGTH,
    DEFAULT_MAX_PHOTOS,
    KINDS,
    AnswerTest,
    Audience,
    Basis,
    Kind,
    Option,
    Question,
    Step,
    Text,
    as_kind,
)
from audit_forms.nodes import Mapping, Scalar
from audit_forms.points_reader import MOST, read_points
from audit_forms.reader import QUESTION_ID, WORD, Reader

_COMMON = (
    *("id", "kind", "text", "tip", "basis", "quality", "required", "na", "ask_when"),
    *("comment_when", "comment_min_length", "shown_to", "action_when", "action"),
)
_SCORED = ("points", "weight", "critical", "lowers", "lowers_when")
KEYS: dict[Kind, tuple[str, ...]] = {
    "yes_no": _SCORED,
    "scale": (*_SCORED, "steps"),
    "one": (*_SCORED, "options"),
    "several": (*_SCORED, "options", "points_cap", "min"),
    "number": (*_SCORED, "min", "max", "decimals"),
    "money": (*_SCORED, "min", "max", "between"),
    "duration": (*_SCORED, "min", "max", "between"),
    "time": (),
    "text": ("min_length", "max_length", "commends"),
    "photo": ("min", "max"),
}
_ALL_KEYS = (*_COMMON, *dict.fromkeys(key for keys in KEYS.values() for key in keys))
_NEEDS = {"scale": ("steps",), "one": ("options",), "several": ("options",)}
_TOGETHER = (
    ("action", "action_when"),
    ("action_when", "action"),
    ("comment_min_length", "comment_when"),
    ("weight", "points"),
    ("points_cap", "points"),
    ("lowers", "lowers_when"),
    ("lowers_when", "lowers"),
)
# What is of no use where nobody is asked.
_OF_AN_ANSWER = ("required", "na", "min", "max", "comment_when", "comment_min_length")
LONGEST_TEXT = 100_000
MOST_PHOTOS = 20
MOST_DECIMALS = 6


class QuestionReader:
    """Reads questions in document order; what it has read can be named by the ones after."""

    def __init__(
        self, reader: Reader, conditions: ConditionReader, qualities: AbstractMapping[str, Text]
    ) -> None:
        self.reader = reader
        self.conditions = conditions
        self.qualities = qualities

    def question(self, at: Mapping, section: str, part: str) -> Question | None:
        """The question at this node, None when not even its id and kind can be told."""
        before = len(self.reader.mistakes)
        id = self.reader.name(at, "id", QUESTION_ID)
        kind = self._kind(at)
        if id is None or kind is None:
            if id is not None:
                self.conditions.damaged.add(id)
            return None
        question = self._plain(at, id, kind, section, part)
        question = replace(
            question,
            ask_when=self._ask_when(at, id, part),
            between=self._between(at, kind, part) if kind in ("duration", "money") else None,
            commends=read_commends(self.reader, at) if kind == "text" else None,
            **self._answers(at, kind),
            **self._limits(at, kind),
        )
        if self.reader.harm_since(before):
            # Points and tests of a question that cannot be answered would only echo the mistake.
            self.conditions.damaged.add(id)
            return question
        lowers = read_lowers(self.reader, at, question, self.qualities)
        question = replace(question, **read_points(self.reader, at, question), lowers=lowers)
        question = replace(question, **self._tests(at, question))
        if id not in self.conditions.earlier:
            self.conditions.earlier[id] = question
        return question

    def _kind(self, at: Mapping) -> Kind | None:
        node = self.reader.filled(at, "kind")
        word = node.value if isinstance(node, Scalar) else None
        kind = None if word is None else as_kind(word)
        if kind is None:
            self.reader.fields(at, _ALL_KEYS, ("id", "kind", "text", "tip"))
            if node is not None:
                near = nearest(word or "", KINDS)
                self.reader.wrong(node, "kind_unknown", kind=(word or "")[:80], nearest=near)
            return None
        known = (*_COMMON, *KEYS[kind])
        for key, where in at.keys.items():
            if key in _ALL_KEYS and key not in known:
                self.reader.wrong(where, "key_not_for_kind", key=key, kind=kind)
        self.reader.fields(
            at, (*known, *_ALL_KEYS), ("id", "kind", "text", "tip", *_NEEDS.get(kind, ()))
        )
        for key, other in _TOGETHER:
            if key in at.keys and key in known and other not in at.keys:
                self.reader.wrong(at.keys[key], "key_needs_other", key=key, other=other)
        return kind

    def _plain(self, at: Mapping, id: str, kind: Kind, section: str, part: str) -> Question:
        read = self.reader
        return Question(
            id=id,
            kind=kind,
            section=section,
            part=part,
            text=read.text(at, "text"),
            tip=read.text(at, "tip"),
            basis=cast(Basis, read.choice(at, "basis", ("fact", "opinion"), "fact")),
            quality=self._quality(at),
            required=read.boolean(at, "required", True),
            na=read.boolean(at, "na", False),
            comment_min_length=read.whole(at, "comment_min_length", 1, COMMENT_MAX_LENGTH),
            action=read.text(at, "action") or None,
            shown_to=cast(Audience, read.choice(at, "shown_to", ("store", "programme"), "store")),
            weight=read.whole(at, "weight", 1, MOST) or 1,
        )

    def _quality(self, at: Mapping) -> str | None:
        node = self.reader.filled(at, "quality")
        scalar = None if node is None else self.reader.scalar(node, "quality")
        if scalar is None or scalar.value in self.qualities:
            return None if scalar is None else scalar.value
        near = nearest(scalar.value, self.qualities)
        self.reader.wrong(scalar, "quality_unknown", quality=scalar.value[:80], nearest=near)
        return None

    def _ask_when(self, at: Mapping, id: str, part: str) -> Any:
        node = self.reader.filled(at, "ask_when")
        return None if node is None else self.conditions.condition(node, id, part)

    def _answers(self, at: Mapping, kind: Kind) -> dict[str, Any]:
        if kind == "scale":
            return {"steps": self._steps(at)}
        return {"options": self._options(at)} if kind in ("one", "several") else {}

    def _steps(self, at: Mapping) -> tuple[Step, ...]:
        steps: list[Step] = []
        for entry in self.reader.entries(at, "steps"):
            self.reader.fields(entry, ("value", "text"), ("value", "text"))
            value = self.reader.whole(entry, "value", 0, MOST)
            text = self.reader.text(entry, "text")
            if value is None:
                continue
            if steps and value <= steps[-1].value:
                self.reader.wrong(entry.values["value"], "steps_not_rising", value=value)
            else:
                steps.append(Step(value, text))
        self._at_least_two(at, "steps", len(steps))
        return tuple(steps)

    def _options(self, at: Mapping) -> tuple[Option, ...]:
        options: dict[str, Option] = {}
        for entry in self.reader.entries(at, "options"):
            self.reader.fields(entry, ("id", "text"), ("id", "text"))
            id = self.reader.name(entry, "id", WORD)
            text = self.reader.text(entry, "text")
            if id is not None and id in options:
                self.reader.wrong(entry.values["id"], "id_duplicate", what="option", id=id)
            elif id is not None:
                options[id] = Option(id, text)
        self._at_least_two(at, "options", len(options))
        return tuple(options.values())

    def _at_least_two(self, at: Mapping, key: str, count: int) -> None:
        """One answer to choose from is no question; entries with mistakes are counted as there."""
        node = self.reader.filled(at, key)
        if isinstance(node, nodes.Sequence) and len(node.items) == 1 and count == 1:
            self.reader.wrong(at.keys[key], "too_few_answers", key=key)

    def _limits(self, at: Mapping, kind: Kind) -> dict[str, Any]:
        read = self.reader
        found: dict[str, Any] = {}
        if kind == "number":
            found["min"] = read.number(at, "min", -LARGEST, LARGEST)
            found["max"] = read.number(at, "max", -LARGEST, LARGEST)
            found["decimals"] = read.whole(at, "decimals", 0, MOST_DECIMALS) or 0
        elif kind in ("money", "duration"):
            found["min"] = read.whole(at, "min", 0, LARGEST)
            found["max"] = read.whole(at, "max", 0, LARGEST)
        elif kind == "several":
            found["min"] = read.whole(at, "min", 0, 1)
        elif kind == "photo":
            found["min"] = read.whole(at, "min", 1, MOST_PHOTOS)
            found["max"] = read.whole(at, "max", 1, MOST_PHOTOS)
        elif kind == "text":
            found["min_length"] = read.whole(at, "min_length", 1, LONGEST_TEXT)
            found["max_length"] = read.whole(at, "max_length", 1, LONGEST_TEXT)
        self._check_order(at, kind, found)
        return found

    def _check_order(self, at: Mapping, kind: Kind, found: AbstractMapping[str, Any]) -> None:
        default = {"photo": DEFAULT_MAX_PHOTOS, "text": DEFAULT_MAX_LENGTH}.get(kind)
        for low, high in (("min", "max"), ("min_length", "max_length")):
            least, most = found.get(low), found.get(high)
            most = default if most is None else most
            if least is not None and most is not None and least > most:
                self.reader.wrong(at.values[low], "limits_crossed", low=low, high=high, most=most)

    def _between(self, at: Mapping, kind: Kind, part: str) -> tuple[str, str] | None:
        items = self.reader.items(at, "between")
        if not items:
            return None
        for key in _OF_AN_ANSWER if kind == "money" else ():
            if key in at.keys:
                self.reader.wrong(at.keys[key], "derived_asks", key=key)
        if len(items) != 2:
            self.reader.wrong(at.keys["between"], "between_two")
            return None
        start, end = (self._end(node, kind, part) for node in items)
        if start is not None and start == end:
            self.reader.wrong(items[1], "between_two")
            return None
        return None if start is None or end is None else (start, end)

    def _end(self, node: nodes.Node, kind: Kind, part: str) -> str | None:
        """One of the two stamps of a wait, or of the two amounts of a difference."""
        scalar = self.reader.scalar(node, "between")
        if scalar is None:
            return None
        id = scalar.value
        question = self.conditions.earlier.get(id)
        if id in self.conditions.damaged:
            return None
        if question is None and id in self.conditions.places:
            self.reader.wrong(scalar, "condition_on_later", question=id)
        elif question is None:
            self.conditions.no_such_question(scalar)
        elif kind == "money" and question.kind != "money":
            self.reader.wrong(scalar, "not_an_amount", question=id)
        elif kind != "money" and question.kind != "time":
            self.reader.wrong(scalar, "not_a_stamp", question=id, key="between")
        elif question.part != part and question.part and part:
            self.reader.wrong(scalar, "condition_on_other_part", question=id)
        else:
            return id
        return None

    def _tests(self, at: Mapping, question: Question) -> dict[str, Any]:
        critical = self.reader.under(at, "critical") if "critical" in at.keys else None
        fails: AnswerTest | None = None
        if critical is not None:
            self.reader.fields(critical, ("fails_when",), ("fails_when",))
            fails = self._own_test(critical, "fails_when", question)
        return {
            "comment_when": self._own_test(at, "comment_when", question),
            "action_when": self._own_test(at, "action_when", question),
            "lowers_when": self._own_test(at, "lowers_when", question),
            "critical": fails,
        }

    def _own_test(self, at: Mapping, key: str, question: Question) -> AnswerTest | None:
        node = self.reader.under(at, key)
        if node is None:
            return None
        subject = Subject.of_question(question)
        if key in ("fails_when", "lowers_when") and "answered" in node.keys:
            # What was not answered has not failed and takes nothing; it leaves the score instead.
            tests = " / ".join(op for op in OPS[question.kind] if op != "answered")
            self.reader.wrong(
                node.keys["answered"], "test_unsuitable", test="answered", kind=key, tests=tests
            )
            return None
        test = self.conditions.test(node, subject)
        if test == AnswerTest("answered", False) and not subject.can_be_missing:
            self.reader.wrong(
                node.keys["answered"], "test_never", test="answered", low="…", high="…"
            )
        return test
