"""What can be answered at all: the values a question or fact can take, as far as tests can tell.

Finite kinds give every value. Numbers give the ends, and a value on and beside each threshold that
somebody tests, which is enough: between two thresholds all numbers behave alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations
from math import ceil, floor
from typing import Any

from audit_forms.conditions import test_of
from audit_forms.model import NUMERIC_KINDS, AnswerTest, Fact, Question, Scalar

_RANGE = ("is", "in", "at_least", "at_most")
OPS: dict[str, tuple[str, ...]] = {
    "yes_no": ("is", "answered"),
    "scale": (*_RANGE, "answered"),
    "one": ("is", "in", "answered"),
    "several": ("includes", "answered"),
    "number": (*_RANGE, "answered"),
    "money": (*_RANGE, "answered"),
    "duration": (*_RANGE, "answered"),
    "time": ("answered",),
    "text": ("answered",),
    "photo": ("answered",),
    "fact": ("is", "in"),
    "number_fact": _RANGE,
}
# A stand-in for a text, photo or time stamp: only whether there is one can be tested.
GIVEN = "given"
# Beyond this many tested options of one question we do not enumerate which are chosen together.
MAX_SUBSET_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """What a test is about: its kind, and its values when there are finitely many."""

    kind: str
    values: tuple[Scalar, ...] | None
    low: int | float | None = None
    high: int | float | None = None
    decimals: int = 0
    can_be_missing: bool = False

    @classmethod
    def of_question(cls, question: Question) -> "Subject":
        """The answers to a question."""
        missing = question.na or not question.required or question.derived_only
        if question.kind in NUMERIC_KINDS:
            low, high = limits(question)
            return cls(question.kind, None, low, high, question.decimals, missing)
        values = _finite(question)
        return cls(question.kind, values, low=question.min, can_be_missing=missing)

    @classmethod
    def of_fact(cls, fact: Fact) -> "Subject":
        """The values of a fact."""
        numbers = all(_is_number(value) for value in fact.values)
        return cls("number_fact" if numbers else "fact", fact.values)

    @property
    def ops(self) -> tuple[str, ...]:
        """The tests that suit it."""
        return OPS[self.kind]

    @property
    def lowest(self) -> str:
        """The smallest value, in words for a mistake."""
        return self._end(self.low, min)

    @property
    def highest(self) -> str:
        """The largest value, in words for a mistake."""
        return self._end(self.high, max)

    def _end(self, limit: int | float | None, choose: Any) -> str:
        numbers = [value for value in self.values or () if _is_number(value)]
        if numbers:
            return str(choose(numbers))
        return "…" if limit is None else str(limit)

    def representatives(self, tests: Iterable[AnswerTest]) -> list[Any] | None:
        """Values that between them make these tests come out in every possible way.

        None when there are too many to look at. A missing answer is not among them.
        """
        tests = list(tests)
        values: Iterable[Any]
        if self.kind == "several":
            chosen = sorted({str(test.value) for test in tests if test.op == "includes"})
            if len(chosen) > MAX_SUBSET_OPTIONS:
                return None
            values = self._choices(chosen)
        elif self.values is None:
            values = self._numbers(tests)
        else:
            values = self.values
        passes = [test_of(test) for test in tests]
        distinct = {tuple(each(value) for each in passes): value for value in values}
        return list(distinct.values())

    def _choices(self, tested: list[str]) -> list[list[str]]:
        others = [str(value) for value in self.values or () if value not in tested][:1]
        sizes = range(len(tested) + 1)
        subsets = chain.from_iterable(combinations(tested, size) for size in sizes)
        return [[*subset, *others] for subset in subsets if subset or others or self.low == 0]

    def _numbers(self, tests: list[AnswerTest]) -> list[int | float]:
        scale = 10**self.decimals
        asked: list[Any] = [self.low, self.high]
        for test in tests:
            asked += test.value if isinstance(test.value, tuple) else [test.value]
        ends = [Fraction(str(each)) * scale for each in asked if _is_number(each)] or [Fraction(0)]
        steps = {
            near for end in ends for near in (floor(end) - 1, floor(end), ceil(end), ceil(end) + 1)
        }
        values = (_plain(Fraction(step, scale)) for step in sorted(steps))
        return [
            value
            for value in values
            if (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        ]


def limits(question: Question) -> tuple[int | float | None, int | float | None]:
    """The smallest and largest value a numeric question can come to have.

    A duration that is derived from stamps is whatever it was, so its maximum binds nobody; a
    difference of amounts may also be below zero.
    """
    if question.derived_only:
        return None, None
    low = 0 if question.min is None and question.kind != "number" else question.min
    if question.between is not None:
        return 0, None
    return low, question.max


def could_pass(test: AnswerTest, subject: Subject) -> bool:
    """Whether any answer at all, or its absence, passes the test."""
    passes = test_of(test)
    if subject.can_be_missing and passes(None):
        return True
    if test == AnswerTest("answered", False):
        # Not asked at all is a way of not being answered; only the whole condition can tell.
        return True
    values = subject.representatives([test])
    return values is None or any(passes(value) for value in values)


def _finite(question: Question) -> tuple[Scalar, ...]:
    if question.kind == "yes_no":
        return (True, False)
    if question.kind == "scale":
        return tuple(step.value for step in question.steps)
    if question.options:
        return tuple(option.id for option in question.options)
    return (GIVEN,)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
