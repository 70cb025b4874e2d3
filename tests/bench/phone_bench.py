"""How soon a shopper can answer the first question on a slow phone, and the bytes that takes.

    python -m tests.bench.phone_bench [--rounds 5] [--language es]

The real server and a real Chromium with nothing in its cache, which opens a link to a report as a
signed-in shopper: 400 kbit/s, 400 ms to each answer, a processor slowed six times, 390x844. The
question counts as answerable once it has been painted, a finger at its control would reach it, and
the progress line says that an answer is taken. Absolute figures drift with the machine; what other
survey programs took, measured alike, stands beside ours as a ratio.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from server.database import connect, disconnect
from server.database.schema import migrate_up
from server.kernel.settings import Settings
from tests.engines import programs
from tests.engines.server import Server
from tests.phone.cast import bring_on

SECONDS, BYTES = 1.6, 25_000
# name: seconds and bytes until its first question, recorded when this was planned.
PEERS = {"Enketo": (7.5, 291_000), "SurveyJS": (10.2, 417_000), "ODK Web Forms": (27.1, 1_257_000)}

LINK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 6
SCREEN = {"width": 390, "height": 844}
# Longer than the app waits before it asks what is new.
QUIET = 6.0

# After each frame: is there a question, is its control what a finger at its middle would touch, and
# is an answer given there taken? The time is that of the answer which was.
_ANSWERED = """
window.answered = new Promise((resolve) => {
  const answer = (control) => {
    if (control.type !== "time") return control.click();
    control.value = "10:05:00";
    return control.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const look = () => {
    const control = document.querySelector(".question input");
    const again = () => requestAnimationFrame(look);
    if (!control) return again();
    return setTimeout(() => {
      const box = control.getBoundingClientRect();
      const touched = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const at = performance.now();
      if (touched === control) answer(control);
      if (/^1 /.test(document.querySelector(".progress-text").textContent)) resolve(at);
      else again();
    });
  };
  requestAnimationFrame(look);
});
"""
_IN_TIME = """Promise.race([window.answered, new Promise((_, reject) =>
  setTimeout(() => reject(new Error("no question could be answered in a minute")), 60000))])"""


@dataclass
class Load:
    """One load of the page, as the browser's own network log tells it."""

    opened: float = 0.0
    seconds: float = 0.0
    asked: dict[str, float] = field(default_factory=dict)
    wire: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    clock: float = 0.0
    last: float = field(default_factory=time.monotonic)

    def watch(self, page: Page) -> None:
        """Slow the page down, and listen."""
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.send("Network.emulateNetworkConditions", LINK)
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        cdp.on("Network.requestWillBeSent", self._asked)
        cdp.on("Network.loadingFinished", self._finished)

    def _asked(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            return
        if not self.asked:
            self.clock = event["wallTime"] - event["timestamp"]
        self.asked[event["requestId"]] = self.clock + event["timestamp"]
        self.names[event["requestId"]] = event["request"]["url"]
        self.last = time.monotonic()

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.asked:
            self.wire[event["requestId"]] = int(event["encodedDataLength"])
            self.last = time.monotonic()

    @property
    def answered(self) -> float:
        """When the first question could be answered, `seconds` after the navigation began."""
        return self.opened + self.seconds

    @property
    def first(self) -> int:
        """Bytes with headers of all that was asked for until then."""
        return sum(self.wire[id] for id, asked in self.asked.items() if asked < self.answered)

    @property
    def whole(self) -> int:
        """Bytes with headers until the page has come to rest."""
        return sum(self.wire.values())


@contextmanager
def served() -> Iterator[tuple[str, str, str]]:
    """A server, a shopper's session, and where her report is."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data")
        settings.data.mkdir()
        connect(settings.database)
        migrate_up()
        cast = bring_on()
        submission = cast.visit(cast.centro, cast.ines)
        session = cast.session(cast.ines)
        disconnect()
        server = Server(settings)
        try:
            yield server.url, session, f"#/report/{submission}"
        finally:
            server.stop()


def load(browser: Browser, url: str, session: str, address: str) -> Load:
    """One load with an empty cache, until the page is at rest."""
    context = browser.new_context(viewport=SCREEN, has_touch=True, is_mobile=True)
    context.add_cookies([{"name": "kit_session", "value": session, "url": url}])
    context.add_init_script(_ANSWERED)
    page = context.new_page()
    seen = Load()
    seen.watch(page)
    page.goto(url + address, wait_until="commit")
    seen.seconds = page.evaluate(_IN_TIME) / 1000
    seen.opened = page.evaluate("performance.timeOrigin") / 1000
    while time.monotonic() - seen.last < QUIET:
        page.wait_for_timeout(200)
    context.close()
    return seen


def report(loads: list[Load]) -> bool:
    """Print medians, goals and ratios; whether both goals are met."""
    seconds, first, whole = (
        median(getattr(each, name) for each in loads) for name in ("seconds", "first", "whole")
    )
    print(f"{'':16}{'seconds':>10}{'bytes':>12}{'bytes at rest':>16}")
    print(f"{'ours':16}{seconds:10.2f}{first:12,.0f}{whole:16,.0f}")
    print(f"{'wanted under':16}{SECONDS:10.2f}{BYTES:12,}")
    print(f"all rounds: {', '.join(f'{each.seconds:.2f}' for each in loads)} s\n")
    for name, (taken, size) in PEERS.items():
        print(f"{name:16}{taken / seconds:8.1f} x{size / first:10.1f} x  of ours")
    for id, name in loads[-1].names.items():
        when = "" if loads[-1].asked[id] < loads[-1].answered else "  (later)"
        print(f"  {loads[-1].wire[id]:>8,}  {name.partition('/phone/')[2] or name}{when}")
    return seconds < SECONDS and first < BYTES


def main() -> None:
    """Run it; exit 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--language", choices=("en", "es"), default="es")
    chosen = parser.parse_args()
    with served() as (url, session, place), sync_playwright() as playwright:
        browser = programs.chromium(playwright.chromium)
        address = f"/phone/?language={chosen.language}{place}"
        loads = [load(browser, url, session, address) for _ in range(chosen.rounds)]
        browser.close()
    raise SystemExit(0 if report(loads) else 1)


if __name__ == "__main__":
    main()
