"""How safe it is on this phone is said before it matters; a full one loses nothing in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import wait_until_stored
from tests.phone.test_photos import take
from tests.phone.test_rescue import known, load, make_file

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]

PATIENCE = 60_000
# A small screen keeps no promise by itself; what the browser answers is set here.
PROMISED = (
    "globalThis.StorageManager && (StorageManager.prototype.persisted = async () => {answer});"
)
PRIVATE = """globalThis.StorageManager && (StorageManager.prototype.getDirectory = async () => {
  throw new DOMException("", "SecurityError");
});"""
LITTLE = """globalThis.StorageManager && (StorageManager.prototype.estimate = async () => (
  { quota: 209e6, usage: 200e6 }
));"""
ASKED = """window.asked = 0;
globalThis.StorageManager && (StorageManager.prototype.persist = async () => { asked += 1; });"""
FULL = """const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...one) {
  if (window.full) throw new DOMException("", "QuotaExceededError");
  return put.apply(this, one);
};"""
OPENED = """days => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    const work = opened.result.transaction("meta", "readwrite");
    const at = new Date(Date.now() - days * 86400000).toISOString();
    work.objectStore("meta").put(at, "opened");
    work.oncomplete = () => resolve(opened.result.close());
  };
})"""


def answer_one(page: Page) -> None:
    """Write one answer and see it stored."""
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")


def allow(hand: Phone, size: int) -> None:
    """Give the app so many bytes in all; to be said before it begins to write.

    Chromium tells no page its true quota, and looks again only every half a minute, or when what
    it took for left is used up.
    """
    session = hand.context.new_cdp_session(hand.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": hand.base, "quotaSize": size})


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    hand.context.add_init_script(PROMISED.format(answer="true"))

    page = hand.open("#/phone")

    panel = page.locator(".panel", has_text="What this phone keeps")
    expect(panel).to_contain_text("Yes. The browser has promised")
    expect(panel).to_contain_text("10.7 GB")
    expect(panel).to_contain_text("Only on this phoneNothing")
    assert hand.complaints == []


def test_the_browser_is_asked_to_keep_it_once_something_is_written(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(ASKED)
    page = hand.report(submission)
    page.locator("#q-entrance_photo .camera").wait_for(timeout=PATIENCE)
    assert page.evaluate("window.asked") == 0

    answer_one(page)

    page.wait_for_timeout(2000)
    assert page.evaluate("window.asked") == 1


def test_unsent_work_that_may_be_erased_is_warned_of(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    answer_one(page)

    hand.open("#/")

    warning = page.locator(".notice", has_text="only on this phone")
    expect(warning).to_contain_text("1 report is only on this phone", timeout=PATIENCE)
    expect(warning).to_contain_text("closing a private tab loses it")
    warning.get_by_role("link", name="This phone").tap()
    panel = page.locator(".panel", has_text="What this phone keeps")
    expect(panel).to_contain_text("Not for sure")
    expect(panel).to_contain_text("after 7 days without a visit")
    expect(panel).to_contain_text("1 report not sent yet")


def test_where_nothing_is_unsent_nothing_is_warned_of(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    # A report that is only opened is stored as well, to come back to the same place.
    page.locator("#q-way_in_clear .segment input").first.focus()
    wait_until_stored(page, submission, "kept !== null")

    panel = hand.open("#/phone").locator(".panel", has_text="What this phone keeps")
    expect(panel).to_contain_text("Only on this phoneNothing")
    page.evaluate("location.hash = '#/'")
    page.locator(".visit").wait_for()
    page.wait_for_timeout(1000)
    expect(page.locator(".notice")).to_have_count(0)


def test_the_warning_goes_when_nothing_is_unsent_any_more(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open("#/")
    page.wait_for_timeout(1500)
    hand.context.set_offline(True)
    page.evaluate("id => { location.hash = `#/not-done/${id}` }", str(submission))
    page.get_by_role("radio", name="The store was closed").tap()
    page.get_by_role("button", name="Send").tap()
    page.get_by_role("link", name="To my visits").tap()
    warning = page.locator(".notice", has_text="only on this phone")
    expect(warning).to_be_visible(timeout=PATIENCE)

    hand.context.set_offline(False)

    expect(page.get_by_text("Sent: not done")).to_be_visible(timeout=PATIENCE)
    expect(warning).to_have_count(0, timeout=PATIENCE)


def test_days_without_a_visit_are_said_at_the_start(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    answer_one(page)
    page.goto(f"{hand.base}/phone/static/x/icons/none.png")
    page.evaluate(OPENED, 6)

    hand.open("#/")

    expect(page.locator(".notice")).to_contain_text("last open 6 days ago", timeout=PATIENCE)
    page.evaluate("location.hash = '#/phone'")
    expect(page.locator(".panel").first).to_contain_text("6 days ago")


def test_the_first_screen_that_is_opened_knows_it_was_open_before(
    cast: Cast, phone: MakePhone
) -> None:
    hand = phone(cast.ines)
    page = hand.open("#/")
    page.goto(f"{hand.base}/phone/static/x/icons/none.png")
    page.evaluate(OPENED, 3)

    hand.open("#/phone")

    expect(page.locator(".panel").first).to_contain_text("3 days ago")


def test_a_private_window_is_said_plainly(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(PRIVATE)
    page = hand.report(submission)
    answer_one(page)

    hand.open("#/phone")

    expect(page.locator(".panel").first).to_contain_text("This seems to be a private window")
    hand.open("#/")
    expect(page.locator(".notice")).to_contain_text("Private window: closing it", timeout=PATIENCE)


def test_little_room_is_said_before_the_camera_opens(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(LITTLE)
    page = hand.report(submission)
    entrance = page.locator("#q-entrance_photo")
    entrance.locator(".camera").wait_for(timeout=PATIENCE)
    opened: list[object] = []
    page.on("filechooser", lambda chooser: opened.append(chooser))

    entrance.get_by_role("button", name="Take a photo").tap()
    expect(entrance.locator(".photos > .count")).to_contain_text("Only 9 MB of room left")
    assert opened == []
    take(page, picture("door"))

    entrance.locator("img[src]").wait_for()


def test_a_photo_without_room_is_kept_and_stored_later(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, service_workers="block")
    allow(hand, 350_000)
    page = hand.report(submission)
    page.set_default_timeout(PATIENCE)
    entrance = page.locator("#q-entrance_photo")
    answer_one(page)

    take(page, picture("door"))

    said = entrance.locator(".photos > .count")
    expect(said).to_contain_text("The phone has no room for this photo", timeout=PATIENCE)
    expect(entrance.get_by_alt_text("Not stored yet")).to_be_visible()
    expect(page.locator(".save")).to_contain_text("Not saved yet")
    assert hand.kept(submission)["photos"] == []
    page.evaluate("id => { location.hash = `#/review/${id}` }", str(submission))
    expect(page.locator(".missing")).to_contain_text("it would not be sent")
    page.go_back()
    expect(entrance.get_by_alt_text("Not stored yet")).to_be_visible()

    allow(hand, 500_000_000)
    entrance.get_by_role("button", name="Store this photo now").tap()
    expect(entrance.get_by_alt_text("Photo 1: ")).to_have_attribute("src", re.compile("blob:"))
    expect(page.locator(".save")).to_have_text("Saved")
    assert len(hand.kept(submission)["photos"]) == 1


def test_words_without_room_stay_and_are_written_when_there_is_some(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, service_workers="block")
    page = hand.report(submission)
    page.set_default_timeout(PATIENCE)
    answer_one(page)
    allow(hand, 1_000)
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    area = page.locator("#q-way_in_clear textarea")
    save = page.locator(".save")

    words = ""
    for number in range(30):
        words = f"{number} No room for this. " * 1000
        area.fill(words)
        page.wait_for_timeout(2000)
        if "Not saved yet" in save.inner_text():
            break
    expect(save).to_contain_text("Not saved yet: free some space")
    expect(area).to_have_value(words)
    allow(hand, 500_000_000)

    # Nobody touches anything: it is tried again by itself.
    expect(save).to_have_text("Saved", timeout=PATIENCE)
    assert hand.kept(submission)["answers"]["way_in_clear"]["comment"] == words


def test_what_the_phone_has_no_room_for_is_in_the_file(
    cast: Cast, phone: MakePhone, picture: MakePicture, tmp_path: Path
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(FULL)
    page = hand.report(submission)
    page.set_default_timeout(PATIENCE)
    answer_one(page)
    known(hand)
    page.evaluate("window.full = true")
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    page.locator("#q-way_in_clear textarea").fill("The door stood open.")
    expect(page.locator(".save")).to_contain_text("Not saved yet: free some space")
    take(page, picture("door"))
    expect(page.locator("#q-entrance_photo .thumb")).to_have_count(1)

    page.evaluate("location.hash = '#/phone'")
    file = make_file(page, tmp_path / "notes.json")

    assert "comment" not in hand.kept(submission)["answers"]["way_in_clear"]
    other = phone(cast.ines)
    load(other, file)
    kept = other.kept(submission)
    assert kept["answers"]["way_in_clear"]["comment"] == "The door stood open."
    (photo,) = kept["photos"]
    assert kept["answers"]["entrance_photo"]["value"] == [photo["sha256"]]
    other.report(submission).locator("#q-entrance_photo img[src]").wait_for()
