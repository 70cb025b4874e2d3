"""How the author of a form would write a value, a condition or points, in one short line.

Two that are written alike mean the same.
"""

import re
from collections.abc import Mapping

from audit_forms.model import (
    AllOf,
    AnswerTest,
    AnyOf,
    Band,
    Commends,
    Condition,
    Leaf,
    Not,
    Question,
    Scalar,
)

# Any other text is put in quotes, so that no text can pass for a number or for two words.
_WORD = re.compile(r"(?!(?:true|false)$)[^\W\d][\w-]*")


def written(value: object) -> str:
    """A value of a form in one line; nothing at all for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, tuple):
        return ", ".join(written(each) for each in value)
    if isinstance(value, AnswerTest):
        return f"{value.op.replace('_', ' ')} {written(value.value)}"
    if isinstance(value, Mapping):
        return ", ".join(f"{id}: {written(each)}" for id, each in sorted(value.items()))
    if isinstance(value, Commends):
        named = {"quality": value.quality, "role": value.role, "name": value.name}
        return written({key: id for key, id in named.items() if id is not None})
    if isinstance(value, Leaf | Not | AllOf | AnyOf):
        return _condition(value)
    return f'"{value}"' if isinstance(value, str) and not _WORD.fullmatch(value) else str(value)


def points_written(question: Question) -> str:
    """What the answers to a question earn; nothing at all when it is not scored."""
    if question.bands:
        return ", ".join(_band(band) for band in question.bands)
    return ", ".join(f"{_answer(each)}: {n}" for each, n in (question.points or {}).items())


def _band(band: Band) -> str:
    return f"{'above' if band.up_to is None else f'up to {written(band.up_to)}'}: {band.points}"


def _answer(value: Scalar) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else written(value)


def _condition(condition: Condition) -> str:
    if isinstance(condition, Leaf):
        subject = "fact " if condition.subject == "fact" else ""
        return f"{subject}{condition.name} {written(condition.test)}"
    if isinstance(condition, Not):
        return f"not ({_condition(condition.of)})"
    word = " and " if isinstance(condition, AllOf) else " or "
    return word.join(_inner(each) for each in condition.of)


def _inner(condition: Condition) -> str:
    line = _condition(condition)
    return line if isinstance(condition, Leaf | Not) else f"({line})"
