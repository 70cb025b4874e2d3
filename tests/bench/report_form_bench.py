"""Writing a long report on a slow phone: from key press to paint, and opening the draft.

    python -m tests.bench.report_form_bench [--rounds 5] [--keys 60]

Two hundred questions of every kind with conditions, once in one section and once in ten, a draft
with eight photos of some 300 KB, real Chromium, a processor slowed four times. A draft counts as
open once the questions in view stand there painted with their answers; how long it then takes until
the whole section is placed is printed beside it.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from playwright.sync_api import CDPSession, Locator, Page, sync_playwright

from tests.bench.phone_ground import (
    KEEP,
    MARKS,
    Ground,
    Work,
    circumstances,
    ground,
    judge,
    photo,
    slow,
    told,
)
from tests.bench.two_hundred import PHOTOS, answers, two_hundred
from tests.engines import programs

PAINT, OPEN, AGAIN, WHOLE = 50, 300, 1000, 5000

# Ends when every question that should stand in view does, and when the whole section is placed.
_OPENING = """({ address, all }) => new Promise((resolve) => {
  const began = address === null ? 0 : performance.now();
  const control = "input, textarea, .camera";
  let seen = null;
  const isFull = (shown) => {
    const inView = shown.filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
    const more = shown.length === all || !inView.includes(shown.at(-1));
    return inView.length && more && inView.every((one) => one.querySelector(control));
  };
  const look = () => {
    const shown = [...document.querySelectorAll(".question")];
    const full = seen !== null || isFull(shown);
    setTimeout(() => {
      if (full && seen === null) seen = performance.now() - began;
      const placed = shown.filter((one) => one.querySelector(control)).length;
      if (seen !== null && placed >= all) resolve([seen, performance.now() - began]);
      else requestAnimationFrame(look);
    });
  };
  if (address !== null) location.hash = address;
  requestAnimationFrame(look);
})"""


def keep(page: Page, submission: str, section: str) -> None:
    """Put the draft on the phone, last seen at its first question."""
    photos = [photo(seed) for seed in range(PHOTOS)]
    held = [{"sha256": each.sha256, "photo": at} for at, each in enumerate(photos)]
    given = answers([each.sha256 for each in photos])
    asking = [id for id, answer in given.items() if isinstance(answer["value"], list)]
    owners = [id for id in asking if len(str(given[id]["value"][0])) == 64]
    facts = [
        {"sha256": one.sha256, "size": one.size, "question": id, "taken": None, "place": None}
        for one, id in zip(photos, owners, strict=True)
    ]
    changes = {
        "answers": given,
        "photos": facts,
        "place": {"section": section, "question": "q0_0"},
    }
    report = {"submission": submission, "changes": changes, "held": held}
    page.evaluate(KEEP, {"reports": [report], "photos": [asdict(each) for each in photos]})


def measure(sections: int, rounds: int, keys: int) -> list[bool]:
    """All figures of one form."""
    with ground(1, two_hundred(sections)) as stage, sync_playwright() as playwright:
        browser = programs.chromium(playwright.chromium)
        page = stage.page(browser, MARKS)
        submission = str(stage.submissions[0])
        keep(page, submission, "round_0")
        print(f"\n200 questions in {sections} section(s){'median':>28}{'p95':>8}")
        unthrottled(page, stage, submission, keys)
        met = opening(page, stage, submission, 200 // sections, rounds)
        met += writing(page, keys)
        browser.close()
    return met


def opening(page: Page, stage: Ground, submission: str, all: int, rounds: int) -> list[bool]:
    """From the list to the questions, and from a page that has just been loaded."""
    slow(page)
    inside, whole, again = [], [], []
    for _ in range(rounds):
        page.goto("about:blank")
        page.goto(f"{stage.server.url}/phone/?language=es#/")
        page.locator(".visit").first.wait_for()
        page.wait_for_timeout(1500)
        seen, placed = page.evaluate(
            _OPENING, {"address": f"#/report/{submission}/round_0", "all": all}
        )
        inside.append(seen)
        whole.append(placed)
        page.wait_for_timeout(500)
        page.reload(wait_until="commit")
        again.append(page.evaluate(_OPENING, {"address": None, "all": all})[0])
    return [
        judge("open from the list", inside, OPEN),
        judge("  until the whole section is there", whole, WHOLE),
        judge("reload, with the page itself", again, AGAIN),
    ]


def writing(page: Page, keys: int) -> list[bool]:
    """Keys in a text, and taps on choices, one after the other as a person would."""
    page.wait_for_timeout(1500)
    area = page.locator("[data-question=q0_10] textarea").first
    area.scroll_into_view_if_needed()
    area.tap()
    page.wait_for_timeout(500)
    page.evaluate("paints.length = felt.length = 0")
    for number in range(keys):
        page.keyboard.press("abcdefgh"[number % 8])
        page.wait_for_timeout(90)
    page.wait_for_timeout(500)
    typed, felt = page.evaluate("[paints, felt]")
    met = [judge("key press to paint", typed, PAINT)]
    judge("  as the browser feels it", felt or [16.0], PAINT)
    return met + tapping(page)


def tapping(page: Page) -> list[bool]:
    """Taps on a choice that others depend on, and on one that none does."""
    finger = page.context.new_cdp_session(page)
    met = []
    for name, question in (("tap on a choice", "q0_8"), ("  on which others depend", "q0_3")):
        steps = page.locator(f"[data-question={question}] .segment")
        steps.nth(2).scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        page.evaluate("paints.length = felt.length = 0")
        for number in range(10):
            tap(page, finger, steps.nth(2 + number % 2))
        taken, felt = page.evaluate("[paints.splice(0), felt.splice(0)]")
        met.append(judge(name, taken, PAINT))
        judge("  as the browser feels it", felt or [16.0], PAINT)
    return met


def tap(page: Page, finger: CDPSession, on: Locator) -> None:
    """As a finger does it, which rests: what it sets off when laid down is not the tap's."""
    box = on.bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    page.wait_for_timeout(250)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    page.wait_for_timeout(120)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(250)


def unthrottled(page: Page, stage: Ground, submission: str, keys: int) -> None:
    """The main thread's own work, which does not grow with what else the machine has to do."""
    page.goto("about:blank")
    page.goto(f"{stage.server.url}/phone/?language=es#/")
    page.locator(".visit").first.wait_for()
    page.wait_for_timeout(2500)
    work = Work(page)
    page.evaluate(_OPENING, {"address": f"#/report/{submission}/round_0", "all": 1})
    told("own work x4: to open", work.since())
    page.wait_for_timeout(4000)
    page.locator("[data-question=q0_10] textarea").first.tap()
    page.wait_for_timeout(1500)
    work.since()
    for number in range(keys):
        page.keyboard.press("abcdefgh"[number % 8])
        page.wait_for_timeout(90)
    told("own work x4: for a key, also after the paint", work.since(keys))


def main() -> None:
    """Run it; exit 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=60)
    chosen = parser.parse_args()
    circumstances()
    met = [each for sections in (1, 10) for each in measure(sections, chosen.rounds, chosen.keys)]
    raise SystemExit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
