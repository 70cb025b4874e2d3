"""A visit today and what came home with it: both on the phone, both read, both on the scorecard."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from server.submissions.models import Submission
from server.visits.models import VisitPart
from tests.cast import Chain
from tests.engines.server import Server
from tests.later_parts import Later, plan
from tests.phone.hands import Phone
from tests.stories.people import PHONE, Desk, sign_in

Town = tuple[Chain, Server]
YES = {"en": "Yes", "es": "Sí"}
NO = "No"
SEND = {"en": "Send the report", "es": "Enviar el informe"}
DUE = {"en": "Due: open until ", "es": "Pendiente: abierta hasta el "}


def chosen(page: Page, question: str, answer: str) -> None:
    """The shopper chooses an answer, and the phone keeps it."""
    page.locator(f"#q-{question}").get_by_role("radio", name=answer).tap()


def sent(phone: Phone) -> None:
    """Onward to the last look, and off it goes."""
    phone.page.locator(".foot .primary").tap()
    phone.page.get_by_role("button", name=SEND[phone.language]).tap()
    phone.receipt_number()


def accepted(desk: Desk, later: Later, part: str) -> None:
    """Rosa takes the report of a part from the queue and accepts it."""
    page = desk.open(f"/reviews/{later.id(part)}")
    desk.press("/claim")
    expect(page.locator("#parts")).to_be_visible()
    desk.press("/accept")
    page.wait_for_url("**/reviews/")


def card(desk: Desk, folder: Path) -> str:
    """The words of the newest scorecard that Mateo downloads."""
    desk.open("/store/")
    content = desk.download("a[href*='.pdf']", folder / "scorecard.pdf")
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_works(browser: Browser, town: Town, tmp_path: Path, language: str) -> None:
    chain, server = town
    later = plan(chain)
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, locale=f"{language}-MX"
    )
    phone = Phone(context, server.url, language)
    sign_in(phone.page, chain, server, shopper=chain.sol.id)
    page = phone.report(later.id("visit"))
    chosen(page, "promised", NO)
    sent(phone)
    assert VisitPart.get(VisitPart.submission == later.id("follow_up")).opening == "never"

    rosa, mateo = (Desk(browser, town, who.id, language) for who in (chain.rosa, chain.mateo))
    accepted(rosa, later, "visit")
    first = card(mateo, tmp_path)
    assert "as_shown" not in first

    phone.open()
    due = page.locator(".visits").first.locator("li").first
    expect(due).to_contain_text({"en": "At home", "es": "At home (es)"}[language])
    expect(due.locator(".stage")).to_contain_text(DUE[language])
    due.locator("a").tap()
    page.locator(".foot .primary").tap()
    expect(page.locator(".question")).to_have_count(2)
    chosen(page, "as_shown", YES[language])
    sent(phone)
    accepted(rosa, later, "after")
    assert Submission.get_by_id(later.id("after")).state == "accepted"

    both = card(mateo, tmp_path)
    assert "promised" in both
    assert "as_shown" in both
    told = {
        "en": ("Includes what was reported later: At home.", "nothing was promised"),
        "es": ("Incluye lo informado más tarde: At home (es).", "no se prometió nada"),
    }
    for words in told[language]:
        assert words in both
    assert phone.complaints == rosa.complaints == mateo.complaints == []
    for each in (context, rosa.context, mateo.context):
        each.close()
