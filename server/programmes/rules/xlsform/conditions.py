"""Expressions of XLSForm made into conditions, tests and limits of the form language.

A condition comes out as the form language writes it in JSON, such as
`{"all": [{"question": "a", "is": "x"}, {"fact": "purchase", "is": True}]}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from audit_forms.mistakes import nearest
from server.programmes.rules.xlsform.expressions import (
    Call,
    Compare,
    Expression,
    ExpressionError,
    Joined,
    Literal,
    Ref,
    parse,
    with_constants,
)

Json = dict[str, Any]
Value = str | int | float | bool

KNOWN = "selected(), count-selected(), string-length(), not()"
_NUMERIC = ("number", "money", "duration", "scale")
# How people name the choice that says that a question does not fit.
NOT_APPLICABLE = frozenset({"na", "n_a", "not_applicable", "no_aplica"})
YES = frozenset({"yes", "si", "sí", "true"})
NO = frozenset({"no", "false"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What an expression can name: a question as ours, or a fact of the visit.

    `ids` are the questions it stands for, each with its options: one, or several where a choice
    filter has made one question into several.
    """

    kind: str
    ids: Mapping[str, tuple[str, ...]]
    values: tuple[Value, ...] = ()
    decimals: int = 0

    @property
    def fact(self) -> bool:
        """Whether it is a fact."""
        return self.kind == "fact"


@dataclass
class Scope:
    """What can be named at this point of a form."""

    subjects: dict[str, Subject] = field(default_factory=dict)
    constants: dict[str, Value] = field(default_factory=dict)
    # All names of the sheet, also those of later rows, and those with mistakes of their own.
    names: Mapping[str, int] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)


class Damaged(Exception):
    """The expression hangs on something that has a mistake of its own."""


def condition(text: str, scope: Scope, asking: str = "") -> Json:
    """The condition that an expression stands for."""
    return _Converter(scope, asking).condition(with_constants(parse(text), scope.constants))


def own_test(text: str, subject: Subject, scope: Scope) -> Json:
    """The one test on a question's own answer that an expression with a dot stands for."""
    own = Scope({"": subject}, scope.constants, damaged=scope.damaged)
    found = condition(text, own)
    negated = found.pop("not", None)
    test = dict(found if negated is None else negated)
    if test.pop("question", None) is None:
        raise ExpressionError("test_not_single")
    if negated is not None:
        return _complement(test, subject)
    return test


def _complement(test: Json, subject: Subject) -> Json:
    """The test that passes where another does not."""
    ((op, value),) = test.items()
    if op in ("is", "in") and subject.values:
        left = [each for each in subject.values if each not in (value if op == "in" else [value])]
        if len(left) == 1:
            return {"is": left[0]}
        if left and subject.kind != "yes_no":
            return {"in": left}
    if op in ("at_least", "at_most") and subject.kind in _NUMERIC:
        step = _step(subject)
        least = op == "at_least"
        return {"at_most" if least else "at_least": _exact(value - step if least else value + step)}
    raise ExpressionError("test_not_single")


def limits(text: str, subject: Subject, scope: Scope) -> Json:
    """The limits that a constraint sets, by the keys of the language."""
    found: Json = {}
    tree = with_constants(parse(text), scope.constants)
    for each in tree.of if isinstance(tree, Joined) and tree.word == "and" else (tree,):
        if isinstance(each, Compare) and _names(each) & scope.damaged:
            raise Damaged
        key, value = _limit(each, subject)
        low = key.startswith("min")
        found[key] = value if key not in found else (max if low else min)(found[key], value)
    return found


def _names(tree: Compare) -> set[str]:
    return {side.name for side in (tree.left, tree.right) if isinstance(side, Ref)}


def _limit(tree: Expression, subject: Subject) -> tuple[str, int | float]:
    error = ExpressionError("constraint_not_carried", kind=subject.kind)
    if not isinstance(tree, Compare):
        raise error
    tree = tree.literal_last()
    value = tree.right.value if isinstance(tree.right, Literal) else None
    if tree.op in ("!=", "=") or not isinstance(value, int | float):
        raise error
    low = tree.op in (">", ">=")
    step = _step(subject)
    if tree.left == Ref("") and subject.kind in ("number", "money", "duration"):
        key = "min" if low else "max"
    elif tree.left == Call("string-length", (Ref(""),)) and subject.kind == "text":
        key = "min_length" if low else "max_length"
    elif tree.left == Call("count-selected", (Ref(""),)) and subject.kind == "several" and low:
        key = "min"
    else:
        raise error
    if tree.op in (">", "<"):
        value = _exact(value + step if low else value - step)
    return key, value


def _step(subject: Subject) -> float:
    return 1 if not subject.decimals else 10**-subject.decimals


def _exact(value: float) -> int | float:
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() else rounded


