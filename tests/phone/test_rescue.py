"""Everything in one file: saved on one phone, taken in by another or by the server, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from server.files import Folder
from server.people.models import DeviceKey
from server.submissions.models import Revision
from server.visits.models import Visit, VisitPart
from tests.cli.started import Ended, audit_kit
from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.hands import Phone, ask
from tests.phone.test_lock import locked
from tests.phone.test_moments import WORDS, arrived, begin, fill, log

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]
PASSPHRASE = "caminito de la escuela"
_SLOW = 60_000


def part_from_server(hand: Phone, away: bool) -> None:
    """Take a phone's line to the server away, or give it back."""
    if away:
        hand.context.route("**/api/v1/**", lambda route: route.abort())
    else:
        hand.context.unroute("**/api/v1/**")


def known(hand: Phone, devices: int = 1) -> None:
    """Wait until the server knows this phone's keys, and the phone knows that it does."""
    for _ in range(_SLOW // 250):
        if ask(hand.page, _KNOWN, devices):
            return
        hand.page.wait_for_timeout(250)
    raise AssertionError("the server never got to know this phone")


_KNOWN = """(devices) => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    const all = opened.result.transaction("meta").objectStore("meta").getAll();
    all.onsuccess = () => {
      opened.result.close();
      resolve(all.result.filter((one) => one?.known).length === devices);
    };
  };
})"""


def fold(page: Page, name: str) -> Any:
    """Unfold a part of the panel."""
    box = page.locator("details.fold", has=page.get_by_text(name, exact=False)).first
    if not box.evaluate("box => box.open"):
        box.locator("summary").tap()
    return box


def save(hand: Phone, place: Path) -> Path:
    """Save everything to a file, as a shopper does."""
    return make_file(hand.open("#/phone"), place)


def make_file(page: Page, place: Path) -> Path:
    """Make the file on the screen of this phone, and download it."""
    box = fold(page, "to a file")
    for field in box.locator("[type=password]").all():
        field.fill(PASSPHRASE)
    box.get_by_role("button", name="Make the file").tap()
    with page.expect_download(timeout=_SLOW) as download:
        box.get_by_role("link", name="Download").tap(timeout=_SLOW)
    assert download.value.suggested_filename.startswith("notes-")
    download.value.save_as(place)
    return place


def look_into(hand: Phone, file: Path, passphrase: str = PASSPHRASE) -> Any:
    """Choose a file and its passphrase, up to what the app says of it."""
    page = hand.open("#/phone")
    box = fold(page, "Load a file")
    box.locator("[type=file]").set_input_files(file)
    box.locator("[type=password]").fill(passphrase)
    box.get_by_role("button", name="Show what is in it").tap()
    expect(box.locator("[role=status]").first).not_to_have_text(
        "This takes a moment…", timeout=_SLOW
    )
    return box


def load(hand: Phone, file: Path) -> Any:
    """Load a file."""
    box = look_into(hand, file)
    box.get_by_role("button", name="Load 1 report").tap()
    expect(box).to_contain_text("1 report is now on this phone", timeout=_SLOW)
    return box


def rescue(server: Server, file: Path, *options: str) -> Ended:
    """`audit-kit rescue FILE`."""
    words = file.with_suffix(".words")
    words.write_text(PASSPHRASE, encoding="utf-8")
    command = ("rescue", file, "--data", server.settings.data, "--passphrase-file", words)
    return audit_kit(*command, *options)


@pytest.fixture
def waiting(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> tuple[UUID, Phone, dict[str, bytes]]:
    """A report with two photos that waits on a phone without a line, and the photos' bytes."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    known(hand)
    hand.fill_report([picture("door"), picture("shelf")])
    part_from_server(hand, True)
    page.get_by_role("button", name="Send the report").tap()
    page.wait_for_function("() => location.hash.startsWith('#/send/')")
    expect(page.locator("h1")).not_to_be_empty()
    page.wait_for_timeout(1500)
    photos = {name: bytes(raw) for name, raw in page.evaluate(_PHOTOS).items()}
    assert len(photos) == 2
    return submission, hand, photos


_PHOTOS = """() => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    const all = opened.result.transaction("photos").objectStore("photos").getAll();
    all.onsuccess = () => {
      opened.result.close();
      const bytes = (one) => Array.from(new Uint8Array(one.bytes));
      resolve(Object.fromEntries(all.result.map((one) => [one.sha256, bytes(one)])));
    };
  };
})"""


def photo_on(server: Server, name: str) -> bytes:
    """A photo as the server has it."""
    return Folder(server.settings.media).read(name)


def body_of(submission: UUID) -> bytes:
    """The only revision that the server has of a report."""
    return bytes(Revision.get(Revision.submission == submission).body)


def test_it_works(
    cast: Cast,
    phone: MakePhone,
    phone_server: Server,
    waiting: tuple[UUID, Phone, dict[str, bytes]],
    tmp_path: Path,
) -> None:
    submission, first, photos = waiting
    file = save(first, tmp_path / "notes.json")
    body = first.kept(submission)["body"]

    second = phone(cast.ines)
    load(second, file)
    second.open(f"#/send/{submission}")
    number = second.receipt_number()
    assert body_of(submission) == body.encode()
    for name, content in photos.items():
        assert photo_on(phone_server, name) == content

    part_from_server(first, False)
    first.open(f"#/send/{submission}")
    assert first.receipt_number() == number
    receipts = [hand.kept(submission)["receipt"] for hand in (first, second)]
    assert receipts[0]["digest"] == receipts[1]["digest"] == sha256(body.encode()).hexdigest()
    assert receipts[0]["received_at"] == receipts[1]["received_at"]
    assert Revision.select().where(Revision.submission == submission).count() == 1
    assert first.complaints == second.complaints == []


def test_the_server_takes_it_in_and_the_phone_gets_the_same_receipt(
    phone_server: Server, waiting: tuple[UUID, Phone, dict[str, bytes]], tmp_path: Path
) -> None:
    submission, hand, photos = waiting
    file = save(hand, tmp_path / "notes.json")
    done = rescue(phone_server, file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 stored" in done.stdout
    assert body_of(submission) == hand.kept(submission)["body"].encode()
    for name, content in photos.items():
        assert photo_on(phone_server, name) == content
    assert "was already here" in rescue(phone_server, file).stdout

    part_from_server(hand, False)
    hand.open(f"#/send/{submission}")
    hand.receipt_number()
    assert hand.kept(submission)["receipt"]["photos"]["missing"] == []
    assert Revision.select().where(Revision.submission == submission).count() == 1


def test_what_was_refused_is_taken_in_once_the_reason_is_gone(
    cast: Cast, phone: MakePhone, phone_server: Server, tmp_path: Path
) -> None:
    """The visit was another shopper's for a while."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    known(hand)
    mine = VisitPart.get(VisitPart.submission == submission).visit
    Visit.update(shopper=cast.tomas).where(Visit.id == mine).execute()
    page.get_by_role("radio", name="The store was closed").tap()
    page.get_by_role("button", name="Send").tap()
    expect(page.locator("h1")).to_have_text("Needs your attention", timeout=_SLOW)
    file = save(hand, tmp_path / "notes.json")
    Visit.update(shopper=cast.ines).where(Visit.id == mine).execute()

    assert "1 stored" in rescue(phone_server, file).stdout
    assert body_of(submission) == hand.kept(submission)["body"].encode()


