"""Conditions and tests of the form language as expressions of XLSForm."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from server.programmes.rules.xlsform.conditions import (
    Damaged,
    Json,
    Scope,
    Subject,
    condition,
    own_test,
    spoken,
)
from server.programmes.rules.xlsform.expressions import ExpressionError

_SIGNS = {"is": "=", "at_least": ">=", "at_most": "<="}


def expression(written: Json, facts: Mapping[str, str]) -> str:
    """A condition as an expression; `facts` are the names of the rows that stand for facts."""
    for word, joint in (("all", " and "), ("any", " or ")):
        if word in written:
            return joint.join(_inner(each, facts) for each in written[word])
    if "not" in written:
        return f"not({expression(written['not'], facts)})"
    subject = "question" if "question" in written else "fact"
    name = written[subject] if subject == "question" else facts.get(written["fact"], "")
    ((op, value),) = ((key, each) for key, each in written.items() if key != subject)
    return _test(f"${{{name}}}", op, value)


def _inner(written: Json, facts: Mapping[str, str]) -> str:
    line = expression(written, facts)
    joined = "all" in written or "any" in written or len(written.get("in", ())) > 1
    return f"({line})" if joined else line


def _test(name: str, op: str, value: Any) -> str:
    if op == "in":
        return " or ".join(f"{name} = {literal(each)}" for each in value)
    if op == "includes":
        return f"selected({name}, {literal(value)})"
    if op == "answered":
        return f"{name} {'!=' if value else '='} ''"
    return f"{name} {_SIGNS[op]} {literal(value)}"


def literal(value: Any) -> str:
    """A value as it stands in an expression; a text that holds both quotes cannot."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    text = spoken(value)
    return f'"{text}"' if "'" in text else f"'{text}'"


def number(value: int | float) -> str:
    """A number in digits, without an exponent."""
    return str(value) if isinstance(value, int) else format(Decimal(repr(value)), "f")


def own_expression(test: Json, subject: Subject) -> str | None:
    """A test of a question's own answer as an expression; None when none says exactly this."""
    ((op, value),) = test.items()
    line = _test(".", op, value)
    try:
        return line if own_test(line, subject, Scope()) == test else None
    except ExpressionError:
        return None


def says_the_same(line: str, written: Json, scope: Scope) -> bool:
    """Whether reading the expression gives exactly this condition."""
    try:
        return condition(line, scope) == written
    except (ExpressionError, Damaged):
        return False
