"""Window and lateness follow what the phone measured of its clock, and never when a report came."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.kernel.clock import iso
from server.submissions.rules import CLOCK_TOLERANCE, judged

OPENS = datetime(2026, 11, 21, 15, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=10)
WINDOW = (OPENS, CLOSES)
VISIT = OPENS + timedelta(hours=4)
DAY, YEAR, NONE = timedelta(days=1), timedelta(days=365), timedelta()


def report(
    visited: datetime,
    off: timedelta = NONE,
    told: timedelta | None = None,
    finished: datetime | None = None,
    off_at_finish: timedelta | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A report of a visit at our `visited`, by a clock that was `off`, telling a measured skew."""
    done = (finished or visited + timedelta(hours=1)) + (
        off if off_at_finish is None else off_at_finish
    )
    clock = None if told is None else {"skew_ms": round(told.total_seconds() * 1000), "at": "x"}
    started = {"at": iso(visited + off)}
    return {"started": started, "finished": {"at": iso(done)}, "clock": clock} | more


def flags(body: dict[str, Any], upload: timedelta | None) -> list[str]:
    return judged(body, None, upload, WINDOW).flags


def test_it_works() -> None:
    assert judged(report(VISIT, told=NONE), None, NONE, WINDOW).flags == []
    late = report(CLOSES + timedelta(hours=3), told=NONE)
    assert flags(late, NONE) == ["outside_window"]


@pytest.mark.parametrize("off", [DAY, -DAY, YEAR, -YEAR, timedelta(minutes=47)])
def test_a_clock_that_was_off_all_the_time(off: timedelta) -> None:
    for told in (off, None):
        seen = judged(report(VISIT, off, told), None, off, WINDOW)
        assert seen.flags == ["clock_off"]
        assert seen.skew == off


@pytest.mark.parametrize("off", [DAY, -DAY, YEAR, -YEAR])
def test_a_clock_put_right_between_visit_and_upload(off: timedelta) -> None:
    body = report(VISIT, off, told=off, off_at_finish=NONE)
    seen = judged(body, None, NONE, WINDOW)
    assert seen.flags == ["clock_off", "clock_changed"]
    assert seen.skew == off, "the stamps are read with the clock of the visit"


@pytest.mark.parametrize("off", [DAY, -DAY, YEAR, -YEAR])
def test_a_clock_put_wrong_between_visit_and_upload(off: timedelta) -> None:
    body = report(VISIT, told=NONE, off_at_finish=off)
    seen = judged(body, None, off, WINDOW)
    assert seen.flags == ["clock_off", "clock_changed"]
    assert seen.skew == NONE


@pytest.mark.parametrize("off", [DAY, -DAY, YEAR, -YEAR])
def test_a_clock_put_wrong_between_the_last_contact_and_the_visit(off: timedelta) -> None:
    """What was measured before says nothing any more; the upload shows what the clock was."""
    seen = judged(report(VISIT, off, told=NONE), None, off, WINDOW)
    assert seen.flags == ["clock_off", "clock_changed"]
    assert seen.skew == off


def test_a_clock_off_does_not_bring_a_visit_into_its_window() -> None:
    too_late = CLOSES + DAY
    for off in (DAY, -DAY, NONE):
        assert "outside_window" in flags(report(too_late, off, told=off), off)
        assert "outside_window" in flags(report(too_late, off), off)


def test_small_skews_are_left_alone_and_the_window_is_as_tolerant() -> None:
    little = CLOCK_TOLERANCE - timedelta(seconds=1)
    for visited in (OPENS, CLOSES):
        for off in (little, -little):
            assert "outside_window" not in flags(report(visited, off, told=off), off)
    assert "clock_changed" not in flags(report(VISIT, told=little), NONE)
    assert "outside_window" in flags(report(CLOSES + 2 * CLOCK_TOLERANCE, told=NONE), NONE)


def test_a_report_finished_after_the_window_is_late_and_its_visit_is_not() -> None:
    body = report(VISIT, told=NONE, finished=CLOSES + timedelta(hours=2))
    assert flags(body, NONE) == ["finished_late"]
    assert flags(body | {"replaces": "0" * 64}, NONE) == [], "it was asked for again"


def test_a_clock_put_wrong_while_writing_makes_nothing_late() -> None:
    body = report(VISIT, told=NONE, off_at_finish=DAY)
    assert "finished_late" not in flags(body, DAY)
    body = report(VISIT, DAY, told=DAY, off_at_finish=DAY)
    assert "finished_late" not in flags(body, NONE), "put right after it was finished"


def test_a_stamp_entered_by_hand_counts_too() -> None:
    """Nobody may use a phone in some stores: the stamps are written down afterwards."""
    after = CLOSES + timedelta(hours=5)
    seen = judged(report(after, told=NONE), VISIT, NONE, WINDOW)
    assert seen.flags == ["finished_late"]


def test_a_stamp_outside_the_window_is_not_made_good_by_writing_within_it() -> None:
    for stamped in (OPENS - timedelta(hours=1), CLOSES + timedelta(hours=1)):
        seen = judged(report(VISIT, told=NONE), stamped, NONE, WINDOW)
        assert seen.flags == ["outside_window"]


ZONES = {
    # The clocks go back at 2:00 (01:30 comes twice), and forward at 2:00 (02:30 never comes).
    "America/Tijuana": [date(2026, 11, 1), date(2026, 3, 8)],
    "Europe/Madrid": [date(2026, 10, 25), date(2026, 3, 29)],
}


@pytest.mark.parametrize(
    ("zone", "day"), [(zone, day) for zone, days in ZONES.items() for day in days]
)
def test_a_window_on_the_day_the_clocks_change(zone: str, day: date) -> None:
    """From midnight to midnight by the store's clock: 23 or 25 hours, judged to the hour."""
    opens, closes = (
        datetime.combine(each, time(), ZoneInfo(zone)).astimezone(UTC) for each in (day, day + DAY)
    )
    assert closes - opens in {timedelta(hours=23), timedelta(hours=25)}
    for hours in range(-2, 28):
        at = opens + timedelta(hours=hours, minutes=30)
        for off in (NONE, DAY, -YEAR):
            seen = judged(report(at, off, told=off), None, off, (opens, closes))
            assert ("outside_window" in seen.flags) is not (opens <= at <= closes), at


MINUTES = st.integers(-60 * 24 * 500, 60 * 24 * 500).map(lambda minutes: timedelta(minutes=minutes))
MOMENTS = st.integers(-60 * 24 * 3, 60 * 24 * 3).map(
    lambda minutes: VISIT + timedelta(minutes=minutes)
)


@given(visited=MOMENTS, off=MINUTES, later=MINUTES, tells=st.booleans())
def test_an_honest_visit_within_its_window_is_never_outside(
    visited: datetime, off: timedelta, later: timedelta, tells: bool
) -> None:
    """Whatever the clock was and became, as long as it was measured before the visit or after."""
    body = report(visited, off, told=off if tells else None)
    outside = "outside_window" in flags(body, later if tells else off)
    if OPENS <= visited <= CLOSES:
        assert not outside


@given(visited=MOMENTS, off=MINUTES, told=st.none() | MINUTES)
def test_what_does_not_change_is_not_flagged_as_changed(
    visited: datetime, off: timedelta, told: timedelta | None
) -> None:
    seen = flags(report(visited, off, told), off)
    assert ("clock_changed" in seen) is (told is not None and abs(told - off) > CLOCK_TOLERANCE)
