"""Fifty records with two hundred photos on a slow phone; the app started without a network.

    python -m tests.bench.outbox_bench [--rounds 5]

Each photo is 300 KB of noise with a real thumbnail, kept by the app itself, once in plain and once
behind the phone's lock. Real Chromium on a profile of its own; it is ended and started again for
each cold start, and the network is gone. The list counts as open once all rows have been painted.
A processor slowed four times; the browser's own start is not counted, only the page's.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.phone_ground import (
    KEEP,
    Ground,
    Work,
    circumstances,
    ground,
    judge,
    photo,
    slow,
    told,
)
from tests.phone.hands import Phone
from tests.phone.kept import Pocket, wait_until_kept

RECORDS, PHOTOS_EACH = 50, 4
OPEN, COLD = 1000, 1000
SIZE = 300_000
# The browser is then done with its own start, which would share the processors with the page's.
STARTING = 2000

# Rows are counted on each frame; the time is that of the frame after which they are all there.
_ROWS = """(rows) => {
  const began = performance.now();
  return new Promise((resolve) => {
    const look = () => setTimeout(() => {
      const there = document.querySelectorAll("a.visit").length >= rows;
      if (there) resolve([performance.now() - began, performance.now()]);
      else requestAnimationFrame(look);
    });
    if (location.hash !== "#/") location.hash = "#/";
    requestAnimationFrame(look);
  });
}"""


def keep(page: Page, stage: Ground) -> None:
    """Fifty reports that wait to be sent, ten at a time: a page should not hold 60 MB twice."""
    one = photo(1)
    shas = [
        [sha256(f"{report} {number}".encode()).hexdigest() for number in range(PHOTOS_EACH)]
        for report in range(RECORDS)
    ]
    facts = {"size": SIZE, "question": "entrance_photo", "taken": None, "place": None}
    reports = [
        {
            "submission": str(submission),
            "changes": {
                "state": "waiting",
                "answers": {"entrance_photo": {"value": own}},
                "photos": [{"sha256": sha} | facts for sha in own],
                "updated": "2026-11-21T10:00:00.000Z",
            },
            "held": [{"sha256": sha, "photo": 0, "size": SIZE} for sha in own],
        }
        for submission, own in zip(stage.submissions, shas, strict=True)
    ]
    for at in range(0, RECORDS, 10):
        page.evaluate(KEEP, {"reports": reports[at : at + 10], "photos": [asdict(one)]})


def opening(page: Page, stage: Ground, rounds: int) -> list[float]:
    """The list from another screen of the app."""
    found = []
    for number in range(rounds):
        place = stage.submissions[number % RECORDS]
        page.evaluate(f"location.hash = '#/visit/{place}'")
        page.locator(".facts").wait_for()
        page.wait_for_timeout(500)
        found.append(page.evaluate(_ROWS, RECORDS)[0])
    return found


def cold(hand: Phone, stage: Ground) -> float:
    """From the beginning of the navigation to the list, in a browser that has just been started."""
    hand.context.set_offline(True)
    hand.page.goto("about:blank")
    hand.page.wait_for_timeout(STARTING)
    slow(hand.page)
    hand.page.goto(f"{stage.server.url}/phone/#/", wait_until="commit")
    taken: float = hand.page.evaluate(_ROWS, RECORDS)[1]
    return taken


def measure(rounds: int) -> list[bool]:
    """All figures."""
    with (
        ground(RECORDS) as stage,
        tempfile.TemporaryDirectory(prefix="pocket-") as profile,
        sync_playwright() as playwright,
    ):
        pocket = Pocket(playwright.chromium, Path(profile), stage.server.url)
        hand = pocket.take_out()
        page = stage.on(hand.context)
        wait_until_kept(page)
        keep(page, stage)
        pocket.put_away()
        starts = []
        for _ in range(rounds):
            hand = pocket.take_out()
            starts.append(cold(hand, stage))
            inside = opening(hand.page, stage, rounds)
            pocket.put_away()
        print(f"{RECORDS} records, {RECORDS * PHOTOS_EACH} photos{'median':>27}{'p95':>8}")
        unthrottled(pocket.take_out(), stage)
        pocket.put_away()
        return [
            judge("the list, from another screen", inside, OPEN),
            judge("cold start without a network, to the list", starts, COLD),
        ]


def unthrottled(hand: Phone, stage: Ground) -> None:
    """The main thread's own work, which does not grow with what else runs here."""
    hand.context.set_offline(True)
    page = hand.page
    page.goto("about:blank")
    work = Work(page)
    page.goto(f"{stage.server.url}/phone/#/", wait_until="commit")
    page.evaluate(_ROWS, RECORDS)
    told("own work x4: cold start", work.since())
    page.evaluate(f"location.hash = '#/visit/{stage.submissions[0]}'")
    page.locator(".facts").wait_for()
    page.wait_for_timeout(1500)
    work.since()
    page.evaluate(_ROWS, RECORDS)
    told("own work x4: the list, from another screen", work.since())


def main() -> None:
    """Run it; exit 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    circumstances()
    raise SystemExit(0 if all(measure(chosen.rounds)) else 1)


if __name__ == "__main__":
    main()
