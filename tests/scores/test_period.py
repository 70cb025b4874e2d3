"""Which month, week and day-part a visit counts in, by the clocks of its store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from server.programmes.rules import Period, period
from server.scores.rules import quarter_of


def test_it_works() -> None:
    found = period(datetime(2026, 11, 21, 16, 15, tzinfo=UTC), "America/Mexico_City")
    assert found == Period("week_part", date(2026, 11, 16), "morning")
    assert (found.month, found.week, found.code) == (date(2026, 11, 1), "2026-W47", "2026-W47")


@pytest.mark.parametrize(
    ("utc", "part"),
    [("05:59", "evening"), ("06:00", "morning"), ("17:59", "morning"), ("18:00", "afternoon"),
     ("23:59", "afternoon")],
)  # fmt: skip
def test_the_day_has_three_parts(utc: str, part: str) -> None:
    instant = datetime.fromisoformat(f"2026-11-21T{utc}:00+00:00")
    assert period(instant, "America/Mexico_City").day_part == part


def test_the_first_days_of_a_year_can_lie_in_the_last_week_of_the_year_before() -> None:
    found = period(datetime(2027, 1, 1, 12, tzinfo=UTC), "UTC")
    assert (found.month, found.week) == (date(2026, 12, 1), "2026-W53")
    assert (found.first, found.last) == (date(2026, 12, 28), date(2027, 1, 3))


def test_a_week_over_the_edge_of_a_quarter_counts_whole_on_one_side() -> None:
    # Monday 28 September to Sunday 4 October 2026: its month must not tell on which side it was.
    days = [datetime(2026, 9, 28, 12, tzinfo=UTC) + timedelta(days=more) for more in range(7)]
    found = {period(day, "UTC") for day in days}
    assert found == {Period("week_part", date(2026, 9, 28), "afternoon")}
    assert {each.month for each in found} == {date(2026, 10, 1)}


@pytest.mark.parametrize("month", range(1, 13))
def test_a_quarter_is_three_months(month: int) -> None:
    first, after = quarter_of(date(2026, month, 1))
    assert first.month in {1, 4, 7, 10}
    assert first <= date(2026, month, 1) < after
    assert (after.year * 12 + after.month) - (first.year * 12 + first.month) == 3
