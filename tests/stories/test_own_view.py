"""System seven: a manager says how the store does, sees what shoppers saw, and so does the PDF."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.cast import Chain
from tests.engines.server import Server
from tests.stories.people import Desk

WORDS = {
    "en": {
        "rate": "Rate the quarter",
        "largest": "The largest difference",
        "heading": "How the store sees itself",
        "region": "How stores see themselves",
    },
    "es": {
        "rate": "Calificar el trimestre",
        "largest": "La mayor diferencia",
        "heading": "Cómo se ve la tienda a sí misma",
        "region": "Cómo se ven las tiendas a sí mismas",
    },
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_works(
    browser: Browser, town: tuple[Chain, Server], tmp_path: Path, language: str
) -> None:
    chain, _server = town
    words = WORDS[language]
    for _ in range(3):
        chain.published()
    desk = Desk(browser, town, chain.mateo.id, language)
    page = desk.open("/store/")
    page.locator("a[href$='/self-views/']").click()
    # The page of the link is in the person's own language; the story goes on in its own.
    address = page.url.removeprefix(desk.base).partition("?")[0]
    page = desk.open(address)
    page.get_by_role("link", name=words["rate"]).click()
    page = desk.open(page.url.removeprefix(desk.base).partition("?")[0])
    assert page.locator("svg[role=img]").count() == 0

    fill_in(desk)
    seen = page.url.removeprefix(desk.base).partition("?")[0]
    page = desk.open(seen)
    expect(page.locator("main")).to_contain_text(words["largest"])
    expect(page.locator("svg[role=img]")).to_have_count(7)

    chain.clock.set(datetime.now(UTC))
    chain.published()
    page = desk.open("/store/")
    content = desk.download("a[href*='.pdf']", tmp_path / "scorecard.pdf")
    card = PdfReader(io.BytesIO(content))
    flat = " ".join(" ".join(each.extract_text() for each in card.pages).split())
    assert words["heading"] in flat
    assert words["largest"] in flat

    head = Desk(browser, town, chain.regina.id, language)
    page = head.open(f"/region/{chain.region.id}/self-views")
    expect(page.locator("h1")).to_have_text(words["region"])
    row = page.locator("tbody tr", has_text="Tienda Centro")
    expect(row.locator("td")).to_have_count(7)
    expect(row).to_contain_text("4 visit")
    # The browser complains of the one answer that said what was missing.
    assert ["422" in each for each in desk.complaints] == [True]
    assert head.complaints == []
    desk.context.close()
    head.context.close()


def fill_in(desk: Desk) -> None:
    """Forget six of the seven, are told so, and choose them."""
    page = desk.page
    # By keyboard alone: the first attribute, then the button.
    page.locator("input[name=commitment][value='3']").focus()
    page.keyboard.press("ArrowDown")
    page.locator("button.primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert] li")).to_have_count(6)
    expect(page.locator("input[name=commitment][value='4']")).to_be_checked()
    for name in ("attitude", "readiness", "ingenuity", "deference", "teamwork", "learning"):
        page.locator(f"input[name={name}][value='2']").check()
    page.locator("main button.primary").click()
    expect(page.locator("[role=status]")).to_be_visible()