def test_a_report_that_is_not_finished_goes_on_at_the_same_question(
    cast: Cast, phone: MakePhone, phone_server: Server, tmp_path: Path
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    first = phone(cast.ines)
    page = first.report(submission)
    known(first)
    page.locator(".segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")
    file = save(first, tmp_path / "notes.json")
    kept = first.kept(submission)
    assert "not finished; load the file" in " ".join(rescue(phone_server, file).stdout.split())

    second = phone(cast.ines)
    load(second, file)
    panels = second.page.locator(".panel")
    expect(panels.first).to_contain_text("1 report not sent yet")
    expect(panels.nth(1)).to_contain_text("Save 1 report to a file")
    expect(panels.nth(1)).not_to_contain_text("will be loaded")
    expect(panels.nth(1).get_by_text("1 report is now on this phone")).to_be_focused()
    loaded = second.kept(submission)
    for name in ("answers", "place", "updated", "revision", "form"):
        assert loaded[name] == kept[name]
    second.report(submission)
    expect(second.page.locator(".segment :checked")).to_have_count(1)


def test_a_moment_is_in_the_file_too(
    cast: Cast, phone: MakePhone, phone_server: Server, tmp_path: Path
) -> None:
    cast.visit(cast.norte, cast.ines)
    first = phone(cast.ines)
    page = first.open()
    known(first)
    part_from_server(first, True)
    moment = begin(page)
    fill(page)
    log(page)
    file = save(first, tmp_path / "notes.json")

    second = phone(cast.ines)
    load(second, file)
    assert arrived(second, moment).words == WORDS
    assert "was already here" in rescue(phone_server, file).stdout


def test_an_older_copy_never_replaces_a_newer_one(
    cast: Cast, phone: MakePhone, tmp_path: Path
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.locator(".segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")
    file = save(hand, tmp_path / "notes.json")
    assert "Already on this phone" in look_into(hand, file).inner_text()

    page = hand.report(submission)
    page.locator(".segment").nth(1).tap()
    expect(page.locator(".save")).to_have_text("Saved")
    answers = hand.kept(submission)["answers"]
    box = look_into(hand, file)
    expect(box.locator(".rescued")).to_contain_text("Older than here")
    expect(box.get_by_role("button", name="Load 1 report")).to_have_count(0)
    assert hand.kept(submission)["answers"] == answers


def test_another_shoppers_file_is_refused(cast: Cast, phone: MakePhone, tmp_path: Path) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.report(submission).locator(".segment").first.tap()
    expect(hand.page.locator(".save")).to_have_text("Saved")
    file = save(hand, tmp_path / "notes.json")
    other = phone(cast.tomas)
    box = look_into(other, file)
    expect(box).to_contain_text("This file is of another shopper")
    assert other.kept(submission) is None


def test_what_is_wrong_with_a_file_is_said(cast: Cast, phone: MakePhone, tmp_path: Path) -> None:
    hand = phone(cast.ines)
    hand.report(cast.visit(cast.centro, cast.ines)).locator(".segment").first.tap()
    expect(hand.page.locator(".save")).to_have_text("Saved")
    file = save(hand, tmp_path / "notes.json")
    expect(look_into(hand, file, "caminito")).to_contain_text("That is not the passphrase")
    text = file.read_text()
    outer = json.loads(text)
    outer["sealed"] = ("B" if outer["sealed"][0] == "A" else "A") + outer["sealed"][1:]
    wrong = {
        "cut short or changed": [text[:-100], json.dumps(outer, separators=(",", ":"))],
        "newer version": [text.replace('"version":1', '"version":7', 1)],
        "not saved by this app": ["{}", "notes"],
    }
    for sentence, texts in wrong.items():
        for number, content in enumerate(texts):
            (tmp_path / f"{number}.json").write_text(content)
            expect(look_into(hand, tmp_path / f"{number}.json")).to_contain_text(sentence)


def test_a_passphrase_must_be_long_and_written_twice(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    hand.report(cast.visit(cast.centro, cast.ines)).locator(".segment").first.tap()
    expect(hand.page.locator(".save")).to_have_text("Saved")
    box = fold(hand.open("#/phone"), "to a file")
    first, second = box.locator("[type=password]").all()
    first.fill("short")
    box.get_by_role("button", name="Make the file").tap()
    expect(box.locator("[role=status]")).to_have_text("Write at least 8 characters.")
    first.fill(PASSPHRASE)
    second.fill(PASSPHRASE + "s")
    box.get_by_role("button", name="Make the file").tap()
    expect(box.locator("[role=status]")).to_contain_text("not the same")
    expect(box.get_by_role("link", name="Download")).to_have_count(0)


def test_a_locked_phone_saves_what_it_keeps_sealed(
    cast: Cast, phone: MakePhone, phone_server: Server, tmp_path: Path
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    first = phone(cast.ines)
    first.open()
    known(first)
    page = locked(first, f"#/report/{submission}")
    page.locator(".segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved", timeout=_SLOW)
    page.evaluate("location.hash = '#/phone'")
    file = make_file(page, tmp_path / "notes.json")
    assert "0 refused" in rescue(phone_server, file).stdout

    second = phone(cast.ines)
    load(second, file)
    assert len(second.kept(submission)["answers"]) == 1
    assert first.complaints == second.complaints == []


def test_two_shoppers_on_one_phone_are_two_devices(
    cast: Cast, phone: MakePhone, phone_server: Server
) -> None:
    hand = phone(cast.ines)
    hand.open()
    known(hand)
    token = {"name": "kit_session", "value": cast.session(cast.tomas), "url": phone_server.url}
    hand.context.clear_cookies()
    hand.context.add_cookies([token])
    hand.open()
    known(hand, devices=2)
    rows = DeviceKey.select().where(DeviceKey.shopper.in_([cast.ines, cast.tomas]))
    assert {row.shopper_id for row in rows} == {cast.ines, cast.tomas}
    assert len({row.id for row in rows}) == 2
    assert all(set(row.key) == {"kty", "crv", "x", "y"} for row in rows)


def test_over_plain_http_it_says_that_it_needs_https(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    hand.context.add_init_script('Object.defineProperty(crypto, "subtle", { value: undefined })')
    page = hand.open("#/phone")
    expect(page.locator("main, body").first).to_contain_text("needs a secure address (https)")
    expect(page.get_by_text("Load a file")).to_have_count(0)
