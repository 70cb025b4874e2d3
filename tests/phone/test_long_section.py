"""A section of two hundred questions: what is in view is there at once, the rest soon after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from playwright.sync_api import Page, expect

from server.programmes import commands as programmes
from tests.bench.two_hundred import two_hundred
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]

_ALL_THERE = """() => {
  const asked = [...document.querySelectorAll(".question")];
  return asked.length > 100 && asked.every((one) => one.querySelector("input, textarea, .camera"));
}"""
_WATCH = """() => {
  window.touched = new Set();
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const box = target.nodeType === 1 ? target : target.parentElement;
      window.touched.add(box.closest(".question")?.dataset.question || "none");
    }
  }).observe(document.querySelector(".questions"), {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
}"""


def long_visit(cast: Cast) -> UUID:
    """A visit whose report has everything in one section."""
    form = programmes.publish_form(cast.boss, cast.programme, two_hundred(1))
    return replace(cast, form=form).visit(cast.centro, cast.ines)


def opened(hand: Phone, submission: UUID) -> Page:
    """The report, once every question of the section can be answered."""
    page = hand.report(submission)
    page.wait_for_function(_ALL_THERE, timeout=90_000)
    return page


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    page = opened(hand, long_visit(cast))

    last = page.locator(".question").last
    last.locator("textarea").first.fill("Behind the shelf stood a second one, empty.")

    expect(page.locator(".progress-text")).to_have_text("1 of 150 answered")
    expect(last).to_be_in_viewport()
    assert hand.complaints == []


def test_a_press_leaves_the_other_questions_alone(cast: Cast, phone: MakePhone) -> None:
    page = opened(phone(cast.ines), long_visit(cast))
    page.locator("[data-question=q0_8] .segment").first.tap()
    page.wait_for_timeout(500)
    page.evaluate(_WATCH)

    page.locator("[data-question=q0_8] .segment").nth(1).tap()
    page.locator("[data-question=q0_8] .segment").nth(2).tap()
    page.wait_for_timeout(500)

    assert page.evaluate("[...touched]") in ([], ["q0_8"])


def test_a_question_that_an_answer_brings_is_there_at_once(cast: Cast, phone: MakePhone) -> None:
    page = opened(phone(cast.ines), long_visit(cast))
    expect(page.locator("[data-question=q0_6]")).to_have_count(0)

    page.locator("[data-question=q0_2] .segment").first.tap()

    expect(page.locator("[data-question=q0_6] .segment")).to_have_count(2)
    assert page.locator(".question").nth(6).get_attribute("data-question") == "q0_6"


def test_a_reload_comes_back_to_what_was_on_the_screen(cast: Cast, phone: MakePhone) -> None:
    page = opened(phone(cast.ines), long_visit(cast))
    page.locator("[data-question=q7_3]").scroll_into_view_if_needed()
    page.wait_for_timeout(1000)

    page.reload()
    page.wait_for_function(_ALL_THERE, timeout=90_000)

    expect(page.locator("[data-question=q7_3]")).to_be_in_viewport()


def test_the_keyboard_goes_from_question_to_question(cast: Cast, phone: MakePhone) -> None:
    page = opened(phone(cast.ines), long_visit(cast))
    page.locator("[data-question=q4_3] input").first.focus()

    page.keyboard.press("ArrowDown")
    for _ in range(4):
        page.keyboard.press("Tab")

    asked = "document.activeElement.closest('.question').dataset.question"
    assert page.evaluate(asked) == "q4_4"
