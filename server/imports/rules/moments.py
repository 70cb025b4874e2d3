"""Days and times as people write them in a list, in the order that the whole list shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

_TIME = r"(?:(?:[T ]|, ?)(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?: ?(?P<half>[ap])\.? ?m\.?)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME, re.IGNORECASE)
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})" + _TIME, re.IGNORECASE)
_LAST_MINUTE = time(23, 59)


class Unreadable(ValueError):
    """A text that is no day: a code of the sentences."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on a store's clocks; `whole_day` where only the day was written."""

    at: datetime
    whole_day: bool = False

    @property
    def end(self) -> datetime:
        """The same as an end: of a whole day, its last minute."""
        return datetime.combine(self.at, _LAST_MINUTE) if self.whole_day else self.at


def day_first(texts: Iterable[str]) -> bool | None:
    """Whether a list writes the day before the month; None where it does not show that.

    A spreadsheet program writes 25/12/2026 or 12/25/2026 as its country does, and every day of a
    list alike.
    """
    found = [match for text in texts if (match := _YEAR_LAST.fullmatch(text.strip()))]
    first = any(int(match[1]) > 12 for match in found)
    second = any(int(match[2]) > 12 for match in found)
    same = all(match[1] == match[2] for match in found)
    return None if first == second and not (found and same) else first


def moment_of(text: str, day_before_month: bool | None) -> Moment:
    """The time that a text says; raises Unreadable with moment_shape or moment_unclear."""
    text = text.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_LAST.fullmatch(text):
        if day_before_month is None:
            raise Unreadable("moment_unclear")
        year, month, day = int(match[3]), int(match[2]), int(match[1])
        if not day_before_month:
            month, day = day, month
    else:
        raise Unreadable("moment_shape")
    try:
        return _made(year, month, day, match)
    except ValueError:
        raise Unreadable("moment_shape") from None


def _made(year: int, month: int, day: int, match: re.Match[str]) -> Moment:
    if not 2000 <= year <= 2099:
        raise ValueError(year)
    if match[4] is None:
        return Moment(datetime(year, month, day), whole_day=True)  # noqa: DTZ001
    hour, half = int(match[4]), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "p" else 0)
    return Moment(datetime(year, month, day, hour, int(match[5])))  # noqa: DTZ001
