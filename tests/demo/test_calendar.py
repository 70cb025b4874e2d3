"""When the sample visits are, whatever day the demo is started on."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from server.demo.calendar import quarters, recently, visit_times


def test_it_works() -> None:
    assert [term.name for term in quarters(date(2026, 11, 21))] == ["2026-Q2", "2026-Q3", "2026-Q4"]
    assert [term.name for term in quarters(date(2027, 1, 1))] == ["2026-Q3", "2026-Q4", "2027-Q1"]


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29)])
def test_quarters_meet(day: date) -> None:
    terms = quarters(day)
    assert all(one.after == next.first for one, next in pairwise(terms))
    assert terms[-1].first <= day < terms[-1].after


@pytest.mark.parametrize("month", range(1, 13))
def test_visits_are_in_opening_hours_and_never_to_come(month: int) -> None:
    now = datetime(2026, month, 2, 6, 30, tzinfo=UTC)
    times = visit_times((5, 5, 3), "America/Tijuana", now, Random(4))
    assert len(times) >= 10
    for place, at in times:
        local = at.astimezone(ZoneInfo("America/Tijuana"))
        assert 10 <= local.hour < 20
        assert at < now - timedelta(days=3)
        assert quarters(now.date())[place].first <= local.date()


def test_a_quarter_that_has_only_begun_has_fewer_visits() -> None:
    early, late = (
        visit_times((0, 0, 3), "America/Cancun", datetime(2026, month, 20, tzinfo=UTC), Random(4))
        for month in (10, 11)
    )
    assert len(early) < len(late) == 3


@pytest.mark.parametrize("hour", range(24))
def test_what_was_recent_was_in_opening_hours(hour: int) -> None:
    now = datetime(2026, 11, 21, hour, 40, tzinfo=UTC)
    at = recently(now, 5, "America/Tijuana")
    assert 10 <= at.astimezone(ZoneInfo("America/Tijuana")).hour < 20
    assert timedelta(hours=4) < now - at < timedelta(hours=30)
