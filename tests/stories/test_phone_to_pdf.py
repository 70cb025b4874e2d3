"""The main job, end to end: from the link on a phone to the scorecard and the region's table."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from server.kernel.ids import part_submission_id
from server.media.models import Media
from server.scores.models import Score
from server.submissions.models import Revision, Submission
from tests.audit_forms.five_qualities_shopper import SECONDS_IN
from tests.cast import Chain
from tests.engines.server import Server
from tests.phone.hands import Phone, camera_picture
from tests.stories.people import PHONE, Desk, sign_in

Town = tuple[Chain, Server]

NOTE = {
    "en": "Please say in the best moment who helped you, and how.",
    "es": "Por favor diga en el mejor momento quién le ayudó y cómo.",
}
BEST = {
    "en": "A woman at the lamps, quick and kind — “take your time”, she said. Ñandú 😀 Wałęsa",
    "es": "Una señora en lámparas, rápida y amable: «tómese su tiempo», dijo. Ñandú 😀 Wałęsa",
}
STAMPS = ("arrived", "greeted", "served", "paid", "left")


@pytest.fixture
def story(browser: Browser, town: Town, tmp_path: Path) -> Iterator[Callable[[str], Story]]:
    """Begins a story in a language."""
    begun: list[Story] = []

    def begin(language: str) -> Story:
        begun.append(Story(browser, town, language, tmp_path))
        return begun[-1]

    yield begin
    for each in begun:
        each.end()


class Story:
    """One visit of Sol's, and everyone who has to do with it."""

    def __init__(self, browser: Browser, town: Town, language: str, folder: Path) -> None:
        self.browser, self.town, self.language, self.folder = browser, town, language, folder
        self.chain, self.server = town
        self.desks: list[Desk] = []
        self._earlier_visits()
        visit = self.chain.plan()
        self.submission: UUID = part_submission_id(visit.id, "visit")
        context = browser.new_context(
            viewport=PHONE, has_touch=True, is_mobile=True, locale=f"{language}-MX"
        )
        self.phone = Phone(context, self.server.url, language)
        sign_in(self.phone.page, self.chain, self.server, shopper=self.chain.sol.id)

    def _earlier_visits(self) -> None:
        """Two of this quarter, so that the third makes a mean with an interval."""
        arrived = datetime.now(UTC) - timedelta(hours=1)
        for staying in (True, False):
            stamps: dict[str, Any] = {
                name: stamp_at(arrived + timedelta(seconds=SECONDS_IN[name])) for name in STAMPS
            }
            stayed: dict[str, Any] = {} if staying else {"way_in_clear": False}
            self.chain.published(stamps | stayed)

    def desk(self, person: Any) -> Desk:
        """A browser in which a person of the chain is signed in."""
        desk = Desk(self.browser, self.town, person.id, self.language)
        self.desks.append(desk)
        return desk

    def pictures(self) -> list[Path]:
        """Two photos of 12 megapixels, as the camera gives them."""
        names = ("door", "shelf")
        return [camera_picture(self.folder / f"{name}.jpg", name) for name in names]

    def end(self) -> None:
        """Close every browser of the story."""
        self.phone.context.close()
        for desk in self.desks:
            desk.context.close()

    # What happens, in order

    def stamp_in_the_store(self) -> None:
        """From my visits through the brief to the dark screen; five taps, one of them undone."""
        page = self.phone.open()
        page.locator(".visits a").first.tap()
        expect(page.locator(".store-name")).to_have_text("Tienda Centro")
        expect(page.locator("main")).to_contain_text(
            {"en": "You are looking for a lamp.", "es": "Busca una lámpara."}[self.language]
        )
        page.locator("a[href^='#/store/']").tap()
        laps = page.locator(".lap")
        expect(laps).to_have_count(5)
        assert "Centro" not in page.locator(".instore").inner_text()
        laps.nth(0).tap()
        laps.nth(1).tap()
        page.locator(".lap-undo").tap()
        for lap in range(1, 5):
            laps.nth(lap).tap()
        expect(page.locator(".lap-time").nth(4)).not_to_be_empty()
        page.locator(".lap-done").tap()

    def report(self) -> str:
        """Fill in all of it by touch, read it once more, send it; the receipt's number."""
        page = self.phone.page
        expect(page.locator(".store-name")).to_have_text("Tienda Centro")
        page.reload()
        self.phone.fill_report(self.pictures())
        page.locator(".foot .primary").tap()
        number = self.phone.receipt_number()
        expect(page.locator(".receipt")).to_contain_text("2/2")
        return number

    def send_back(self) -> None:
        """Rosa looks at the photos and wants to know more."""
        desk = self.desk(self.chain.rosa)
        page = desk.open(f"/reviews/{self.submission}")
        desk.press("/claim")
        shown = page.locator(".photos img")
        expect(shown).to_have_count(2)
        for place in range(2):
            shown.nth(place).scroll_into_view_if_needed()
            page.wait_for_function(
                "place => document.querySelectorAll('.photos img')[place].naturalWidth > 0",
                arg=place,
            )
        page.locator("#note").fill(NOTE[self.language])
        desk.press("/send-back")
        expect(page.locator("main")).not_to_contain_text("Problem")

    def correct(self) -> None:
        """Sol reads the note, writes more, sends a revision."""
        page = self.phone.open(f"#/visit/{self.submission}")
        expect(page.locator(".note")).to_contain_text(NOTE[self.language])
        page.locator(".foot .primary").tap()
        expect(page.locator(".progress")).to_be_visible()
        self.phone.open(f"#/review/{self.submission}")
        page.locator("a[href$='/best_moment']").tap()
        box = page.locator("#q-best_moment textarea").first
        box.fill(BEST[self.language])
        box.blur()
        page.locator(".foot .primary").tap()
        expect(page).to_have_url(re.compile("/review/"))
        page.locator(".foot .primary").tap()
        expect(page.locator(".receipt")).to_be_visible(timeout=30_000)
        expect(page.locator(".receipt")).to_contain_text("2/2")

    def accept(self) -> None:
        """Rosa takes it again, and now it will do."""
        desk = self.desks[0]
        page = desk.open(f"/reviews/{self.submission}")
        desk.press("/claim")
        expect(page.locator("main")).to_contain_text(BEST[self.language][:30])
        desk.press("/accept")
        page.wait_for_load_state()

    def scorecard(self) -> PdfReader:
        """Mateo downloads the newest scorecard."""
        desk = self.desk(self.chain.mateo)
        desk.open("/store/")
        content = desk.download("a[href*='.pdf']", self.folder / "scorecard.pdf")
        assert desk.complaints == []
        return PdfReader(io.BytesIO(content))

    def region(self) -> Page:
        """Regina opens her table."""
        desk = self.desk(self.chain.regina)
        page = desk.open(f"/region/{self.chain.region.id}")
        assert desk.complaints == []
        return page


