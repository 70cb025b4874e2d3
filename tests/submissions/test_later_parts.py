"""A later part of a visit opens by what the report of the visit says, on the store's calendar.

Sol visits on Saturday 21 November at noon in Mexico City, which is 18:00 in UTC.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.submissions.models import Revision, Submission
from server.visits import commands as visits
from tests.cast import Chain
from tests.later_parts import Later, plan, utc


@pytest.fixture
def later(chain: Chain) -> Later:
    """A visit in three parts, not reported yet."""
    return plan(chain)


def test_it_works(later: Later) -> None:
    assert [later.part(part).opening for part in ("visit", "follow_up", "after")] == [
        "open",
        "awaited",
        "awaited",
    ]
    later.promise(5)
    midnight = utc("2026-11-26 06:00")
    assert later.window("follow_up") == ("open", midnight, midnight + timedelta(days=7))
    today = utc("2026-11-21 06:00")
    assert later.window("after") == ("open", today, today + timedelta(days=7))
    later.send("after", as_shown=True)
    later.chain.clock.set(midnight)
    later.send("follow_up", kept=True)
    assert Submission.select().count() == 3


def test_before_its_day_it_is_refused_with_the_day(later: Later) -> None:
    later.promise(5)
    later.chain.clock.set(utc("2026-11-26 05:50"))
    refused = later.put("follow_up", {"kept": True})
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (409, "part_not_open")
    assert problem["day"] == "2026-11-26"
    assert "jueves, 26 de noviembre de 2026" in problem["detail"]
    # A clock of ours that is a little late refuses nobody.
    later.chain.clock.set(utc("2026-11-26 05:56"))
    later.send("follow_up", kept=True)


def test_a_phone_whose_clock_is_wrong_is_judged_by_ours(later: Later) -> None:
    later.promise(5)
    ahead = utc("2026-11-27 12:00")
    assert later.put("follow_up", {"kept": True}, at=ahead).get_json()["code"] == "part_not_open"
    later.chain.clock.set(utc("2026-11-27 12:00"))
    behind = utc("2026-11-01 12:00")
    assert later.put("follow_up", {"kept": True}, at=behind).status_code == 201


def test_before_the_report_of_the_visit_it_is_refused(later: Later) -> None:
    refused = later.put("follow_up", {"kept": True})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "part_unopened")
    later.promise(0)
    later.send("follow_up", kept=True)


def test_late_it_is_taken_and_flagged(later: Later) -> None:
    later.promise(5)
    later.chain.later(days=30)
    later.send("follow_up", kept=False)
    revision = Revision.get(Revision.submission == later.id("follow_up"))
    assert revision.flags == ["outside_window"]


def test_without_a_promise_it_never_opens(later: Later) -> None:
    later.promise(None)
    assert later.part("follow_up").opening == "never"
    assert later.part("after").opening == "open"
    refused = later.put("follow_up", {"kept": True})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "part_unopened")


def test_nothing_follows_from_a_visit_that_could_not_be_made(later: Later) -> None:
    assert later.put("visit", outcome="closed").status_code == 201
    assert later.part("follow_up").opening == later.part("after").opening == "never"


def test_a_correction_moves_the_window(later: Later) -> None:
    first = later.promise(5)
    assert later.correct(first, promised=True, promised_in_days=2).status_code == 201
    assert later.window("follow_up")[:2] == ("open", utc("2026-11-23 06:00"))


def test_a_correction_can_close_it_and_open_it_again(later: Later) -> None:
    first = later.promise(5)
    second = later.correct(first, promised=False)
    assert later.part("follow_up").opening == "never"
    later.chain.later(days=20)
    digest = second.get_json()["digest"]
    answers = {"promised": True, "promised_in_days": 5}
    assert later.put("visit", answers, replaces=digest, number=3).status_code == 201
    # The day lies behind by now: the days to report it begin with the correction.
    opens, closes = utc("2026-11-26 06:00"), utc("2026-12-18 06:00")
    assert later.window("follow_up") == ("open", opens, closes)


def test_a_correction_of_something_else_leaves_the_window(later: Later) -> None:
    first = later.promise(0)
    before = later.window("follow_up")
    later.chain.later(days=3)
    answers = {"promised": True, "promised_in_days": 0, "left": later.chain.clock.now()}
    later.correct(first, **answers)
    assert later.window("follow_up") == before


def test_the_same_bytes_twice_change_nothing(later: Later) -> None:
    at = later.chain.clock.now()
    answers = {"promised": True, "promised_in_days": 5}
    assert later.put("visit", answers, at=at).status_code == 201
    before = later.window("follow_up")
    later.chain.later(days=2)
    assert later.put("visit", answers, at=at).status_code == 200
    assert later.window("follow_up") == before


def test_a_report_of_it_stays_when_the_promise_is_taken_back(later: Later) -> None:
    first = later.promise(0)
    digest = later.send("follow_up", kept=True)
    later.correct(first, promised=False)
    assert later.part("follow_up").opening == "never"
    # What was taken once may still be corrected.
    sent = later.put("follow_up", {"kept": False}, replaces=digest, number=2)
    assert sent.status_code == 201


def test_days_count_from_the_last_stamp(later: Later) -> None:
    """The report was sent a day after the visit."""
    left = later.chain.clock.now()
    later.chain.later(days=1)
    later.send("visit", promised=True, promised_in_days=3, left=left)
    opens = utc("2026-11-24 06:00")
    assert later.window("follow_up") == ("open", opens, opens + timedelta(days=7))
    # At home there are seven days from when the report came.
    assert later.window("after") == ("open", utc("2026-11-21 06:00"), utc("2026-11-29 06:00"))


def test_a_stamp_of_a_clock_that_is_years_off_is_passed_over(later: Later) -> None:
    later.send("visit", promised=True, promised_in_days=3, left=utc("2031-01-01 12:00"))
    assert later.window("follow_up")[1] == utc("2026-11-24 06:00")


@pytest.mark.parametrize(
    ("zone", "visited", "days", "opens", "closes"),
    [
        # Late on Saturday here is Sunday in Auckland, where the clocks are 13 hours ahead.
        ("Pacific/Auckland", "2026-11-21 18:00", 1, "2026-11-22 11:00", "2026-11-29 11:00"),
        # The clocks go back on 1 November: the week has an hour more.
        ("America/Tijuana", "2026-10-28 19:00", 1, "2026-10-29 07:00", "2026-11-05 08:00"),
        # The clocks go forward at midnight on 6 September: the day begins at one.
        ("America/Santiago", "2026-09-05 15:00", 1, "2026-09-06 04:00", "2026-09-13 03:00"),
    ],
)
def test_days_are_those_of_the_store(
    chain: Chain, zone: str, visited: str, days: int, opens: str, closes: str
) -> None:
    chain.clock.set(utc(visited))
    later = plan(chain, zone)
    later.promise(days)
    assert later.window("follow_up") == ("open", utc(opens), utc(closes))


def test_a_cancelled_visit_takes_the_report_of_a_later_part_and_says_so(later: Later) -> None:
    later.promise(0)
    visits.cancel_visit(later.chain.actor(later.chain.ana), later.visit.id, "The store moves.")
    later.send("follow_up", kept=True)
    revision = Revision.get(Revision.submission == later.id("follow_up"))
    assert "visit_cancelled" in revision.flags


def test_a_visit_stays_on_the_phone_while_a_part_of_it_can_be_reported(later: Later) -> None:
    later.promise(60)
    later.chain.later(days=100)
    assert later.planned().visit.id == later.visit.id
