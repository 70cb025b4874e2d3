"""Cases of what was written and was not there any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.offline_cases import case
from tests.phone.offline_cases.ready import put_in_outbox
from tests.phone.test_lock import DUMP, MARKER, locked, write_marker
from tests.phone.test_photos import take
from tests.phone.test_rescue import save
from tests.phone.test_storage import OPENED, PRIVATE, PROMISED, answer_one

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]
SLOW = 60_000

_LARGEST = """() => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    const all = opened.result.transaction("photos").objectStore("photos").getAll();
    all.onsuccess = async () => {
      opened.result.close();
      const picture = await createImageBitmap(new Blob([all.result[0].bytes]));
      resolve(Math.max(picture.width, picture.height));
    };
  };
})"""


@case("localForage/localForage#943")
def test_where_the_browser_may_erase_unsent_work_it_is_said_with_the_days(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(PROMISED.replace("{answer}", "false"))
    page = hand.report(submission)
    answer_one(page)
    page.goto(f"{hand.base}/phone/static/x/icons/none.png")
    page.evaluate(OPENED, 6)

    hand.open("#/")
    expect(page.locator(".notice")).to_contain_text("6 days ago", timeout=SLOW)
    hand.open("#/phone")

    panel = page.locator(".panel").first
    expect(panel).to_contain_text("The browser may erase what this page saves", timeout=SLOW)
    expect(panel).to_contain_text("1 report not sent yet")


@case("enketo/enketo#1050")
def test_a_private_window_works_and_says_that_closing_it_loses_the_draft(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(PRIVATE)
    page = hand.report(submission)
    answer_one(page)

    hand.open("#/")

    expect(page.locator(".notice")).to_contain_text("Private window: closing it", timeout=SLOW)
    assert hand.kept(submission)["answers"]


@case("kobotoolbox/docs#45")
def test_what_waits_can_be_saved_to_a_file_also_without_a_network(
    cast: Cast, phone: MakePhone, tmp_path: Path
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.open()
    hand.context.route("**/api/v1/**", lambda route: route.abort())
    put_in_outbox(hand, cast, submission)

    file = save(hand, tmp_path / "notes.json")

    assert file.stat().st_size > 1000
    assert hand.kept(submission)["state"] in {"waiting", "sending"}


@case("sleepepi/slice#116, opensrp/fhircore#3842")
def test_an_expired_sign_in_never_touches_a_draft_and_it_goes_on_after_signing_in(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    answer_one(page)
    page.wait_for_timeout(1500)
    hand.sign_out()
    page.reload()
    expect(page.locator("#q-way_in_clear :checked")).to_have_count(1)
    hand.could_not(submission)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()

    session = {"name": "kit_session", "value": cast.session(cast.ines), "url": hand.base}
    hand.context.add_cookies([session])
    hand.open(f"#/send/{submission}")

    hand.receipt_number()
    assert hand.kept(submission)["answers"]


@case("kobotoolbox/kpi#4244")
def test_a_giant_photo_is_made_small_on_the_phone(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)
    giant = picture("door")
    assert max(Image.open(giant).size) > 4000

    take(page, giant)
    page.locator("#q-entrance_photo img[src]").wait_for(timeout=SLOW)

    assert 0 < page.evaluate(_LARGEST) <= 2000


@case("kobotoolbox/enketo-express#399, hotosm/field-tm#2740")
def test_all_is_saved_before_the_camera_opens_and_comes_back_at_the_same_question(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    answer_one(page)
    with page.expect_file_chooser():
        page.locator("#q-entrance_photo .camera").tap()

    hand.open()  # The system took the page away.

    expect(page.get_by_role("heading", level=1)).to_have_text("The entrance and the welcome")
    expect(page.locator("#q-entrance_photo .camera")).to_be_in_viewport()
    expect(page.locator("#q-way_in_clear :checked")).to_have_count(1)


@case("enketo/enketo#1057")
def test_behind_a_lock_no_answer_lies_on_the_phone_in_plain(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = locked(phone(cast.ines), f"#/report/{submission}")

    write_marker(page)

    assert MARKER not in page.evaluate(DUMP)
