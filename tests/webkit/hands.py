"""What a shopper does with a phone that runs WebKit: tap, write, take photos, read."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.engines.programs import WebKit

Found = TypeVar("Found")
PATIENCE = 75.0
LONG_ENOUGH = "The person at the counter looked up, greeted me and asked what I was looking for."

_READ = """
const [submission, done] = arguments;
const opened = indexedDB.open("kit");
opened.onerror = () => done(String(opened.error));
opened.onsuccess = () => {
  const transaction = opened.result.transaction(["drafts", "photos"]);
  const all = {};
  for (const name of ["drafts", "photos"]) {
    transaction.objectStore(name).getAll().onsuccess = (event) => {
      all[name] = event.target.result.filter((one) => one.submission === submission);
    };
  }
  transaction.oncomplete = () => {
    opened.result.close();
    done({ draft: all.drafts[0] || null, photos: all.photos.map(({ sha256, bytes }) => ({
      sha256, kind: bytes && bytes.constructor.name, size: bytes && bytes.byteLength,
      begins: bytes && Array.from(new Uint8Array(bytes.slice(0, 3))),
    })) });
  };
};
"""
_WATCH = """
window.complaints ||= [];
addEventListener("error", (event) => complaints.push(event.message));
addEventListener("unhandledrejection", (event) => complaints.push(String(event.reason)));
"""
# Nothing has been asked of the server for a second, and all that was begun is stored.
_RESTED = """
const done = arguments[0];
let before = -1;
const asked = () => performance.getEntriesByType("resource").length;
const stored = () => {
  const opened = indexedDB.open("kit");
  opened.onerror = () => done(false);
  opened.onsuccess = () => {
    const names = [...opened.result.objectStoreNames];
    const transaction = opened.result.transaction(names, "readwrite");
    transaction.objectStore(names[0]).count();
    transaction.oncomplete = () => { opened.result.close(); done(true); };
  };
};
const look = () => {
  if (asked() === before) return stored();
  before = asked();
  return setTimeout(look, 1000);
};
look();
"""
_UNANSWERED = """
const open = [...document.querySelectorAll("main .question")].find((question) =>
  !question.dataset.tried && !question.querySelector(":checked, img"));
