"""A lock: what lies on the phone is encrypted, nothing in plain beside it, and opens again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]

PATIENCE = 60_000
PASSPHRASE = "three green lamps"
MARKER = "Quetzalcoatl-4711"

# Everything that a page can keep, as one text: bytes are read as letters, so that words show.
DUMP = """async () => {
  const letters = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const text = (value) => JSON.stringify(value, (_, part) => {
    if (part instanceof ArrayBuffer) return letters(new Uint8Array(part));
    return part instanceof Uint8Array ? letters(part) : part;
  });
  const asked = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const db = await asked(indexedDB.open("kit"));
  const kept = {};
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    kept[name] = [await asked(store.getAllKeys()), await asked(store.getAll())];
  }
  db.close();
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept[request.url] = await (await cache.match(request)).text();
    }
  }
  kept.databases = (await indexedDB.databases()).map((each) => each.name);
  return text([kept, { ...localStorage }, { ...sessionStorage }]);
}"""


def set_lock(page: Page, passphrase: str = PASSPHRASE) -> None:
    """Set a lock on the screen of this phone."""
    fold = page.locator("details", has_text="Set a lock")
    fold.locator("summary").tap()
    fold.get_by_label("New passphrase").fill(passphrase)
    fold.get_by_label("The same once more").fill(passphrase)
    fold.get_by_role("button", name="Set a lock").tap()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible(timeout=PATIENCE)


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    """Open the lock with a passphrase."""
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Open").tap()


def locked(hand: Phone, place: str = "#/") -> Page:
    """A phone with a lock set from the start, opened at a place."""
    page = hand.open("#/phone")
    page.set_default_timeout(PATIENCE)
    set_lock(page)
    unlock(page)
    page.locator(".panel").first.wait_for(timeout=PATIENCE)
    page.evaluate("place => { location.hash = place }", place)
    return page


def write_marker(page: Page) -> None:
    """Answer a question and say a word that can be found again."""
    question = page.locator("#q-way_in_clear")
    question.locator(".segment").first.tap()
    question.get_by_role("button", name="Add a comment").tap()
    page.keyboard.type(MARKER)
    expect(page.locator(".save")).to_have_text("Saved")


def take_photo(page: Page, picture: Path) -> None:
    """Take the photo of the entrance."""
    with page.expect_file_chooser() as chooser:
        page.locator("#q-entrance_photo .camera").tap()
    chooser.value.set_files(picture)
    page.locator("#q-entrance_photo img[src]").wait_for()


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = locked(hand, f"#/report/{submission}")

    hand.fill_report([picture("door"), picture("shelf")])
    page.get_by_role("button", name="Send the report").tap()

    hand.receipt_number()
    expect(page.locator(".receipt")).to_contain_text("2/2")
    assert hand.complaints == []


def test_a_draft_and_its_photo_are_there_after_unlocking(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = locked(hand, f"#/report/{submission}")
    write_marker(page)
    take_photo(page, picture("door"))

    page.reload()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    assert MARKER not in page.content()
    unlock(page)

    expect(page.locator("#q-way_in_clear textarea")).to_have_value(MARKER)
    page.locator("#q-entrance_photo img[src]").wait_for()
    assert hand.complaints == []


def test_what_was_written_before_is_sealed_when_the_lock_is_set(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.set_default_timeout(PATIENCE)
    write_marker(page)
    take_photo(page, picture("door"))
    dumped = page.evaluate(DUMP)
    assert MARKER in dumped
    assert "JFIF" in dumped

    hand.open("#/phone")
    set_lock(page)

    dumped = page.evaluate(DUMP)
    assert MARKER not in dumped
    assert "JFIF" not in dumped
    assert "gift for a colleague" not in dumped
    assert str(submission) in dumped  # the key it lies under: an id
    unlock(page)
    hand.page.evaluate("id => { location.hash = `#/report/${id}` }", str(submission))
    expect(page.locator("#q-way_in_clear textarea")).to_have_value(MARKER)


def test_another_passphrase_does_not_open_it(cast: Cast, phone: MakePhone) -> None:
    page = phone(cast.ines).open("#/phone")
    set_lock(page)

    unlock(page, "three green lamp")

    expect(page.locator(".passphrase .trouble")).to_have_text(
        "That is not the passphrase. Try again."
    )
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()


def test_a_short_or_mistyped_passphrase_sets_nothing(cast: Cast, phone: MakePhone) -> None:
    page = phone(cast.ines).open("#/phone")
    page.get_by_text("Set a lock", exact=True).first.tap()

    for first, second, said in [("seven77", "seven77", "at least 8"), ("a" * 8, "b" * 8, "same")]:
        page.get_by_label("New passphrase").fill(first)
        page.get_by_label("The same once more").fill(second)
        page.get_by_role("button", name="Set a lock").tap()
        expect(page.locator(".passphrase .trouble").last).to_contain_text(said)

    page.reload()
    expect(page.get_by_text("There is no lock.")).to_be_visible()


def test_the_passphrase_can_be_changed_and_the_lock_removed(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = locked(hand, f"#/report/{submission}")
    write_marker(page)

    page.evaluate("location.hash = '#/phone'")
    page.get_by_text("Change the passphrase").first.tap()
    change = page.locator("details", has_text="Change the passphrase")
    change.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    change.get_by_label("New passphrase").fill("four blue kites")
    change.get_by_label("The same once more").fill("four blue kites")
    change.get_by_role("button").tap()
    expect(change.get_by_role("status")).to_have_text("Done.", timeout=PATIENCE)
    page.reload()
    unlock(page, "four blue kites")
    page.get_by_text("Remove the lock").first.tap()
    remove = page.locator("details", has_text="Remove the lock")
    remove.get_by_label("Passphrase").fill("four blue kites")
    remove.get_by_role("button").tap()

    expect(page.get_by_text("There is no lock.")).to_be_visible(timeout=PATIENCE)
    assert MARKER in page.evaluate(DUMP)
    assert hand.kept(submission)["answers"]["way_in_clear"]["comment"] == MARKER


def test_who_forgot_it_can_only_erase_and_is_told_what_is_lost(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = locked(hand, f"#/report/{submission}")
    write_marker(page)
    page.reload()

    page.get_by_text("Forgot the passphrase?").tap()
    expect(page.locator(".fold")).to_contain_text("1 report is on this phone")
    page.get_by_role("button", name="Erase what is on this phone").tap()
    page.get_by_role("button", name="Yes, erase 1 report for good").tap()

    expect(page.get_by_role("heading", name="My visits")).to_be_attached()
    hand.open("#/phone")
    expect(page.get_by_text("There is no lock.")).to_be_visible()
    assert hand.kept(submission) is None


def test_an_open_window_writes_nothing_in_plain_after_another_has_set_the_lock(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.set_default_timeout(PATIENCE)
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    page.keyboard.type(MARKER)
    expect(page.locator(".save")).to_have_text("Saved")
    other = hand.context.new_page()
    other.set_default_timeout(PATIENCE)
    other.goto(f"{hand.base}/phone/?language=en#/phone")

    set_lock(other)

    expect(page.get_by_role("alert")).to_contain_text("changed in another window")
    page.evaluate("location.hash = '#/'")
    page.wait_for_timeout(1000)
    dumped = other.evaluate(DUMP)
    assert MARKER not in dumped
    page.get_by_role("button", name="Load again").tap()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()


def test_two_windows_do_not_undo_each_other_behind_the_lock(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = locked(hand, f"#/report/{submission}")
    other = hand.context.new_page()
    other.set_default_timeout(PATIENCE)
    other.goto(f"{hand.base}/phone/?language=en#/report/{submission}")
    unlock(other)
    other.locator("#q-greeting .segment").first.wait_for()

    page.locator("#q-way_in_clear .segment").first.tap()
    other.locator("#q-greeting .segment").first.tap()
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    page.keyboard.type("Half a sentence", delay=5)
    for each in (page, other):
        expect(each.locator(".save")).to_have_text("Saved")

    other.reload()
    unlock(other)
    expect(other.locator("#q-greeting input:checked")).to_have_count(1)
    expect(other.locator("#q-way_in_clear input:checked")).to_have_count(1)
    expect(other.locator("#q-way_in_clear textarea")).to_have_value("Half a sentence")


def test_it_locks_by_itself_after_a_quarter_of_an_hour_out_of_sight(
    cast: Cast, phone: MakePhone
) -> None:
    hand = phone(cast.ines)
    in_sight = "{ get: () => window.seen || 'visible' }"
    hand.context.add_init_script(f"Object.defineProperty(document, 'visibilityState', {in_sight})")
    page = locked(hand)
    expect(page.get_by_role("heading", name="My visits")).to_be_attached()
    page.clock.install()

    sight = "seen => { window.seen = seen; document.dispatchEvent(new Event('visibilitychange')) }"
    page.evaluate(sight, "hidden")
    page.clock.fast_forward("14:00")
    page.evaluate(sight, "visible")
    expect(page.get_by_role("heading", name="My visits")).to_be_attached()
    page.evaluate(sight, "hidden")
    page.clock.fast_forward("15:01")

    expect(page.get_by_role("heading", name="Locked")).to_be_visible(timeout=PATIENCE)


def test_it_opens_without_a_network(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open("#/phone")
    page.set_default_timeout(PATIENCE)
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.evaluate("id => { location.hash = `#/report/${id}` }", str(submission))
    write_marker(page)
    hand.open("#/phone")
    set_lock(page)

    hand.context.set_offline(True)
    page.reload()
    unlock(page)
    page.evaluate("id => { location.hash = `#/report/${id}` }", str(submission))

    expect(page.locator("#q-way_in_clear textarea")).to_have_value(MARKER, timeout=PATIENCE)


def test_over_plain_http_it_says_why_there_is_no_lock(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    hand.context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")

    page = hand.open("#/phone")

    expect(page.get_by_text("A lock needs a secure address (https).")).to_be_visible()
    expect(page.get_by_text("Set a lock", exact=True)).to_have_count(0)
