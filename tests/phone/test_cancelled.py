"""A cancelled visit says so, and lets what was written be sent or kept."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import expect

from server.submissions.models import Revision
from server.visits import commands as visits
from server.visits.models import VisitPart
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
