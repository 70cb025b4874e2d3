"""Reads conditions and tests, and refuses those that do not suit what they test."""

from collections.abc import Mapping as AbstractMapping
from typing import Any, cast

from audit_forms import nodes
from audit_forms.domains import OPS, Subject, could_pass
from audit_forms.mistakes import nearest
from audit_forms.model import (
    TEST_NAMES,
    AllOf,
    AnswerTest,
    AnyOf,
    Condition,
    Fact,
    Leaf,
    Not,
    Question,
    Scalar,
    TestName,
)
from audit_forms.nodes import Mapping, Node
from audit_forms.reader import Reader

MAX_DEPTH = 8
_SHAPES = ("all", "any", "not", "question", "fact")


class ConditionReader:
    """Reads conditions over the questions read so far and the declared facts.

    `places` knows every question id of the form with its part, also those still to come, so that
    a later question and an unknown one are told apart; `unknown` is what the latter is called.
    """

    def __init__(
        self,
        reader: Reader,
        facts: AbstractMapping[str, Fact],
        places: AbstractMapping[str, str],
        unknown: str | None = "question_unknown",
    ) -> None:
        self.reader = reader
        self.facts = facts
        self.places = places
        self.unknown = unknown
        self.earlier: dict[str, Question] = {}
        self.damaged: set[str] = set()

    def condition(self, node: Node, asking: str, part: str, depth: int = 0) -> Condition | None:
        """The condition that decides whether the question `asking` of `part` is asked."""
        at = self.reader.mapping(node, "ask_when")
        if at is None:
            return None
        if depth > MAX_DEPTH:
            self.reader.wrong(at, "condition_too_deep", depth=MAX_DEPTH)
            return None
        shapes = [shape for shape in _SHAPES if shape in at.values]
        if len(shapes) != 1:
            found = next((key for key in at.keys if key not in TEST_NAMES), "")
            self.reader.wrong(at, "condition_shape", found=found, nearest=nearest(found, _SHAPES))
            return None
        shape = shapes[0]
        if shape in ("question", "fact"):
            return self._leaf(at, shape, asking, part)
        self.reader.fields(at, (shape,))
        if shape == "not":
            inner = self.condition(at.values["not"], asking, part, depth + 1)
            return None if inner is None else Not(inner)
        read = [
            self.condition(each, asking, part, depth + 1) for each in self.reader.items(at, shape)
        ]
        good = tuple(each for each in read if each is not None)
        if not read or len(good) < len(read):
            return None
        return AllOf(good) if shape == "all" else AnyOf(good)

    def _leaf(self, at: Mapping, shape: str, asking: str, part: str) -> Condition | None:
        named = self.reader.scalar(at.values[shape], shape)
        if named is None:
            return None
        name = named.value
        if shape == "fact":
            fact = self.facts.get(name)
            if fact is None:
                self.reader.wrong(
                    named, "fact_unknown", fact=name, nearest=nearest(name, self.facts)
                )
                return None
            test = self.test(at, Subject.of_fact(fact), ("fact",))
            return None if test is None else Leaf("fact", name, test)
        question = self._earlier(named, asking, part)
        if question is None:
            return None
        test = self.test(at, Subject.of_question(question), ("question",))
        return None if test is None else Leaf("question", name, test)

    def _earlier(self, named: nodes.Scalar, asking: str, part: str) -> Question | None:
        name = named.value
        if name == asking:
            self.reader.wrong(named, "condition_on_itself", question=name)
        elif name not in self.places:
            self.no_such_question(named)
        elif self.places[name] != part and self.places[name] and part:
            self.reader.wrong(named, "condition_on_other_part", question=name)
        elif name not in self.earlier and name not in self.damaged:
            self.reader.wrong(named, "condition_on_later", question=name)
        else:
            return self.earlier.get(name)
        return None

    def no_such_question(self, named: nodes.Scalar) -> None:
        """Note that nothing has this id, unless what could have it was not to be read."""
        if self.unknown is not None:
            name, near = named.value[:80], nearest(named.value, self.places)
            self.reader.wrong(named, self.unknown, question=name, nearest=near)

    def test(
        self, at: Mapping, subject: Subject, besides: tuple[str, ...] = ()
    ) -> AnswerTest | None:
        """The one test in a mapping, checked against what it tests."""
        self.reader.fields(at, (*TEST_NAMES, *besides))
        ops = [op for op in TEST_NAMES if op in at.values]
        if len(ops) != 1:
            self.reader.wrong(at, "test_count", tests=" / ".join(OPS[subject.kind]))
            return None
        op = cast(TestName, ops[0])
        where = at.keys[op]
        if op not in subject.ops:
            self.reader.wrong(
                where, "test_unsuitable", test=op, kind=subject.kind, tests=" / ".join(subject.ops)
            )
            return None
        value = self._value(op, at.values[op], subject)
        if value is None:
            return None
        test = AnswerTest(op, value)
        if could_pass(test, subject):
            return test
        self.reader.wrong(where, "test_never", test=op, low=subject.lowest, high=subject.highest)
        return None

    def _value(self, op: str, node: Node, subject: Subject) -> Any:
        if op == "answered":
            return self._boolean(node, op)
        if op in ("at_least", "at_most"):
            return self._number(node, op)
        if op != "in":
            return self._known(node, op, subject)
        if not isinstance(node, nodes.Sequence) or not node.items:
            self.reader.wrong(node, "list_expected", key=op)
            return None
        values = [self._known(each, op, subject) for each in node.items]
        return None if None in values else tuple(values)

    def _known(self, node: Node, op: str, subject: Subject) -> Scalar | None:
        """The node as one of the values that can be given at all."""
        scalar = self.reader.scalar(node, op)
        if scalar is None:
            return None
        if subject.values is None:
            return self._number(node, op)
        for value in subject.values:
            if _written(scalar, value):
                return value
        words = [
            str(value).lower() if value in (True, False) else value for value in subject.values
        ]
        near = nearest(scalar.value, words)
        self.reader.wrong(scalar, "value_unknown", test=op, found=scalar.value[:80], nearest=near)
        return None

    def _boolean(self, node: Node, key: str) -> bool | None:
        value = node.boolean if isinstance(node, nodes.Scalar) else None
        if value is None:
            self.reader.wrong(node, "boolean_expected", key=key)
        return value

    def _number(self, node: Node, key: str) -> int | float | None:
        value = node.number if isinstance(node, nodes.Scalar) else None
        if value is None:
            self.reader.wrong(node, "number_expected", key=key)
        return value


def _written(scalar: nodes.Scalar, value: Scalar) -> bool:
    """Whether this is how the value is written; an option called `no` may stand unquoted."""
    if isinstance(value, bool):
        return scalar.boolean is value
    if isinstance(value, str):
        return scalar.value == value
    return scalar.number == value
