"""Is this value a good answer to this question? One reader per kind, built once per form.

A reader takes a value that is not None and returns None when it is good, `EMPTY` when it counts as
no answer, or what is wrong as `(code, args)`. Every rule here has its twin in
server/phone/static/app/lib/evaluate.js; the vectors hold the two together.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

from audit_forms.model import DEFAULT_MAX_LENGTH, DEFAULT_MAX_PHOTOS, Question

Wrong: TypeAlias = tuple[str, dict[str, Any]]
Reader: TypeAlias = Callable[[Any], Wrong | None]

EMPTY: Wrong = ("", {})

# Whole numbers beyond this are not the same in Python and in a browser.
LARGEST = 2**53 - 1
COMMENT_MAX_LENGTH = 30_000
# What JavaScript's trim() removes; Python's strip() removes a slightly different set.
WHITE = " \t\n\v\f\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
ECHO_LENGTH = 64

_AT = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,3})?Z")
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STAMP_KEYS = {"at", "offset", "zone"}


def readable(text: str) -> bool:
    """Whether a text can be stored and sent: no NUL (PostgreSQL), no half of a character."""
    if "\0" in text:
        return False
    return text.isascii() or _SURROGATE.search(text) is None


def echo(text: str) -> str:
    """A text we were sent and say back in a problem: readable, and never long."""
    return _SURROGATE.sub("\ufffd", text)[:ECHO_LENGTH]


def is_number(value: Any) -> bool:
    """Whether it is a number that Python and JavaScript hold alike (no booleans, no infinity)."""
    kind = type(value)
    return (kind is int or kind is float) and -LARGEST <= value <= LARGEST


def is_whole(value: Any) -> bool:
    """Whether it is a whole number; 5.0 is, since JSON knows no other 5."""
    return is_number(value) and value == int(value)


def decimals_of(value: float) -> int:
    """How many digits after the point the shortest way of writing this number needs."""
    if value == int(value):
        return 0
    digits, _, exponent = repr(float(value)).partition("e")
    return max(0, len(digits.partition(".")[2]) - int(exponent or 0))


def instant_of(value: Any) -> int | None:
    """Milliseconds since 1970 of a time stamp, or None when it cannot be read."""
    if type(value) is not dict or value.keys() != _STAMP_KEYS:
        return None
    at, offset, zone = value["at"], value["offset"], value["zone"]
    if type(at) is not str or _AT.fullmatch(at) is None:
        return None
    if type(zone) is not str or _ZONE.fullmatch(zone) is None:
        return None
    if not (is_whole(offset) and -840 <= offset <= 840):
        return None
    try:
        since = datetime.fromisoformat(at) - _EPOCH
    except ValueError:
        return None
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000


def reader_of(question: Question) -> Reader:
    """The reader for a question of any kind but `time`, which needs `instant_of` instead."""
    return _READERS[question.kind](question)


def _yes_no(question: Question) -> Reader:
    wrong: Wrong = ("answer_type", {"kind": question.kind})
    return lambda value: None if value is True or value is False else wrong


def _scale(question: Question) -> Reader:
    wrong: Wrong = ("answer_type", {"kind": question.kind})
    steps = frozenset(step.value for step in question.steps)

    def read(value: Any) -> Wrong | None:
        if not is_whole(value):
            return wrong
        return None if value in steps else ("step_unknown", {"value": int(value)})

    return read


def _one(question: Question) -> Reader:
    wrong: Wrong = ("answer_type", {"kind": question.kind})
    options = frozenset(option.id for option in question.options)

    def read(value: Any) -> Wrong | None:
        if type(value) is not str:
            return wrong
        return None if value in options else ("option_unknown", {"option": echo(value)})

    return read


def _several(question: Question) -> Reader:
    wrong: Wrong = ("answer_type", {"kind": question.kind})
    options = frozenset(option.id for option in question.options)
    nothing = None if question.min == 0 else EMPTY

    def read(value: Any) -> Wrong | None:
        if type(value) is not list:
            return wrong
        if not value:
            return nothing
        seen: set[str] = set()
        for option in value:
            if type(option) is not str:
                return wrong
            if option not in options:
                return ("option_unknown", {"option": echo(option)})
            if option in seen:
                return ("option_repeated", {"option": option})
            seen.add(option)
        return None

    return read


def _number(question: Question) -> Reader:
    wrong: Wrong = ("answer_type", {"kind": question.kind})
    fits = is_number if question.kind == "number" else is_whole
    # Time and money only run one way; a plain number may be below zero.
    low = 0 if question.min is None and question.kind != "number" else question.min
    high, decimals = question.max, question.decimals

    def read(value: Any) -> Wrong | None:
        if not fits(value):
            return wrong
        if low is not None and value < low:
            return ("number_below", {"min": low})
        if high is not None and value > high:
            return ("number_above", {"max": high})
        if decimals_of(value) > decimals:
            return ("number_decimals", {"decimals": decimals})
        return None

    return read


def _text(question: Question) -> Reader:
    wrong: Wrong = ("answer_type", {"kind": question.kind})
    low = question.min_length or 0
    high = DEFAULT_MAX_LENGTH if question.max_length is None else question.max_length

    def read(value: Any) -> Wrong | None:
        if type(value) is not str or not readable(value):
            return wrong
        length = len(value.strip(WHITE))
        if not length:
            return EMPTY
        if length < low:
            return ("text_too_short", {"min_length": low, "length": length})
        if length > high:
            return ("text_too_long", {"max_length": high, "length": length})
        return None

    return read


def _photo(question: Question) -> Reader:
    wrong: Wrong = ("answer_type", {"kind": question.kind})
    low = 1 if question.min is None else question.min
    high = DEFAULT_MAX_PHOTOS if question.max is None else question.max

    def read(value: Any) -> Wrong | None:
        if type(value) is not list:
            return wrong
        count = len(value)
        if not count:
            return EMPTY
        if count > high:
            return ("too_many_photos", {"max": high, "count": count})
        if not all(type(each) is str and _SHA256.fullmatch(each) for each in value):
            return ("photo_unreadable", {})
        if len(set(value)) < count:
            return ("photo_repeated", {})
        return ("too_few_photos", {"min": low, "count": count}) if count < low else None

    return read


_READERS: dict[str, Callable[[Question], Reader]] = {
    "yes_no": _yes_no,
    "scale": _scale,
    "one": _one,
    "several": _several,
    "number": _number,
    "money": _number,
    "duration": _number,
    "text": _text,
    "photo": _photo,
}
