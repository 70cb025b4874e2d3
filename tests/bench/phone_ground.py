"""What the phone's measures stand on: a server with visits, a slowed page, kept reports, marks.

Reports are put on the phone by the app's own `Records`, imported in the page as the app does it, so
that they lie there exactly as the app would have left them.
"""

from __future__ import annotations

import io
import os
import random
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from audit_forms import Form, load_shipped
from server.database import connect, disconnect
from server.database.schema import migrate_up
from server.kernel.settings import Settings
from server.programmes import commands as programmes
from tests.engines.server import Server
from tests.phone.cast import bring_on

SLOWER = 4
SCREEN: ViewportSize = {"width": 390, "height": 844}

# What the app has open at once is small, so a report is told by its visit and its part in the sync.
KEEP = """async ({ reports, photos }) => {
  const { files } = JSON.parse(document.getElementById("opening").textContent);
  const { Records } = await import(`${files}/app/store/records.js`);
  const { blankDraft } = await import(`${files}/app/store/sheet.js`);
  const sync = await (await fetch("/api/v1/phone/sync")).json();
  const records = await Records.open();
  const bytesOf = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;
  const noise = (size) => {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
    return bytes.buffer;
  };
  for (const { submission, changes, held } of reports) {
    for (const visit of sync.visits) {
      const part = visit.parts.find((one) => one.submission === submission);
      if (!part) continue;
      const draft = blankDraft({ shopper: sync.shopper.id, visit, part });
      await records.restore(Object.assign(draft, changes), held.map(({ sha256, photo, size }) => ({
        sha256, received: false, thumb: bytesOf(photos[photo].thumb),
        bytes: size ? noise(size) : bytesOf(photos[photo].bytes),
      })));
    }
  }
}"""

# From a press to what is on the screen after it: the frame that follows, and the end of its work.
# `paints` are counted by hand from the press, `felt` are the browser's own (steps of 8 ms).
MARKS = """
window.paints = [];
window.felt = [];
let pressed = 0;
const press = (event) => { pressed = event.timeStamp; };
for (const type of ["keydown", "pointerup"]) addEventListener(type, press, true);
for (const type of ["input", "change"]) addEventListener(type, () => requestAnimationFrame(() => {
  const at = pressed;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => window.paints.push(performance.now() - at);
  port2.postMessage(0);
}), true);
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) {
    if (["keydown", "click"].includes(name)) window.felt.push(duration);
  }
}).observe({ type: "event", durationThreshold: 16 });
"""


@dataclass(frozen=True)
class Photo:
    """A photo as the app would have shrunk it, with its thumbnail."""

    sha256: str
    bytes: str
    thumb: str
    size: int


@dataclass(frozen=True)
class Ground:
    """A server, a signed-in shopper, and her reports to be."""

    server: Server
    session: str
    submissions: list[UUID]

    def page(self, browser: Browser, *scripts: str) -> Page:
        """A phone of hers, at its visits, and not slowed yet."""
        context = browser.new_context(viewport=SCREEN, has_touch=True, is_mobile=True)
        return self.on(context, *scripts)

    def on(self, context: BrowserContext, *scripts: str) -> Page:
        """Her phone in a browser of one's own."""
        cookie = {"name": "kit_session", "value": self.session, "url": self.server.url}
        context.add_cookies([cookie])
        for script in scripts:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(f"{self.server.url}/phone/?language=es#/")
        page.locator(".visit").first.wait_for()
        return page


@contextmanager
def ground(visits: int, form: Form | None = None) -> Iterator[Ground]:
    """A server with that many visits, on that form or else on the shipped one."""
    with tempfile.TemporaryDirectory(prefix="phone-bench-") as folder:
        settings = Settings(data=Path(folder) / "data", worker=False)
        settings.data.mkdir()
        connect(settings.database)
        migrate_up()
        cast = bring_on()
        asked = form or load_shipped("five-qualities", 1)
        cast = replace(cast, form=programmes.publish_form(cast.boss, cast.programme, asked))
        submissions = [cast.visit(cast.centro, cast.ines) for _ in range(visits)]
        session = cast.session(cast.ines)
        disconnect()
        server = Server(settings)
        try:
            yield Ground(server, session, submissions)
        finally:
            server.stop()


def slow(page: Page, rate: int = SLOWER) -> None:
    """A processor that many times slower, for this page."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


class Work:
    """What the page's main thread itself has done, times the slow-down, whatever else ran here.

    More than what a person waits for, since it counts what is done after the paint as well.
    """

    def __init__(self, page: Page) -> None:
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._before = self._now()

    def _now(self) -> float:
        found = self._cdp.send("Performance.getMetrics")["metrics"]
        return sum(each["value"] for each in found if each["name"] == "TaskDuration") * 1000

    def since(self, times: int = 1) -> float:
        """Milliseconds for each of so many times, since the last time this was asked."""
        before, self._before = self._before, self._now()
        return (self._before - before) * SLOWER / times


def told(name: str, milliseconds: float) -> None:
    """Print a figure that has no goal."""
    print(f"{name:44}{milliseconds:8.0f}")


def photo(seed: int) -> Photo:
    """A JPEG of the size the app makes, with the noise that makes it as heavy as a real one."""
    dice = random.Random(seed)
    small = Image.frombytes("RGB", (160, 120), dice.randbytes(160 * 120 * 3))
    picture = small.resize((2000, 1500), Image.Resampling.BICUBIC)
    large, thumb = _jpeg(picture, 85), _jpeg(picture.resize((320, 240)), 70)
    packed = [b64encode(each).decode() for each in (large, thumb)]
    return Photo(sha256(large).hexdigest(), packed[0], packed[1], len(large))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()


def judge(name: str, found: list[float], goal: float, unit: str = "ms") -> bool:
    """Print median and p95 beside the goal, which the median has to meet."""
    middle = median(found)
    p95 = quantiles(found, n=20)[-1] if len(found) > 1 else middle
    word = "met" if middle < goal else "NOT MET"
    share = middle / goal
    print(f"{name:44}{middle:8.0f}{p95:8.0f} {unit}  {share:5.2f} of {goal:.0f}  {word}")
    return middle < goal


def circumstances() -> None:
    """What else the machine had to do: figures mean little without it."""
    one, five, _ = os.getloadavg()
    print(f"load {one:.1f} (1 min), {five:.1f} (5 min), {os.cpu_count()} processors")
