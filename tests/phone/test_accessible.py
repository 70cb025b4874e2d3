"""Every screen with axe, with a thumb, with a keyboard, on a small screen, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]

SCREENS = ("#/", "#/visit/{}", "#/store/{}", "#/report/{}", "#/review/{}", "#/not-done/{}")

_SMALL = """() => [...document.querySelectorAll("a, button, input, textarea, summary")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.offsetParent)
  .filter((each) => !each.closest(".sr") && !each.matches(".sr"))
  .map((each) => [each.closest(".segment") || each, each])
  .map(([target, each]) => [target.getBoundingClientRect(), each])
  .filter(([box]) => box.height > 0 && (box.height < 47.5 || box.width < 47.5))
  .map(([box, each]) => `${each.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""


def screens(hand: Phone, submission: UUID) -> list[Page]:
    """Open every screen in turn."""
    for screen in SCREENS:
        page = hand.open(screen.format(submission))
        page.wait_for_timeout(900)
        yield page  # type: ignore[misc]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])
def test_it_works(cast: Cast, phone: MakePhone, language: str, scheme: str) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, language, color_scheme=scheme)
    for page in screens(hand, submission):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_to_press_is_as_large_as_a_thumb(
    cast: Cast, phone: MakePhone, language: str
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    for page in screens(phone(cast.ines, language), submission):
        assert page.evaluate(_SMALL) == [], page.url


def test_so_is_what_stands_there_once_a_report_was_sent(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.could_not(submission)
    hand.receipt_number()
    assert hand.page.evaluate(_SMALL) == []
    for screen in ("#/sent", "#/phone"):
        page = hand.open(screen)
        page.locator("main :is(a, h2)").first.wait_for()
        assert page.evaluate(_SMALL) == [], page.url


def test_nothing_runs_off_a_narrow_screen_or_at_double_size(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, "es")
    hand.page.set_viewport_size({"width": 195, "height": 422})  # 390x844 at 200 %
    for page in screens(hand, submission):
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"


def test_a_new_screen_is_announced_by_its_heading(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).open()

    page.locator(".visit").tap()

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("The visit")


def test_a_question_is_answered_with_the_keyboard_alone(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    group = page.get_by_role("radiogroup", name="How were you greeted?")
    group.get_by_role("radio").first.focus()

    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")

    expect(group.get_by_role("radio").nth(1)).to_be_checked()
    expect(page.locator(".save")).to_have_text("Saved")
    answer = hand.kept(submission)["answers"]["greeting"]
    assert answer == {"value": "gesture"}


def test_not_applicable_and_an_answer_put_each_other_out(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    greeted = page.locator("#q-greeted")
    greeted.locator("[type=time]").fill("10:00:00")
    greeted.locator("[type=time]").blur()

    greeted.get_by_role("checkbox", name="Does not apply").tap()

    expect(greeted.locator("[type=time]")).to_have_value("")
    expect(page.locator(".save")).to_have_text("Saved")
    assert hand.kept(submission)["answers"]["greeted"] == {"na": True}


def test_the_store_is_on_every_screen_but_the_clock(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    for page in screens(phone(cast.ines), submission):
        if "#/store/" in page.url:
            continue
        expect(page.get_by_text("Casa Tezontle Centro Histórico").first).to_be_visible()


def test_nothing_moves_after_it_has_been_shown(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => list.getEntries()"
        ".forEach((entry) => { window.shifts += entry.value; }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for page in screens(hand, submission):
        assert page.evaluate("window.shifts") < 0.01, page.url
