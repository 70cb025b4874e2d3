"""Photos are shrunk on the phone, and stored before anything else happens."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PIL import Image
from playwright.sync_api import Page, expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone, camera_picture

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]

_BYTES = """() => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    const store = opened.result.transaction("photos").objectStore("photos");
    store.getAll().onsuccess = (event) => {
      const { bytes, thumb } = event.target.result.at(-1);
      opened.result.close();
      resolve([bytes, thumb].map((buffer) => Array.from(new Uint8Array(buffer))));
    };
  };
})"""


def take(page: Page, picture: Path, button: str = "Take a photo") -> None:
    """Press the button and come back from the camera with a picture."""
    entrance = page.locator("#q-entrance_photo")
    with page.expect_file_chooser() as chooser:
        entrance.get_by_role("button", name=button).tap()
    chooser.value.set_files(picture)


def kept(hand: Phone, submission: UUID) -> list[str]:
    """The hashes that the answer holds."""
    value: list[str] = hand.kept(submission)["answers"]["entrance_photo"]["value"]
    return value


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)

    take(page, picture("door"))

    page.locator("#q-entrance_photo img[src]").wait_for()
    large, thumb = (Image.open(io.BytesIO(bytes(each))) for each in page.evaluate(_BYTES))
    assert (large.format, max(large.size)) == ("JPEG", 2000)
    assert max(thumb.size) == 320
    assert not large.getexif()
    photo = hand.kept(submission)["photos"][0]
    assert photo["size"] < 600_000
    assert photo["taken"]["at"] == "2026-11-21T16:15:30.000Z"
    assert hand.complaints == []


def test_a_photo_is_there_after_a_reload(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    take(page, picture("door"))
    page.locator("#q-entrance_photo img[src]").wait_for()

    page.reload()

    page.locator("#q-entrance_photo img[src]").wait_for()


def test_a_photo_can_be_taken_again(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    take(page, picture("blurred"))
    page.locator("#q-entrance_photo img[src]").wait_for()
    image = page.locator("#q-entrance_photo img[src]")
    blurred, shown = kept(hand, submission), str(image.get_attribute("src"))

    take(page, picture("sharp"), "Take again")

    expect(image).not_to_have_attribute("src", shown)
    expect(image).to_have_count(1)
    assert kept(hand, submission) != blurred
    assert len(hand.kept(submission)["photos"]) == 1


def test_a_removed_photo_can_be_brought_back(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    take(page, picture("door"))
    page.locator("#q-entrance_photo img[src]").wait_for()
    before = kept(hand, submission)

    page.get_by_role("button", name="Remove").tap()
    expect(page.locator("#q-entrance_photo img")).to_have_count(0)
    page.get_by_role("button", name="Undo").tap()

    page.locator("#q-entrance_photo img[src]").wait_for()
    assert kept(hand, submission) == before


def test_a_file_that_is_no_photo_is_said(cast: Cast, phone: MakePhone, tmp_path: Path) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 this is no photo")

    take(page, broken)

    expect(page.locator("#q-entrance_photo .trouble")).to_contain_text("Take it again")


def test_a_small_picture_is_not_blown_up(cast: Cast, phone: MakePhone, tmp_path: Path) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)

    take(page, camera_picture(tmp_path / "small.jpg", "small", (640, 480)))

    page.locator("#q-entrance_photo img[src]").wait_for()
    large = Image.open(io.BytesIO(bytes(page.evaluate(_BYTES)[0])))
    assert large.size == (640, 480)


def test_the_way_back_from_the_camera_is_stored_before_it_opens(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    with page.expect_file_chooser():
        page.locator("#q-entrance_photo .camera").tap()

    hand.open()  # the system took the page away; the app is started anew at its first screen

    expect(page.get_by_role("heading", level=1)).to_have_text("The entrance and the welcome")
