"""The README's pictures, made by the product itself: `python -m tests.pictures`.

Starts the demo in a directory of its own, opens it in a browser, and writes PNGs below
server/demo/pictures/. Run it again when a page has changed its looks.
"""

from __future__ import annotations

import io
import tempfile

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cli.started import ROOT, Running
from tests.engines import programs

PICTURES = ROOT / "server" / "demo" / "pictures"
LARGEST = 120_000


def main() -> None:
    """Make all three pictures."""
    with (
        tempfile.TemporaryDirectory() as data,
        Running("demo", "--data", data) as demo,
        sync_playwright() as playwright,
    ):
        browser = programs.chromium(playwright.chromium)
        shopper, _reviewer, manager, head, _administrator = demo.links
        keep("phone", phone(browser, shopper))
        keep("scorecard", scorecard(browser, manager))
        keep("region", region(browser, head))
        browser.close()
        demo.end()


def phone(browser: Browser, link: str) -> bytes:
    """A report under way on a phone."""
    page = signed_in(browser, link, 390, 780, scale=1.5)
    page.get_by_text("Casa Tezontle Roma Norte").first.click()
    page.get_by_text("Write the report").last.click()
    for section in ("The welcome", "Being served", "How you were treated"):
        page.get_by_role("link", name=section).click()
        if section == "Being served":
            page.get_by_label("Someone came to me").click()
    for words in ("Put other things aside", "As an equal, with ease"):
        page.get_by_label(words).click()
    page.get_by_text("What did the person do while").last.evaluate(
        "element => element.scrollIntoView()"
    )
    page.wait_for_timeout(1000)
    return page.screenshot()


def scorecard(browser: Browser, link: str) -> bytes:
    """The first page of the newest scorecard, as the manager downloads it."""
    page = signed_in(browser, link, 1100, 800)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download the scorecard").click()
    document = pypdfium2.PdfDocument(downloading.value.path())
    drawn = document[0].render(scale=1.4).to_pil()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def region(browser: Browser, link: str) -> bytes:
    """The regional head's table."""
    return signed_in(browser, link, 1120, 1020).screenshot()


def signed_in(browser: Browser, link: str, width: int, height: int, scale: float = 1) -> Page:
    """A page of its own for whom the link is for, where it lands."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, locale="en-US"
    )
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state("networkidle")
    return page


def keep(name: str, png: bytes) -> None:
    """Write a picture with as many colours as fit into the budget."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    (PICTURES / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png: {picture.width} x {picture.height}, {out.tell():,} bytes")


if __name__ == "__main__":
    main()
