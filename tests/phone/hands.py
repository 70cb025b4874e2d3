"""What a shopper does with a phone, in one place: tap, write, take photos, read."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

READ = """submission => new Promise((resolve, reject) => {
  const opened = indexedDB.open("kit");
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const store = opened.result.transaction("drafts").objectStore("drafts");
    store.getAll().onsuccess = (event) => {
      resolve(event.target.result.find((draft) => draft.submission === submission) || null);
      opened.result.close();
    };
  };
})"""

# A loaded machine is slow, and nothing that waits here measures speed.
_PATIENCE = 20_000
LONG_ENOUGH = "The person at the counter looked up, greeted me and asked what I was looking for."


def ask(page: Page, asked: str, told: object = None) -> Any:
    """What a page says; asked again where it starts again by itself before it has answered.

    It does for another shopper and for a newer version of the app. Only for what changes nothing.
    """
    for _ in range(5):
        try:
            return page.evaluate(asked, told)
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_load_state()
    return page.evaluate(asked, told)


class Phone:
    """One browser on a small screen; `complaints` is what its pages have complained of."""

    def __init__(self, context: BrowserContext, base: str, language: str) -> None:
        self.context = context
        self.base = base
        self.language = language
        self.page: Page = context.new_page()
        self.page.set_default_timeout(_PATIENCE)
        self.complaints: list[str] = []
        self.minute = 0
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message: object) -> None:
        text = getattr(message, "text", "")
        # The browser's own words for a network that is not there.
        offline = "Failed to load resource" in text or "when fetching the script" in text
        if getattr(message, "type", "") == "error" and not offline:
            self.complaints.append(text)

    def open(self, place: str = "#/") -> Page:
        """Open the app at a place of its own, as a link would."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.base}/phone/?language={self.language}{place}")
        self.page.locator(".frame, .instore").wait_for()
        return self.page

    def report(self, submission: UUID) -> Page:
        """Open a report."""
        return self.open(f"#/report/{submission}")

    def fill_section(self, pictures: list[Path]) -> None:
        """Answer all that the section asks, also what it asks only after an answer."""
        for _ in range(60):
            question = self._unanswered()
            if question is None:
                return
            self._answer(question, pictures)
        raise AssertionError("the section never ends")

    def fill_report(self, pictures: list[Path]) -> None:
        """Answer section after section until the whole is to be read once more."""
        for _ in range(20):
            self.fill_section(pictures)
            heading = self.page.locator("h1").inner_text()
            self.page.locator(".foot .primary").tap()
            expect(self.page.locator("h1")).not_to_have_text(heading)
            if "/review/" in self.page.url:
                return
        raise AssertionError("the report never ends")

    def send_report(self, pictures: list[Path]) -> str:
        """Fill the open report and send it; the number of its receipt."""
        self.fill_report(pictures)
        self.page.get_by_role("button", name="Send the report").tap()
        return self.receipt_number()

    def correct(self, submission: UUID, question: str, answer: str) -> None:
        """Give another answer in a report that was sent, and send the correction."""
        self.open(f"#/visit/{submission}")
        self.page.get_by_role("button", name="Correct the report").tap()
        self.page.locator(f"#q-{question}").get_by_role("radio", name=answer).tap()
        expect(self.page.locator(".save")).to_have_text("Saved")
        self.open(f"#/review/{submission}")
        self.page.get_by_role("button", name="Send the correction").tap()
        self.receipt_number()

    def _unanswered(self) -> Locator | None:
        done = "q => q.dataset.tried || q.querySelector(':checked') || q.querySelector('img')"
        for question in self.page.locator("main .question").all():
            if not question.evaluate(f"q => Boolean(({done})(q))"):
                question.evaluate("q => { q.dataset.tried = 'yes' }")
                return question
        return None

    def _answer(self, question: Locator, pictures: list[Path]) -> None:
        # Fields of the app's second part keep their place until they have come.
        expect(question.locator(".later")).to_have_count(0)
        if question.locator(".camera").count():
            with self.page.expect_file_chooser() as chooser:
                question.locator(".camera").tap()
            chooser.value.set_files(pictures.pop(0))
            question.locator("img[src]").first.wait_for()
        elif question.locator("[type=time]").count():
            self.minute += 1
            question.locator("[type=time]").fill(f"10:{self.minute:02d}:00")
            question.locator("[type=time]").blur()
        elif question.locator(".segments .segment").count():
            question.locator(".segments .segment").first.tap()
        elif question.locator(".words").count():
            question.locator(".words textarea").fill(LONG_ENOUGH)
        else:
            question.locator("[type=text]").first.fill("2")
        comment = question.locator(".comment textarea")
        if comment.count() and comment.is_visible():
            comment.fill(LONG_ENOUGH)

    def could_not(self, submission: UUID, reason: str = "The store was closed") -> None:
        """Say that a visit could not be done, and send it: the shortest report there is."""
        self.open(f"#/not-done/{submission}")
        self.page.get_by_role("radio", name=reason).tap()
        self.page.get_by_role("button", name="Send").tap()

    def kept(self, submission: UUID) -> dict[str, Any]:
        """What the phone keeps of a report, as it lies in its store."""
        found: dict[str, Any] = ask(self.page, READ, str(submission))
        return found

    def sign_out(self) -> None:
        """The sign-in has expired; the phone does not know yet."""
        self.context.clear_cookies()

    def receipt_number(self) -> str:
        """Wait for the receipt and read its number."""
        number = self.page.locator(".number")
        number.wait_for(timeout=30_000)
        found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", number.inner_text())
        assert found, number.inner_text()
        return found[0]


def camera_picture(path: Path, seed: str, size: tuple[int, int] = (4032, 3024)) -> Path:
    """A picture that no other seed makes, with the noise that makes photos heavy."""
    dice = random.Random(seed)
    small = Image.new("RGB", (126, 95))
    small.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(126 * 95)])
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:21 10:15:30"
    exif.get_ifd(0x8769)[0x9011] = "-06:00"
    small.resize(size, Image.Resampling.BICUBIC).save(path, "JPEG", quality=90, exif=exif)
    return path
