"""An answer as a person would say it: “Yes”, “45 s”, “$129.00”, “not applicable”."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_currency, format_decimal, get_currency_precision

from audit_forms import Question, say

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "yes": "Yes",
        "no": "No",
        "none": "None",
        "na": "Not applicable",
        "empty": "No answer",
        "photo": "1 photo",
        "photos": "{n} photos",
    },
    "es": {
        "yes": "Sí",
        "no": "No",
        "none": "Ninguna",
        "na": "No aplica",
        "empty": "Sin respuesta",
        "photo": "1 foto",
        "photos": "{n} fotos",
    },
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom an answer is put into words: language, locale, the store's currency and clocks."""

    language: str
    locale: str
    currency: str
    zone: str

    @property
    def words(self) -> Mapping[str, str]:
        """The fixed words of the reader's language."""
        return _WORDS.get(self.language, _WORDS["en"])


def said(question: Question, answer: Mapping[str, Any] | None, reader: Reader) -> str:
    """The answer (as the phone sent it, or {"value": seconds} where it was derived) in words."""
    if answer is not None and answer.get("na"):
        return reader.words["na"]
    value = None if answer is None else answer.get("value")
    if value is None:
        return reader.words["empty"]
    return _KINDS[question.kind](question, value, reader)


def seconds_in_words(seconds: int) -> str:
    """`45 s`, `3 min 20 s`, `1 h 5 min`; the same in our languages."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    units = ((hours, "h"), (minutes, "min"), (0 if hours else left, "s"))
    return " ".join(f"{n} {unit}" for n, unit in units if n) or "0 s"


def _yes_no(_: Question, value: Any, reader: Reader) -> str:
    return reader.words["yes" if value else "no"]


def _scale(question: Question, value: Any, reader: Reader) -> str:
    return next(say(s.text, reader.language) for s in question.steps if s.value == value)


def _one(question: Question, value: Any, reader: Reader) -> str:
    return _several(question, [value], reader)


def _several(question: Question, value: Any, reader: Reader) -> str:
    texts = [say(o.text, reader.language) for o in question.options if o.id in value]
    return " · ".join(texts) or reader.words["none"]


def _number(_: Question, value: Any, reader: Reader) -> str:
    return format_decimal(value, locale=reader.locale)


def _money(_: Question, value: Any, reader: Reader) -> str:
    amount = value / 10 ** get_currency_precision(reader.currency)
    return format_currency(amount, reader.currency, locale=reader.locale)


def _duration(_: Question, value: Any, __: Reader) -> str:
    return seconds_in_words(value)


def _time(_: Question, value: Any, reader: Reader) -> str:
    at = datetime.fromisoformat(value["at"]).astimezone(ZoneInfo(reader.zone))
    return at.strftime("%H:%M:%S")


def _text(_: Question, value: Any, __: Reader) -> str:
    return str(value).strip()


def _photo(_: Question, value: Any, reader: Reader) -> str:
    words = reader.words
    return words["photo"] if len(value) == 1 else words["photos"].format(n=len(value))


_KINDS: Mapping[str, Callable[[Question, Any, Reader], str]] = {
    "yes_no": _yes_no,
    "scale": _scale,
    "one": _one,
    "several": _several,
    "number": _number,
    "money": _money,
    "duration": _duration,
    "time": _time,
    "text": _text,
    "photo": _photo,
}