def stamp_at(instant: datetime) -> dict[str, Any]:
    """The answer that a tap on a phone in Mexico City makes."""
    at = instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"value": {"at": at, "offset": -360, "zone": "America/Mexico_City"}}


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_works(story: Callable[[str], Story], language: str) -> None:
    told = story(language)
    told.stamp_in_the_store()
    number = told.report()
    first = Revision.get(Revision.submission == told.submission)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", number)

    told.send_back()
    told.correct()
    second = Revision.get((Revision.submission == told.submission) & (Revision.number == 2))
    assert second.replaces == first.digest
    told.accept()
    assert Submission.get_by_id(told.submission).state == "accepted"
    score = Score.get(Score.submission == told.submission)

    card = told.scorecard()
    text = "\n".join(page.extract_text() for page in card.pages)
    flat = " ".join(text.split())
    assert "Tienda Centro" in flat
    assert re.search(rf"\b{(score.overall + 50) // 100}\b", flat)
    assert BEST[language][:40] in flat
    assert len(photos_in(card)) == 2
    assert "Sol Méndez" not in text
    assert told.chain.sol.code not in text

    page = told.region()
    row = page.locator("tbody tr", has_text="Tienda Centro")
    expect(row).to_contain_text({"en": "3 visits", "es": "3 visitas"}[language])
    expect(row).to_contain_text(re.compile(r"\d+ (to|a) \d+"))
    assert told.phone.complaints == []


def photos_in(card: PdfReader) -> set[str]:
    """The distinct photos of a PDF, each of more than a thumbnail's size."""
    found = set()
    for page in card.pages:
        for image in page.images:
            with Image.open(io.BytesIO(image.data)) as picture:
                if min(picture.size) >= 200:
                    found.add(hashlib.sha256(image.data).hexdigest())
    return found


def test_what_the_phone_sent_is_whole_and_free_of_its_exif(story: Callable[[str], Story]) -> None:
    told = story("en")
    told.stamp_in_the_store()
    told.report()
    sent = list(Media.select().where(Media.size > 20_000))
    assert len(sent) == 2
    for photo in sent:
        assert max(photo.width, photo.height) <= 2000
        content = (
            told.server.settings.media / "whole" / photo.sha256[:2] / photo.sha256
        ).read_bytes()
        assert hashlib.sha256(content).hexdigest() == photo.sha256
        with Image.open(io.BytesIO(content)) as picture:
            assert not picture.getexif()
