"""Every change is saved at once, and a reload comes back to the same place."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.phone.cast import Cast
from tests.phone.hands import LONG_ENOUGH, Phone
from tests.phone.kept import wait_until

_STANDS = """(y) => {
  const now = document.querySelector("#q-greeting").getBoundingClientRect();
  return Math.abs(now.y - y) < 8;
}"""
MakePhone = Callable[..., Phone]


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")

    page.reload()

    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)
    expect(page.locator(".progress-text")).to_contain_text("1 of")
    assert hand.complaints == []


def test_a_half_written_word_is_there_again(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    page.keyboard.type("Half a sen")
    expect(page.locator(".save")).to_have_text("Saved")

    page.reload()

    expect(page.locator("#q-way_in_clear textarea")).to_have_value("Half a sen")


def test_the_page_stands_where_it_stood(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    page.locator("#q-greeting").scroll_into_view_if_needed()
    page.locator("#q-greeting .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")
    wait_until(page, "() => history.state?.scroll === Math.round(scrollY)")
    before = page.locator("#q-greeting").bounding_box()

    page.reload()
    page.locator("#q-greeting input:checked").wait_for(state="attached")

    assert before
    wait_until(page, _STANDS, before["y"])


def test_going_on_with_a_report_opens_it_where_it_was_left(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.locator(".foot .primary").tap()
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Being served")
    page.locator("#q-first_step .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")

    hand.open(f"#/visit/{submission}")
    page.get_by_role("link", name="Go on with the report").tap()

    expect(title).to_have_text("Being served")
    expect(page.locator("#q-first_step")).to_be_in_viewport()


def test_back_loses_nothing(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    page.locator("#q-way_in_clear textarea").fill(LONG_ENOUGH)

    page.get_by_role("link", name="Back").tap()
    page.go_back()

    expect(page.locator("#q-way_in_clear textarea")).to_have_value(LONG_ENOUGH)


def test_two_shoppers_on_one_phone_do_not_see_each_other(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")

    hand.sign_out()
    cookie = {"name": "kit_session", "value": cast.session(cast.tomas), "url": hand.base}
    hand.context.add_cookies([cookie])
    hand.open()

    expect(page.locator(".empty")).to_contain_text("No visits yet")
    assert hand.kept(submission)["shopper"] == str(cast.ines)