class _Converter:
    """Turns one tree into a condition."""

    def __init__(self, scope: Scope, asking: str) -> None:
        self.scope = scope
        self.asking = asking

    def condition(self, tree: Expression) -> Json:
        if isinstance(tree, Joined):
            return self._joined(tree)
        if isinstance(tree, Call):
            return self._call(tree)
        if isinstance(tree, Compare):
            return self._compare(tree)
        raise ExpressionError("expression_no_condition")

    def _joined(self, tree: Joined) -> Json:
        read = [self.condition(each) for each in tree.of]
        if tree.word == "and":
            return {"all": read}
        first = next(iter(read[0].items()))
        if all(set(each) == {first[0], "is"} and each[first[0]] == first[1] for each in read):
            return {first[0]: first[1], "in": [each["is"] for each in read]}
        return {"any": read}

    def _call(self, tree: Call) -> Json:
        if tree.name == "not" and len(tree.args) == 1:
            return {"not": self.condition(tree.args[0])}
        if tree.name == "selected" and len(tree.args) == 2:
            named, value = tree.args
            if isinstance(named, Ref) and isinstance(value, Literal):
                return self._equals(named.name, str(value.value), selected=True)
        elif tree.name in ("count-selected", "string-length", "not", "selected"):
            raise ExpressionError("expression_no_condition")
        raise ExpressionError("expression_function", function=tree.name[:40], known=KNOWN)

    def _compare(self, tree: Compare) -> Json:
        tree = tree.literal_last()
        left, right = tree.left, tree.right
        for side in (left, right):
            if isinstance(side, Call) and side.name not in ("count-selected", "string-length"):
                raise ExpressionError("expression_function", function=side.name, known=KNOWN)
        if isinstance(left, Ref) and isinstance(right, Ref):
            if _names(tree) & self.scope.damaged:
                raise Damaged
            raise ExpressionError("expression_two_questions", one=left.name, other=right.name)
        if not isinstance(right, Literal) or isinstance(left, Literal):
            raise ExpressionError("expression_no_condition")
        if isinstance(left, Call):
            return self._counted(left, tree.op, right.value)
        if not isinstance(left, Ref):
            raise ExpressionError("expression_no_condition")
        if tree.op == "=":
            return self._equals(left.name, right.value)
        if tree.op == "!=":
            if right.value == "":
                return self._answered(left.name, True)
            return {"not": self._equals(left.name, right.value)}
        return self._ordered(left.name, tree.op, right.value)

    def _subject(self, name: str) -> Subject:
        found = self.scope.subjects.get(name)
        if found is not None:
            return found
        if name and name == self.asking:
            raise ExpressionError("relevant_to_itself", name=name)
        if name in self.scope.damaged:
            raise Damaged
        if name in self.scope.names:
            raise ExpressionError("relevant_to_later", name=name, row=self.scope.names[name])
        if not name:
            raise ExpressionError("dot_in_relevant")
        near = nearest(name, self.scope.names)
        raise ExpressionError("relevant_to_unknown", name=name[:80], nearest=near)

    def _leaf(self, name: str, subject: Subject, op: str, value: Any) -> Json:
        """A test on whatever the name stands for."""
        if subject.fact:
            return {"fact": next(iter(subject.ids)), op: value}
        ids = list(subject.ids)
        if op in ("is", "includes"):
            ids = [
                id for id, options in subject.ids.items() if not options or spoken(value) in options
            ]
        leaves = [{"question": id, op: value} for id in ids]
        return leaves[0] if len(leaves) == 1 else {"any": leaves}

    def _answered(self, name: str, expected: bool) -> Json:
        subject = self._subject(name)
        if subject.fact:
            raise ExpressionError("fact_always", name=name)
        found = self._leaf(name, subject, "answered", True)
        if expected:
            return found
        return {"not": found} if "any" in found else {**found, "answered": False}

    def _equals(self, name: str, value: Value, selected: bool = False) -> Json:
        subject = self._subject(name)
        if value == "" and not selected:
            return self._answered(name, False)
        if subject.kind in ("text", "photo", "time"):
            raise ExpressionError("only_answered", name=name or ".")
        if subject.kind == "several" and not selected:
            raise ExpressionError("use_selected", name=name or ".", value=str(value)[:40])
        if subject.kind in ("number", "money", "duration"):
            return self._leaf(name, subject, "is", self._number(name, value))
        for known in subject.values:
            if _same(known, value):
                op = "includes" if subject.kind == "several" else "is"
                return self._leaf(name, subject, op, known)
        if value in NOT_APPLICABLE:
            raise ExpressionError("answer_is_na", name=name or ".")
        words = [spoken(each) for each in subject.values]
        near = nearest(spoken(value), words)
        raise ExpressionError(
            "answer_unknown", name=name or ".", found=spoken(value)[:40], nearest=near
        )

    def _number(self, name: str, value: Value) -> int | float:
        if isinstance(value, str):
            try:
                return _exact(float(value))
            except ValueError:
                raise ExpressionError(
                    "number_compared", name=name or ".", found=value[:40]
                ) from None
        return value

    def _ordered(self, name: str, op: str, value: Value) -> Json:
        subject = self._subject(name)
        numbers = subject.fact and all(not isinstance(v, str | bool) for v in subject.values)
        if subject.kind not in _NUMERIC and not numbers:
            raise ExpressionError("not_in_order", name=name or ".", op=op)
        number = self._number(name, value)
        if op in (">", "<"):
            step = _step(subject)
            number = _exact(number + step if op == ">" else number - step)
        return self._leaf(name, subject, "at_least" if op[0] == ">" else "at_most", number)

    def _counted(self, call: Call, op: str, value: Value) -> Json:
        named = call.args[0] if len(call.args) == 1 else None
        if isinstance(named, Ref) and isinstance(value, int):
            if (op, value) in ((">", 0), (">=", 1), ("!=", 0)):
                return self._answered(named.name, True)
            if (op, value) in (("=", 0), ("<", 1), ("<=", 0)):
                return self._answered(named.name, False)
        raise ExpressionError("expression_no_condition")


def spoken(value: Value) -> str:
    """How a value stands in an expression, without its quotes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _same(known: Value, value: Value) -> bool:
    if isinstance(known, bool):
        return spoken(value).lower() in (YES if known else NO)
    return spoken(known) == spoken(value)


def all_of(conditions: Sequence[Json]) -> Json | None:
    """Several conditions as one."""
    if len(conditions) > 1:
        return {"all": list(conditions)}
    return conditions[0] if conditions else None
