"""When the sample visits were: two whole quarters and the one under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

# One visit in so many days, at most, of a quarter that has only begun.
PACE = 9


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year: its name, its first day, and the first day after it."""

    name: str
    first: date
    after: date

    def instants(self) -> tuple[datetime, datetime]:
        """Its two ends, in UTC."""
        midnight = time(0, tzinfo=UTC)
        return datetime.combine(self.first, midnight), datetime.combine(self.after, midnight)


def quarters(today: date) -> list[Quarter]:
    """The two quarters before the one that `today` lies in, and that one."""
    number = today.year * 4 + (today.month - 1) // 3
    return [_quarter(number + step) for step in (-2, -1, 0)]


def _quarter(number: int) -> Quarter:
    year, place = divmod(number, 4)
    return Quarter(f"{year}-Q{place + 1}", _first(number), _first(number + 1))


def _first(number: int) -> date:
    year, place = divmod(number, 4)
    return date(year, 3 * place + 1, 1)


def visit_times(
    planned: Sequence[int], zone: str, now: datetime, luck: Random
) -> list[tuple[int, datetime]]:
    """(place of the quarter, instant) of a store's settled visits, in opening hours of its zone."""
    times = []
    for place, quarter in enumerate(quarters(now.date())):
        last = min(quarter.after, now.date() - timedelta(days=4))
        days = (last - quarter.first).days
        for day in _days(min(planned[place], max(0, days) // PACE), days, luck):
            at = datetime.combine(
                quarter.first + timedelta(days=day),
                time(luck.randint(10, 19), luck.randint(0, 59), luck.randint(0, 59)),
                ZoneInfo(zone),
            )
            times.append((place, at.astimezone(UTC)))
    return times


def _days(count: int, days: int, luck: Random) -> list[int]:
    """`count` days spread over the first `days`, so that no two visits are on one day."""
    return sorted(luck.sample(range(days), count)) if count else []


def recently(now: datetime, hours: int, zone: str) -> datetime:
    """About so many hours before `now`, moved back to when the store was last open."""
    local = (now - timedelta(hours=hours)).astimezone(ZoneInfo(zone))
    if local.hour < 10:
        local = (local - timedelta(days=1)).replace(hour=17)
    elif local.hour > 19:
        local = local.replace(hour=18)
    return local.astimezone(UTC)
