"""An expired sign-in never touches a draft."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from server.submissions.models import Submission
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import wait_until_kept

MakePhone = Callable[..., Phone]


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.open(f"#/not-done/{submission}")
    hand.sign_out()
    page = hand.page

    page.get_by_role("radio", name="The store was closed").tap()
    page.get_by_role("button", name="Send").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to send")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    kept = hand.kept(submission)
    assert (kept["state"], kept["outcome"]) == ("waiting", "closed")
    assert not Submission.select().where(Submission.id == submission).exists()


def test_who_never_signed_in_is_told_of_the_code(phone: MakePhone) -> None:
    """An app on the home screen of an iPhone shares no sign-in with the browser."""
    hand = phone(None)
    page = hand.open()

    told = page.get_by_role("alert")
    expect(told).to_contain_text("Sign in with the code that stands beside your link.")
    expect(page.locator("main")).not_to_contain_text("You are signed out")
    told.get_by_role("link", name="Sign in").tap()
    expect(page.get_by_role("textbox", name="Code")).to_be_visible()


def test_signed_in_again_it_goes_by_itself(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.open(f"#/not-done/{submission}")
    hand.sign_out()
    hand.page.get_by_role("radio", name="The store was closed").tap()
    hand.page.get_by_role("button", name="Send").tap()
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Sign in to send")

    cookie = {"name": "kit_session", "value": cast.session(cast.ines), "url": hand.base}
    hand.context.add_cookies([cookie])
    hand.open()

    expect(hand.page.locator(".stage-not_done")).to_be_visible(timeout=15_000)
    assert Submission.get_by_id(submission).state == "received"


def test_the_app_opens_with_what_it_has_kept(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    wait_until_kept(page)

    hand.sign_out()
    hand.open()

    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    page.locator(".visit").tap()
    page.get_by_role("link", name="Go on with the report").tap()
    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)


def test_a_stranger_sees_nobodys_visits(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.centro, cast.ines)

    hand = phone(None)
    page = hand.open()

    expect(page.get_by_role("alert")).to_contain_text("Nobody has signed in here yet")
    assert page.locator(".visit").count() == 0
    assert "Tezontle" not in page.content()
