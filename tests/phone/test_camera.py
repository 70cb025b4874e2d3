"""The camera takes the page away, and the browser dies meanwhile: back at the same question."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.engines.programs import CHROMIUM_ARGUMENTS
from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.hands import LONG_ENOUGH, Phone

PATIENCE = 60_000


def browsers_of(profile: Path) -> list[int]:
    """The processes that run on one profile; nobody else's."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            command = (each / "cmdline").read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in command:
            found.append(int(each.name))
    return found


def kill(profile: Path) -> None:
    """End the browser as the system does when memory runs out: at once."""
    for process in browsers_of(profile):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    while browsers_of(profile):
        time.sleep(0.1)
    for left in profile.glob("Singleton*"):
        left.unlink()


@pytest.fixture
def start(browser: Browser, phone_server: Server, cast: Cast) -> Iterator[Callable[[Path], Phone]]:
    """Starts a phone whose browser keeps its profile on disk."""
    opened: list[BrowserContext] = []

    def begin(profile: Path) -> Phone:
        context = browser.browser_type.launch_persistent_context(
            profile,
            executable_path=browser_path(),
            args=list(CHROMIUM_ARGUMENTS),
            chromium_sandbox=False,
            viewport={"width": 360, "height": 740},
            has_touch=True,
            is_mobile=True,
        )
        opened.append(context)
        session = cast.session(cast.ines)
        context.add_cookies([{"name": "kit_session", "value": session, "url": phone_server.url}])
        hand = Phone(context, phone_server.url, "en")
        hand.page.set_default_timeout(PATIENCE)
        return hand

    yield begin
    for context in opened:
        context.close()


def browser_path() -> str | None:
    """Debian's Chromium where it is there, playwright's own otherwise."""
    debian = "/usr/bin/chromium"
    return debian if Path(debian).is_file() else None


def at_the_entrance_photo(hand: Phone, submission: UUID) -> None:
    """Write something, and open the camera of the entrance."""
    page = hand.report(submission)
    page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    page.locator("#q-way_in_clear textarea").fill(LONG_ENOUGH)
    expect(page.locator(".save")).to_have_text("Saved")
    page.locator("#q-entrance_photo .camera").wait_for()
    with page.expect_file_chooser():
        page.locator("#q-entrance_photo .camera").tap()


@pytest.mark.parametrize("place", ["#/", "the same"])
def test_it_works(start: Callable[[Path], Phone], cast: Cast, tmp_path: Path, place: str) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    profile = tmp_path / "profile"
    hand = start(profile)
    at_the_entrance_photo(hand, submission)
    where = hand.page.url.partition("#")[2]

    kill(profile)
    again = start(profile)
    page = again.open("#/" if place == "#/" else f"#{where}")

    expect(page.get_by_role("heading", level=1)).to_have_text("The entrance and the welcome")
    question = page.locator("#q-entrance_photo")
    expect(question).to_contain_text("the photo did not arrive", timeout=PATIENCE)
    expect(question.get_by_role("button", name="Take the photo again")).to_be_in_viewport()
    expect(page.locator("#q-way_in_clear textarea")).to_have_value(LONG_ENOUGH)
    assert again.complaints == []


def test_after_a_photo_that_came_nothing_is_asked_again(
    start: Callable[[Path], Phone], cast: Cast, tmp_path: Path, picture: Callable[[str], Path]
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    profile = tmp_path / "profile"
    hand = start(profile)
    page = hand.report(submission)
    page.locator("#q-entrance_photo .camera").wait_for()
    with page.expect_file_chooser() as chooser:
        page.locator("#q-entrance_photo .camera").tap()
    chooser.value.set_files(picture("door"))
    page.locator("#q-entrance_photo img[src]").wait_for()
    page.wait_for_timeout(1000)

    kill(profile)
    again = start(profile)

    page = again.open("#/")
    expect(page.get_by_role("heading", name="My visits")).to_be_attached()
    again.report(submission)
    page.locator("#q-entrance_photo img[src]").wait_for()
    expect(page.locator("#q-entrance_photo")).not_to_contain_text("did not arrive")
