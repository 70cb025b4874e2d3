"""A phone whose storage outlives its browser, and what the browser keeps of the app."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, BrowserType, Error, Page

from tests.engines.programs import CHROMIUM_ARGUMENTS
from tests.phone.hands import READ, Phone, ask

_CACHES = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    kept[name] = {};
    for (const one of await cache.keys()) {
      kept[name][new URL(one.url).pathname] = await (await cache.match(one)).text();
    }
  }
  return kept;
}"""
# The app is kept whole, and so is what it last heard of somebody's visits.
_READY = """async () => {
  const said = async (name) => (await caches.match(name, { cacheName: "kit-using" }))?.text();
  const using = await said("using");
  const whole = using && await caches.match("whole", { cacheName: `kit-${using}` });
  if (!whole || !navigator.serviceWorker.controller) return false;
  return new Promise((resolve) => {
    const opened = indexedDB.open("kit");
    opened.onsuccess = () => {
      const read = (name, count) => opened.result.transaction(name).objectStore(name)[count]();
      read("meta", "getAllKeys").onsuccess = ({ target: meta }) => {
        read("forms", "count").onsuccess = ({ target: forms }) => {
          opened.result.close();
          resolve(meta.result.some((key) => key.startsWith("sync:")) && forms.result > 0);
        };
      };
    };
  });
}"""
_NOTED = """async (name) => (await caches.match(name, { cacheName: "kit-using" }))?.text()"""


def wait_until_kept(page: Page) -> None:
    """Wait until the app would open without a network."""
    wait_until(page, _READY)


def wait_until(page: Page, asked: str, told: object = None) -> None:
    """Ask the page until it says yes; `wait_for_function` takes a promise for a yes."""
    deadline = time.monotonic() + 40
    while not ask(page, asked, told):
        assert time.monotonic() < deadline, asked
        page.wait_for_timeout(100)


def wait_until_stored(page: Page, submission: UUID, what: str) -> None:
    """Wait until the phone has stored a report of which `what` is true: JavaScript about `kept`."""
    wait_until(
        page,
        f"async (id) => {{ const kept = await ({READ})(id); return {what}; }}",
        str(submission),
    )


def caches_of(page: Page) -> dict[str, dict[str, str]]:
    """Name of a cache -> address -> text."""
    found: dict[str, dict[str, str]] = ask(page, _CACHES)
    return found


def noted(page: Page, name: str) -> str | None:
    """What the phone has noted of the app's versions: "using", "newest", "language"."""
    found: str | None = ask(page, _NOTED, name)
    return found


def wait_for_newer(page: Page, than: str) -> str:
    """Wait until a version newer than that one is here whole; its name."""
    wait_until(page, f"async (than) => (await ({_NOTED})('newest')) !== than", than)
    newest = noted(page, "newest")
    assert newest
    return newest


def sign_in(page: Page, base: str, token: str) -> None:
    """Follow a sign-in link and press the button."""
    page.goto(f"{base}/in/{token}")
    page.locator("form button.primary").click()
    page.locator(".frame").wait_for()


class Pocket:
    """A phone in a pocket: its browser is killed and started, its storage stays."""

    def __init__(self, kind: BrowserType, profile: Path, base: str, language: str = "en") -> None:
        self._kind, self._profile, self._base = kind, profile, base
        self.language = language
        self.context: BrowserContext | None = None

    def take_out(self) -> Phone:
        """Start the browser."""
        debian = Path("/usr/bin/chromium")
        options: dict[str, Any] = {"executable_path": debian} if debian.is_file() else {}
        self.context = self._kind.launch_persistent_context(
            self._profile,
            args=list(CHROMIUM_ARGUMENTS),
            chromium_sandbox=False,
            viewport={"width": 360, "height": 740},
            has_touch=True,
            is_mobile=True,
            locale=f"{self.language}-MX",
            **options,
        )
        return Phone(self.context, self._base, self.language)

    def kill(self) -> None:
        """End the browser as a phone short of memory does: at once."""
        assert self.context is not None
        for process in _browsers(self._profile):
            os.kill(process, signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        self.context = None

    def put_away(self) -> None:
        """Close the browser."""
        if self.context:
            self.context.close()


def _browsers(profile: Path) -> list[int]:
    """The browser process of a profile, and not those that it has started."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in words and not any(
            word.startswith(b"--type=") for word in words
        ):
            found.append(int(entry.name))
    return found
