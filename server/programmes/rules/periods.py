"""How finely a store may learn when a visit was: the one place that decides and words it.

A period is as fine as the programme's rounding was, or coarser; it is never made finer again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_interval, format_skeleton

# The finest first. `week_part` is the week and the part of the day.
WEEK_PART, WEEK, FORTNIGHT, MONTH = ROUNDINGS = ("week_part", "week", "fortnight", "month")

_AFTERNOON, _EVENING = 12, 18
_A_WEEK = timedelta(days=7)
# Fortnights are counted from here, a Monday, whatever the year.
_FIRST_FORTNIGHT = date(2024, 1, 1)

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "week_part": "Week {week}, {days}, {part}",
        "week": "Week {week}, {days}",
        "fortnight": "Weeks {week} and {next}, {days}",
        "morning": "in the morning",
        "afternoon": "in the afternoon",
        "evening": "in the evening",
    },
    "es": {
        "week_part": "Semana {week}, {days}, {part}",
        "week": "Semana {week}, {days}",
        "fortnight": "Semanas {week} y {next}, {days}",
        "morning": "por la mañana",
        "afternoon": "por la tarde",
        "evening": "por la noche",
    },
}


@dataclass(frozen=True, slots=True)
class Period:
    """When a visit was: all that a store may learn. `first` is its first day.

    `day_part` is morning, afternoon or evening, or empty where it may not be told.
    """

    rounding: str
    first: date
    day_part: str = ""

    @property
    def week(self) -> str:
        """The ISO week of its first day, `2026-W47`."""
        return week_of(self.first)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.rounding == MONTH:
            return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        weeks = 2 if self.rounding == FORTNIGHT else 1
        return self.first + weeks * _A_WEEK - timedelta(days=1)

    @property
    def month(self) -> date:
        """The first day of the month that it counts in: that of its middle.

        The visit's own month would, where a period lies in two quarters, tell on which side of the
        edge it was. Of a week the middle is its Thursday, as ISO 8601 gives a week its year.
        """
        if self.rounding == MONTH:
            return self.first
        middle = self.first + timedelta(days=7 if self.rounding == FORTNIGHT else 3)
        return middle.replace(day=1)

    @property
    def code(self) -> str:
        """For names of files: `2026-W47`, `2026-W47-W48`, `2026-11`."""
        if self.rounding == MONTH:
            return f"{self.first:%Y-%m}"
        if self.rounding == FORTNIGHT:
            return f"{self.week}-{week_of(self.first + _A_WEEK)[5:]}"
        return self.week

    def ends(self, zone: str) -> datetime:
        """The midnight after its last day, by the clocks of a store."""
        return midnight(self.last + timedelta(days=1), zone)


def week_of(day: date) -> str:
    """The ISO week of a day, `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def midnight(day: date, zone: str) -> datetime:
    """When a day begins, by the clocks of a store."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def period(instant: datetime, zone: str, rounding: str = WEEK_PART) -> Period:
    """The period of an instant, by the clocks of its store."""
    local = instant.astimezone(ZoneInfo(zone))
    part = "morning" if local.hour < _AFTERNOON else "afternoon"
    part = "evening" if local.hour >= _EVENING else part
    day = local.date()
    if rounding == MONTH:
        return Period(MONTH, day.replace(day=1))
    finest = Period(WEEK_PART, day - timedelta(days=day.weekday()), part)
    return coarsened(finest, rounding)


def running_since(now: datetime, zone: str, rounding: str) -> datetime:
    """When the period that is running began, by the clocks of a store.

    What becomes known of what was before it, and not of what came since, tells on which side of it
    that was, and no more.
    """
    return midnight(period(now, zone, rounding).first, zone)


def kept(rounding: str, week: str, day_part: str, month: date) -> Period:
    """A period as it is kept in columns."""
    first = month if rounding == MONTH else monday_of(week)
    return Period(rounding, first, day_part)


def coarsened(found: Period, rounding: str) -> Period:
    """A period made as coarse as a rounding; one that is as coarse already stays as it is."""
    if coarsest((found.rounding, rounding)) == found.rounding:
        return found
    if rounding == MONTH:
        return Period(MONTH, found.month)
    if rounding == FORTNIGHT:
        weeks = (found.first - _FIRST_FORTNIGHT) // _A_WEEK
        return Period(FORTNIGHT, found.first - (weeks % 2) * _A_WEEK)
    return Period(rounding, found.first)


def coarsest(roundings: Iterable[str]) -> str:
    """The coarsest of some roundings."""
    return max(roundings, key=ROUNDINGS.index)


def monday_of(week: str) -> date:
    """The Monday of a week such as `2026-W47`."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def in_words(found: Period, language: str, locale: str) -> str:
    """`Week 47, Nov 16 – 22, 2026, in the morning`, as coarse as the period is."""
    if found.rounding == MONTH:
        month = format_skeleton("yMMMM", found.first, locale=locale)
        return month[:1].upper() + month[1:]
    words = _WORDS[language]
    return words[found.rounding].format(
        week=int(found.week[6:]),
        next=int(week_of(found.first + _A_WEEK)[6:]),
        days=format_interval(found.first, found.last, skeleton="yMMMd", locale=locale),
        part=words.get(found.day_part, ""),
    )
