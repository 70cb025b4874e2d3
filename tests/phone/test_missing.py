"""What is missing is said in words, listed, and one press away."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/review/{submission}")

    expect(page.locator(".missing h2")).to_contain_text("answers still needed")
    page.locator(".missing a", has_text="How were you greeted?").tap()

    question = page.locator("#q-greeting")
    expect(question).to_be_in_viewport()
    expect(question.locator("input").first).to_be_focused()
    expect(question.locator(".problem").first).to_have_text("Choose an answer.")
    assert hand.complaints == []


def test_nothing_is_complained_of_before_it_is_asked_for(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()

    assert page.locator(".problem:visible").count() == 0


def test_a_complaint_goes_as_soon_as_it_is_met(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/review/{submission}")
    page.locator(".missing a", has_text="clean and free of obstacles").tap()
    expect(page.locator("#q-way_in_clear .problem").first).to_be_visible()

    page.locator("#q-way_in_clear .segment").first.tap()

    expect(page.locator("#q-way_in_clear .problem").first).to_be_hidden()


def test_the_bar_leads_to_the_list(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.open(f"#/review/{submission}")
    page = hand.report(submission)

    page.locator(".progress").tap()

    expect(page.locator(".missing")).to_be_visible()


def test_the_tip_opens_in_its_place(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    tip = page.locator("#q-way_in_clear").get_by_role("button", name="What to look for")

    tip.tap()

    expect(tip).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#q-way_in_clear .tip")).to_be_visible()


def test_a_comment_opens_where_the_answer_asks_for_it(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    page.locator(".foot .primary").tap()

    page.locator("#q-first_step .segment").last.tap()

    expect(page.get_by_label("Please say what happened")).to_be_visible()


def test_what_is_no_longer_asked_is_not_missing(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    asked = page.locator("#q-seconds_until_greeted")
    expect(asked).to_be_visible()

    page.locator("#q-greeting").get_by_role("radio", name="Nobody took notice of me").tap()

    expect(asked).to_have_count(0)
