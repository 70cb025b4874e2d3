"""What has come since the shopper looked at the list last is marked in it, and then no more."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import Page, expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.held import Held
from tests.phone.kept import wait_until
from tests.phone.line import Line

MakePhone = Callable[..., Phone]
_LOOKED_AT = """(count) => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    const meta = opened.result.transaction("meta").objectStore("meta");
    meta.getAllKeys().onsuccess = ({ target: keys }) => {
      const name = keys.result.find((key) => String(key).startsWith("known:"));
      meta.get(name || "").onsuccess = ({ target }) => {
        opened.result.close();
        resolve(target.result?.length === count);
      };
    };
  };
})"""


def look(hand: Phone, count: int) -> Page:
    """Open the list, and leave it only when the phone has noted that so many were seen."""
    page = hand.open()
    wait_until(page, _LOOKED_AT, count)
    return page


def row(submission: UUID) -> str:
    """Where the list says how a visit stands."""
    return f".visit[href$='{submission}'] .stage"


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    first = cast.visit(cast.centro, cast.ines)
    page = look(hand, 1)
    # Where all is new, nothing is marked.
    assert page.locator(".new").count() == 0

    second = cast.visit(cast.norte, cast.ines)
    page = look(hand, 2)
    expect(page.locator(row(second))).to_have_text("To do New")
    expect(page.locator(row(first))).to_have_text("To do")

    look(hand, 2)
    page = look(hand, 2)
    expect(page.locator(row(second))).to_have_text("To do")
    assert hand.complaints == []


def test_what_the_line_did_not_carry_is_asked_for_again(
    cast: Cast, phone: MakePhone, line: Line
) -> None:
    hand = phone(cast.ines, base=line.url)
    page = look(hand, 0)
    wait_until(page, "async () => Boolean(navigator.serviceWorker.controller)")
    line.refuse("/api/v1/phone/sync")
    submission = cast.visit(cast.centro, cast.ines)
    hand.open()
    for _ in range(600):
        page.wait_for_timeout(100)
        if line.refusals > 1:
            break
    assert line.refusals > 1
    expect(page.locator(row(submission))).to_have_count(0)

    line.refuse(None)

    # No press, no event: the timer alone.
    expect(page.locator(row(submission))).to_be_visible(timeout=60_000)


def test_a_report_that_came_back_is_marked(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    submission = cast.visit(cast.centro, cast.ines)
    hand.could_not(submission)
    hand.receipt_number()
    look(hand, 1)

    cast.send_back(submission, "Which day was it closed?")

    page = look(hand, 1)
    expect(page.locator(row(submission))).to_contain_text("New")


def test_who_goes_back_before_the_form_has_come_stays_in_the_list(
    cast: Cast, phone: MakePhone
) -> None:
    hand = phone(cast.ines, service_workers="block")
    page = hand.page
    news = Held(page, "**/api/v1/phone/sync?*")
    forms = Held(page, "**/api/v1/forms/**")
    hand.open()
    news.wait()
    submission = cast.visit(cast.centro, cast.ines)
    news.let_come()
    page.locator(row(submission)).wait_for()
    page.evaluate(f"location.hash = '#/report/{submission}'")
    forms.come_too_late()

    assert "report" not in page.url
    expect(page.locator("h1")).to_have_text("My visits")


def test_what_says_the_same_again_is_not_drawn_again(cast: Cast, phone: MakePhone) -> None:
    """A tap that meets a list just drawn anew would go nowhere."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, service_workers="block")
    page = hand.page
    news = Held(page, "**/api/v1/phone/sync?*")
    hand.open()
    news.wait()
    page.evaluate("row => { document.querySelector(row).dataset.looked = 'at' }", row(submission))
    with page.expect_response("**/api/v1/phone/sync?*"):
        news.let_come()
    page.wait_for_timeout(1000)

    expect(page.locator(row(submission))).to_have_attribute("data-looked", "at")
