"""The phone's clock is wrong, or is put right in between: the visit is where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from server.submissions.models import Revision
from server.submissions.queries import report
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import wait_until_stored
from tests.phone.test_location import arrive, brief, fact

MakePhone = Callable[..., Phone]
FIVE_DAYS, YEAR = timedelta(days=5), timedelta(days=365)


def near(one: timedelta | None, other: timedelta) -> bool:
    """The same, but for what a request takes on a busy machine."""
    return one is not None and abs(one - other) < timedelta(minutes=2)


@pytest.mark.parametrize("off", [FIVE_DAYS, -FIVE_DAYS, YEAR])
def test_it_works(cast: Cast, phone: MakePhone, off: timedelta) -> None:
    """A clock days off, measured before the visit and put right before the report is sent."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.page.clock.set_system_time(datetime.now(UTC) + off)
    page = brief(hand, submission)
    assert near(timedelta(milliseconds=fact(page, "clock")["skew_ms"]), off)
    arrive(hand, submission)
    wait_until_stored(page, submission, "kept?.clock")
    page.clock.set_system_time(datetime.now(UTC))

    hand.could_not(submission)
    hand.receipt_number()

    kept = Revision.get(Revision.submission == submission)
    assert kept.flags == ["clock_off", "clock_changed"]
    assert near(report(submission).skew, off)
    assert near(timedelta(milliseconds=kept.skew_ms), timedelta())


def test_a_clock_that_is_off_all_the_time(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.page.clock.set_system_time(datetime.now(UTC) - FIVE_DAYS)
    brief(hand, submission)
    arrive(hand, submission)

    hand.could_not(submission)
    hand.receipt_number()

    assert Revision.get(Revision.submission == submission).flags == ["clock_off"]
    assert near(report(submission).skew, -FIVE_DAYS)
