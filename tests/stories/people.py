"""What reviewers, managers and heads do in a browser, and what anybody does with a link."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Page

from server.kernel.actor import system
from server.people import commands as people
from tests.cast import Chain
from tests.engines.server import Server

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def sign_in(page: Page, chain: Chain, server: Server, **who: UUID) -> None:
    """Open a link that was issued just now, and press its one button."""
    token = people.issue_link(system(chain.clock.now()), timedelta(hours=1), **who)
    page.goto(f"{server.url}/in/{token}")
    page.locator("main form button.primary").click()
    page.wait_for_url(lambda url: "/in/" not in url)


class Desk:
    """One signed-in person at a desk. Complaints of the page are kept for the test to read."""

    def __init__(
        self, browser: Browser, town: tuple[Chain, Server], person: UUID, language: str
    ) -> None:
        chain, server = town
        self.base = server.url
        self.language = language
        self.context: BrowserContext = browser.new_context(
            viewport=DESK, locale=f"{language}-MX", accept_downloads=True
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        sign_in(self.page, chain, server, person=person)

    def _listen(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, path: str) -> Page:
        """Open a page in the story's language."""
        self.page.goto(f"{self.base}{path}?language={self.language}")
        return self.page

    def press(self, act: str) -> None:
        """Press the button of the form whose address ends in `act`."""
        self.page.locator(f"form[action$='{act}'] button").first.click()

    def download(self, selector: str, to: Path) -> bytes:
        """Follow a link that is a download; the file's bytes."""
        with self.page.expect_download() as begun:
            self.page.locator(selector).first.click()
        begun.value.save_as(to)
        return to.read_bytes()
