"""What a condition means, turned into closures once per form.

A closure takes the values that count so far (question id -> value; a question that is not asked,
not answered or not applicable is absent) and the facts of the visit. The JavaScript twin is
`holds` in server/phone/static/app/lib/evaluate.js.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from audit_forms.model import AllOf, AnswerTest, AnyOf, Condition, Leaf, Not, Scalar

Values: TypeAlias = Mapping[str, Any]
Holds: TypeAlias = Callable[[Values, Values], bool]
Passes: TypeAlias = Callable[[Any], bool]


def same(value: Any, expected: Scalar) -> bool:
    """Equality as JSON means it: true is not 1, and "1" is not 1."""
    if value is True or value is False or expected is True or expected is False:
        return value is expected
    return bool(value == expected)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and value is not True and value is not False


def test_of(test: AnswerTest) -> Passes:
    """The test as a function of one value; None stands for "no value"."""
    expected: Any = test.value
    if test.op == "is":
        if expected is True or expected is False:
            return lambda value: value is expected
        return lambda value: same(value, expected)
    if test.op == "in":
        return lambda value: any(same(value, each) for each in expected)
    if test.op == "at_least":
        return lambda value: _is_number(value) and value >= expected
    if test.op == "at_most":
        return lambda value: _is_number(value) and value <= expected
    if test.op == "includes":
        return lambda value: isinstance(value, list) and expected in value
    return lambda value: (value is not None) is expected


def condition_of(condition: Condition) -> Holds:
    """The condition as a function of the values so far and the facts."""
    if isinstance(condition, Leaf):
        return _leaf(condition)
    if isinstance(condition, Not):
        inner = condition_of(condition.of)
        return lambda values, facts: not inner(values, facts)
    each = tuple(condition_of(one) for one in condition.of)
    if isinstance(condition, AllOf):
        return lambda values, facts: all(holds(values, facts) for holds in each)
    assert isinstance(condition, AnyOf)
    return lambda values, facts: any(holds(values, facts) for holds in each)


def _leaf(leaf: Leaf) -> Holds:
    name, test = leaf.name, leaf.test
    passes = test_of(test)
    if leaf.subject == "fact":
        return lambda _, facts: passes(facts.get(name))
    if test.op == "is" and (test.value is True or test.value is False):
        # By far the most frequent leaf of all; one call less.
        expected = test.value
        return lambda values, _: values.get(name) is expected
    return lambda values, _: passes(values.get(name))