if (open) open.dataset.tried = "yes";
return open || null;
"""


class Hand:
    """One browser session, which nobody else has used and which leaves nothing behind."""

    def __init__(self, programs: WebKit, base: str) -> None:
        self.base = base
        options = webdriver.WebKitGTKOptions()
        options.binary_location = programs.browser
        options.add_argument("--automation")
        service = webdriver.webkitgtk.service.Service(executable_path=programs.driver)
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.set_window_size(400, 860)
        self.minute = 0

    def close(self) -> None:
        """End the browser."""
        self.driver.quit()

    def sign_in(self, link: str) -> None:
        """Follow the link that the shopper was sent, and press its one button."""
        self.rest()
        self.driver.get(f"{self.base}/in/{link}")
        self.tap("main form button")
        self.until(lambda: "/phone/" in self.driver.current_url, "the app opens after the sign-in")
        # A kept app opens before it knows of the visits, and says so.
        self.until(lambda: self.all(".frame") and not self.all(".notice"), "the visits are known")

    def open(self, place: str) -> None:
        """Open the app at a place of its own, as a link would."""
        self.rest()
        self.leave_for(place)

    def leave_for(self, place: str) -> None:
        """Open it without a look at what the page is still doing."""
        self.driver.get("about:blank")
        self.driver.get(f"{self.base}/phone/?language=en{place}")
        self.all(".frame, .instore", 1)
        self.driver.execute_script(_WATCH)

    def reload(self) -> None:
        """Load the page again."""
        self.rest()
        self.driver.refresh()
        self.all(".frame, .instore", 1)
        self.driver.execute_script(_WATCH)

    def rest(self) -> None:
        """Look at the app until it is at rest, as people do.

        A page that is left while it writes holds up the next in this engine, and one that was left
        while it was being freed does so for good; a test of its own leaves a page so.
        """
        if f"{self.base}/phone/" not in self.driver.current_url:
            return
        with suppress(TimeoutException):
            self.driver.set_script_timeout(20)
            self.driver.execute_async_script(_RESTED)

    @property
    def complaints(self) -> list[str]:
        """What the page has complained of since it was loaded."""
        said: list[str] = self.driver.execute_script("return window.complaints || []")
        return said

    def until(self, holds: Callable[[], Found], sentence: str) -> Found:
        """Wait until something holds; `sentence` says what was waited for."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if found := holds():
                    return found
            except StaleElementReferenceException:
                pass  # The page has drawn itself anew in between.
            time.sleep(0.1)
        raise AssertionError(f"never: {sentence}; {self.complaints}\n{self.text[:1500]}")

    @property
    def text(self) -> str:
        """All that the page shows."""
        return self.driver.find_element(By.TAG_NAME, "body").text

    def all(self, css: str, at_least: int = 0) -> list[WebElement]:
        """The elements on the page; waits for so many."""

        def found() -> list[WebElement]:
            return self.driver.find_elements(By.CSS_SELECTOR, css)

        if at_least:
            self.until(lambda: len(found()) >= at_least, f"{at_least} of {css}")
        return found()

    def tap(self, css: str) -> None:
        """Press the first of what `css` finds, once it is there."""
        self.press(self.all(css, 1)[0])

    def press(self, element: WebElement) -> None:
        """Press an element, as a finger does after scrolling to it."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        self.driver.execute_script("arguments[0].click()", element)

    def tap_words(self, words: str) -> None:
        """Press the button or link that says these words."""
        self.press(self.until(lambda: self._saying(words), f"a button {words!r}"))

    def _saying(self, words: str) -> WebElement | None:
        found = self.all("button, a, label")
        return next((one for one in found if one.text.strip() == words), None)

    def heading(self, text: str) -> None:
        """Wait for the heading."""
        self.until(lambda: self.all("h1") and self.all("h1")[0].text == text, f"heading {text!r}")

    def saved(self) -> None:
        """Wait until the page says that everything is saved."""
        self.until(lambda: [one for one in self.all(".save") if one.text == "Saved"], "Saved")

    def receipt(self) -> str:
        """Wait for the receipt and read its number."""
        return self.all(".number", 1)[0].text.split()[-1]

    def kept(self, submission: UUID) -> dict[str, Any]:
        """The draft and the photos of a report, as they lie in the browser's store."""
        found: dict[str, Any] = self.driver.execute_async_script(_READ, str(submission))
        return found

    def could_not(self, submission: UUID) -> None:
        """Say that a visit could not be done, and send it."""
        self.open(f"#/not-done/{submission}")
        self.tap("[name=why][value=closed]")
        self.tap_words("Send")

    def fill_report(self, pictures: list[Path]) -> None:
        """Answer section after section until the whole is to be read once more."""
        for _ in range(20):
            self._fill_section(pictures)
            known = {"", self.all("h1")[0].text}
            self.tap(".foot .primary")
            self.until(partial(self._other_heading, known), "the next section")
            if "/review/" in self.driver.current_url:
                return
        raise AssertionError("the report never ends")

    def _other_heading(self, known: set[str]) -> bool:
        return self.all("h1")[0].text not in known

    def _fill_section(self, pictures: list[Path]) -> None:
        self.until(lambda: self.all("main .question input, main .question textarea"), "questions")
        while question := self.driver.execute_script(_UNANSWERED):
            self._answer(question, pictures)

    def _answer(self, question: WebElement, pictures: list[Path]) -> None:
        def inside(css: str) -> list[WebElement]:
            return question.find_elements(By.CSS_SELECTOR, css)

        self.until(lambda: not inside(".later"), "its field has come")
        if inside(".camera"):
            inside("[type=file]")[0].send_keys(str(pictures.pop(0)))
            self.until(lambda: inside("img[src]"), "the photo's thumbnail")
        elif inside("[type=time]"):
            self.minute += 1
            self._write(inside("[type=time]")[0], f"10:{self.minute:02d}:00")
        elif inside(".segments .segment"):
            self.press(inside(".segments .segment input")[0])
        elif inside(".words"):
            inside(".words textarea")[0].send_keys(LONG_ENOUGH)
        else:
            inside("[type=text]")[0].send_keys("2")
        comment = inside(".comment textarea")
        if comment and comment[0].is_displayed():
            comment[0].send_keys(LONG_ENOUGH)

    def _write(self, field: WebElement, value: str) -> None:
        """Give a field a value at once: each engine has keys of its own for times."""
        self.driver.execute_script(
            "const [field, value] = arguments; field.value = value;"
            "for (const type of ['input', 'change', 'blur']) "
            "field.dispatchEvent(new Event(type, { bubbles: true }))",
            field,
            value,
        )
