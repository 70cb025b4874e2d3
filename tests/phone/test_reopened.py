"""A browser that closes the database under the app, as some do when memory runs short."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]

# Remembers every connection that the app opens, so that a test can close it as the browser would.
_REMEMBER = """
window.connections = [];
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...named) {
  const request = open.apply(this, named);
  request.addEventListener("success", () => window.connections.push(request.result));
  return request;
};
"""

# Without the event: what is asked next finds the connection closed.
SILENTLY = "() => window.connections.forEach((db) => db.close())"
# With it, as the standard has it.
SAYING_SO = """() => window.connections.forEach((db) => {
  db.close();
  db.dispatchEvent(new Event("close"));
})"""


def begun(hand: Phone, cast: Cast) -> tuple[str, Page]:
    """A report with one answer, on a phone whose connections a test can close."""
    submission = cast.visit(cast.centro, cast.ines)
    hand.context.add_init_script(_REMEMBER)
    page = hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")
    return str(submission), page


@pytest.mark.parametrize("closing", [SILENTLY, SAYING_SO], ids=["silently", "saying so"])
def test_it_works(cast: Cast, phone: MakePhone, closing: str) -> None:
    hand = phone(cast.ines)
    submission, page = begun(hand, cast)
    before = page.evaluate("window.connections.length")

    page.evaluate(closing)
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    page.keyboard.type("Written after it was closed")

    expect(page.locator(".save")).to_have_text("Saved")
    kept = page.evaluate("window.connections.length")
    assert kept > before
    page.reload()
    expect(page.locator("#q-way_in_clear textarea")).to_have_value("Written after it was closed")
    assert hand.complaints == []
    assert submission


def test_a_connection_lost_in_the_middle_of_writing_repeats_the_work(
    cast: Cast, phone: MakePhone
) -> None:
    hand = phone(cast.ines)
    _, page = begun(hand, cast)

    # WebKit says it so when its storage process has gone: the transaction is undone.
    page.evaluate("""() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...what) {
        IDBObjectStore.prototype.put = put;
        window.connections.at(-1).close();
        throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
      };
    }""")
    page.locator("#q-way_in_clear .segment").nth(1).tap()

    expect(page.locator(".save")).to_have_text("Saved")
    page.reload()
    expect(page.locator("#q-way_in_clear input").nth(1)).to_be_checked()


def test_what_is_read_while_it_is_closed_is_read_again(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    submission, page = begun(hand, cast)

    page.evaluate(SILENTLY)
    page.evaluate("id => { location.hash = `#/visit/${id}` }", submission)

    expect(page.get_by_role("link", name="Go on with the report")).to_be_visible()
    assert hand.complaints == []


def test_a_newer_way_of_keeping_closes_an_open_window_and_says_so(
    cast: Cast, phone: MakePhone
) -> None:
    hand = phone(cast.ines)
    _, page = begun(hand, cast)
    other = hand.context.new_page()
    other.goto(f"{hand.base}/phone/static/x/icons/none.png")

    other.evaluate("""() => new Promise((resolve, reject) => {
      const asked = indexedDB.open("kit");
      asked.onsuccess = () => {
        const { version } = asked.result;
        asked.result.close();
        const newer = indexedDB.open("kit", version + 1);
        newer.onerror = reject;
        newer.onsuccess = () => resolve(newer.result.close());
      };
    })""")

    expect(page.get_by_role("alert")).to_contain_text("changed in another window")
    page.get_by_role("button", name="Load again").tap()
    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)


# Milliseconds. Two tries, eleven seconds each, and a busy machine.
_TRIES = 60_000
# So many pages of this tab wait for their store for ever, as WebKit's sometimes do.
_NEVER = """
const waited = location.protocol === "about:" ? Infinity : Number(sessionStorage.waited || 0);
if (waited < %d) {
  sessionStorage.waited = waited + 1;
  IDBFactory.prototype.open = () => new EventTarget();
}
"""


def test_a_store_that_does_not_open_is_tried_twice_more(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(_NEVER % 2)
    hand.page.set_default_timeout(_TRIES)

    page = hand.open()

    expect(page.locator(".visit")).to_have_count(1)
    assert hand.complaints == []


def test_a_store_that_still_does_not_open_is_said_and_loading_again_helps(
    cast: Cast, phone: MakePhone
) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(_NEVER % 3)
    hand.page.set_default_timeout(_TRIES)
    page = hand.open()
    expect(page.get_by_role("alert")).to_contain_text("Your answers are safe on this phone")

    page.get_by_role("button", name="Load again").tap()

    expect(page.locator(".visit")).to_have_count(1)
    assert hand.complaints == []
