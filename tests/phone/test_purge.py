"""Nothing is let go of before its receipt; what the server lacks later is sent again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Page, expect

from server.media.models import Media
from server.submissions.models import Revision
from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.test_photos import take

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]

_PHOTOS = """(change) => new Promise((resolve, reject) => {
  const opened = indexedDB.open("kit");
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const store = opened.result.transaction("photos", "readwrite").objectStore("photos");
    store.getAll().onsuccess = ({ target: { result } }) => {
      const act = {
        keep: (one) => { (window.aside ||= new Map()).set(one.sha256, one.bytes); },
        putBack: (one) => store.put({ ...one, bytes: window.aside.get(one.sha256) }),
        lose: (one) => store.delete([one.shopper, one.submission, one.sha256]),
        look: () => {},
      }[change];
      result.forEach(act);
      store.transaction.oncomplete = () => {
        opened.result.close();
        const size = (bytes) => bytes?.byteLength || 0;
        resolve(result.map((one) => [one.sha256, size(one.bytes), size(one.thumb)]));
      };
    };
  };
})"""


def photos(page: Page, change: str = "look") -> list[list[Any]]:
    """Each photo on the phone: its hash, how many bytes of it and of its thumbnail are there."""
    found: list[list[Any]] = page.evaluate(_PHOTOS, change)
    return found


def written(cast: Cast, hand: Phone, picture: MakePicture) -> UUID:
    """A report with two photos, ready to be sent."""
    submission = cast.visit(cast.centro, cast.ines)
    hand.report(submission)
    hand.fill_report([picture("door"), picture("shelf")])
    return submission


def test_what_was_taken_again_is_gone_with_the_receipt(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    hand = phone(cast.ines)
    submission = written(cast, hand, picture)
    page = hand.page
    page.locator("a[href$='/entrance_photo']").first.tap()
    page.locator("#q-entrance_photo img[src]").wait_for()
    shown = str(page.locator("#q-entrance_photo img[src]").get_attribute("src"))
    take(page, picture("sharper"), "Take again")
    expect(page.locator("#q-entrance_photo img[src]")).not_to_have_attribute("src", shown)
    expect(page.locator(".save")).to_have_text("Saved")
    assert len(photos(page)) == 3

    page.evaluate("id => { location.hash = `#/review/${id}` }", str(submission))
    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()

    assert {name for name, *_ in photos(page)} == set(hand.kept(submission)["announced"])
    assert len(photos(page)) == 2


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture, phone_server: Server) -> None:
    hand = phone(cast.ines)
    submission = written(cast, hand, picture)
    page = hand.page
    page.route("**/api/v1/media/*", lambda route: route.abort())
    page.get_by_role("button", name="Send the report").tap()
    expect(page.locator(".steps li").first).to_contain_text("Arrived", timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent", timeout=30_000)
    assert hand.kept(submission)["receipt"]["photos"]["present"] == []
    kept = photos(page, "keep")
    assert [size > 100_000 for _, size, _ in kept] == [True, True]

    page.unroute("**/api/v1/media/*")
    page.evaluate("dispatchEvent(new Event('focus'))")
    hand.receipt_number()
    gone = photos(page, "putBack")
    assert [(size, thumb > 0) for _, size, thumb in gone] == [(0, True), (0, True)]

    # The server loses one of them; the phone, which happens to have it, learns of that.
    lost = kept[0][0]
    Media.delete().where(Media.sha256 == lost).execute()
    (phone_server.settings.data / "media" / "whole" / lost[:2] / lost).unlink(missing_ok=True)
    page.evaluate("location.hash = '#/'")
    hand.open()

    expect(page.locator(".stage-sent")).to_be_visible(timeout=30_000)
    for _ in range(60):
        if all(size == 0 for _, size, _ in photos(page)):
            break
        page.wait_for_timeout(500)
    assert Media.select().where(Media.sha256 == lost).exists()
    assert Revision.select().where(Revision.submission == submission).count() == 1


def test_a_photo_that_is_gone_is_asked_for_and_comes_as_a_correction(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    hand = phone(cast.ines)
    submission = written(cast, hand, picture)
    photos(hand.page, "lose")

    hand.page.get_by_role("button", name="Send the report").tap()

    expect(hand.page.get_by_role("heading", level=1)).to_have_text(
        "Needs your attention", timeout=30_000
    )
    expect(hand.page.get_by_text("A photo is no longer on this phone")).to_be_visible()
    arrived = Revision.get(Revision.submission == submission)
    kept = hand.kept(submission)
    assert (kept["revision"], kept["replaces"]) == (2, arrived.digest)
