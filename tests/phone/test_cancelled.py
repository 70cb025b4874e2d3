"""A cancelled or reassigned visit says so, and lets what was written be sent or kept."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import expect

from server.submissions.models import Revision
from server.visits import commands as visits
from server.visits.models import Visit, VisitPart
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]


def cancel(cast: Cast, submission: UUID) -> None:
    """The desk calls the visit off."""
    part = VisitPart.get(VisitPart.submission == submission)
    visits.cancel_visit(cast.boss, part.visit_id, "The store moves.")


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    expect(page.locator(".save")).to_have_text("Saved")
    cancel(cast, submission)

    hand.open()
    expect(page.locator(".stage")).to_have_text("Cancelled, yours is not sent")
    page.locator(".visit").tap()
    expect(page.locator("h1")).to_have_text("Cancelled, yours is not sent")
    expect(page.locator(".standing")).to_contain_text("you can still finish and send it")
    expect(page.get_by_role("link", name="Keep it as a file")).to_be_visible()
    page.get_by_role("link", name="Go on with the report").tap()
    page.get_by_role("button", name="Send").tap()

    hand.receipt_number()
    assert "visit_cancelled" in Revision.get(Revision.submission == submission).flags
    assert hand.complaints == []


def test_a_visit_nobody_has_begun_is_only_cancelled(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    cancel(cast, submission)

    hand.open()

    expect(page.locator(".stage")).to_have_text("Cancelled")
    page.locator(".visit").tap()
    expect(page.locator(".standing")).to_contain_text("Do not go to the store.")
    assert page.get_by_role("link", name="Keep it as a file").count() == 0


def test_what_waits_is_sent_though_the_visit_was_cancelled_meanwhile(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.route("**/api/v1/submissions/*", lambda route: route.abort())
    page.get_by_role("radio", name="The store was closed").tap()
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")
    cancel(cast, submission)

    page.unroute("**/api/v1/submissions/*")

    hand.receipt_number()
    assert "visit_cancelled" in Revision.get(Revision.submission == submission).flags


def hand_on(cast: Cast, submission: UUID) -> UUID:
    """The desk gives the visit to Tomás; the visit."""
    visit = VisitPart.get(VisitPart.submission == submission).visit_id
    visits.reassign_visit(cast.boss, visit, cast.tomas)
    return UUID(str(visit))


def begun(cast: Cast, hand: Phone) -> UUID:
    """Inés has found the store closed, and not yet sent it, when the visit goes to Tomás."""
    submission = cast.visit(cast.centro, cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    expect(page.locator(".save")).to_have_text("Saved")
    return submission


def send_all_the_same(hand: Phone, submission: UUID) -> None:
    """Open the visit that is no longer in the list, and send what was written."""
    page = hand.open(f"#/visit/{submission}")
    expect(page.locator(".standing")).to_contain_text("you can still finish and send it")
    page.get_by_role("link", name="Go on with the report").tap()
    page.get_by_role("button", name="Send").tap()


def test_a_visit_given_to_another_takes_what_was_begun_before(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    submission = begun(cast, hand)
    visit = hand_on(cast, submission)
    hand.open()
    send_all_the_same(hand, submission)
    hand.receipt_number()
    assert "visit_reassigned" in Revision.get(Revision.submission == submission).flags
    assert Visit.get_by_id(visit).shopper_id == cast.ines
    assert hand.complaints == []


def test_a_visit_that_another_has_reported_leaves_it_on_the_phone(
    cast: Cast, phone: MakePhone
) -> None:
    hand, theirs = phone(cast.ines), phone(cast.tomas)
    submission = begun(cast, hand)
    hand_on(cast, submission)
    theirs.could_not(submission)
    theirs.receipt_number()
    hand.open()
    send_all_the_same(hand, submission)
    expect(hand.page.locator("main")).to_contain_text("given to another shopper, who has already")
    hand.open(f"#/visit/{submission}")
    expect(hand.page.locator(".standing")).not_to_contain_text("finish and send")
    expect(hand.page.get_by_role("link", name="Keep it as a file")).to_be_visible()
    assert hand.complaints == []
