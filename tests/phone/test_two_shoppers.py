"""Two shoppers on one phone never see or send each other's reports."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from server.submissions.models import Submission
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]


def sign_in(hand: Phone, session: str) -> None:
    """Whoever holds the phone now signs in on it."""
    hand.context.add_cookies([{"name": "kit_session", "value": session, "url": hand.base}])


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    hers, his = cast.visit(cast.centro, cast.ines), cast.visit(cast.norte, cast.tomas)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{hers}")
    page.route("**/api/v1/submissions/*", lambda route: route.abort())
    page.get_by_role("radio", name="The store was closed").tap()
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")

    sign_in(hand, cast.session(cast.tomas))
    page.unroute("**/api/v1/submissions/*")
    hand.open()

    expect(page.locator(".visit")).to_have_count(1)
    expect(page.locator(".visit")).to_contain_text("Casa Tezontle Norte")
    page.evaluate(f"location.hash = '#/send/{hers}'")
    expect(page.locator(".visit")).to_have_count(1)
    hand.could_not(his)
    hand.receipt_number()
    assert hand.kept(hers)["state"] in {"waiting", "sending"}
    assert not Submission.select().where(Submission.id == hers).exists()

    sign_in(hand, cast.session(cast.ines))
    hand.open()
    expect(page.locator(".visit")).to_contain_text("Casa Tezontle Centro", timeout=30_000)
    expect(page.locator(".stage-not_done")).to_be_visible(timeout=30_000)
    assert Submission.get_by_id(hers).shopper_id == cast.ines
    assert Submission.get_by_id(his).shopper_id == cast.tomas


def test_an_open_page_does_not_send_under_anothers_sign_in(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    page.route("**/api/v1/phone/sync*", lambda route: route.abort())
    sign_in(hand, cast.session(cast.tomas))

    page.get_by_role("button", name="Send").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Waits until you sign in")
    expect(page.get_by_text("nobody else can send it")).to_be_visible()
    assert hand.kept(submission)["state"] == "waiting"
    assert not Submission.select().where(Submission.id == submission).exists()
