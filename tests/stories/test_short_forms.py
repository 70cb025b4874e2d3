"""Two of the short forms, from phone to scorecard: the seven sins, and being listened to."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from audit_forms import Form, load_shipped, say
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.programmes import commands as programmes
from server.visits import commands as visits
from tests.cast import BRIEF, Chain
from tests.engines.server import Server
from tests.phone.hands import Phone
from tests.stories.people import PHONE, Desk, sign_in

Town = tuple[Chain, Server]

SIGHED = {
    "en": "She sighed and looked away when the man asked a second time.",
    "es": "Suspiró y volteó a otro lado cuando el señor preguntó otra vez.",
}

TAKES = {
    "en": "Takes 1 point from Enthusiasm and 1 point from Respect.",
    "es": "Resta 1 punto a Entusiasmo y 1 punto a Respeto.",
}
THREE = {
    "en": ("The conversation of three", "Who served", "The customer", "The product or service"),
    "es": ("La conversación de tres", "Quien atendió", "El cliente", "El producto o servicio"),
}


class Visit:
    """A visit of Sol's on a form of its own, and everyone who has to do with it."""

    def __init__(self, browser: Browser, town: Town, form: Form, language: str) -> None:
        self.browser, self.town, self.form, self.language = browser, town, form, language
        chain, server = town
        self.submission: UUID = part_submission_id(self._planned(chain).id, "visit")
        context = browser.new_context(
            viewport=PHONE, has_touch=True, is_mobile=True, locale=f"{language}-MX"
        )
        self.phone = Phone(context, server.url, language)
        sign_in(self.phone.page, chain, server, shopper=chain.sol.id)

    def _planned(self, chain: Chain) -> Any:
        now = chain.clock.now()
        version = programmes.publish_form(system(now), chain.programme, self.form)
        opens, closes = now - timedelta(hours=6), now + timedelta(days=2)
        who, where = chain.sol.id, chain.centro
        return visits.plan_visit(
            system(now), chain.wave, where, who, version, opens, closes, BRIEF, {}
        )

    def report(self, chosen: Mapping[str, tuple[str, str]]) -> None:
        """Fill in and send: these options with these comments, and else what comes first."""
        page = self.phone.report(self.submission)
        for _ in self.form.sections:
            for id, (option, comment) in chosen.items():
                self._choose(id, option, comment)
            self.phone.fill_section([])
            heading = page.locator("h1").inner_text()
            page.locator(".foot .primary").tap()
            expect(page.locator("h1")).not_to_have_text(heading)
            if "/review/" in page.url:
                break
        page.locator(".foot .primary").tap()
        assert self.phone.receipt_number()

    def _choose(self, id: str, option: str, comment: str) -> None:
        question = self.phone.page.locator(f"#q-{id}")
        if not question.count():
            return
        worded = {each.id: say(each.text, self.language) for each in self.form.question(id).options}
        question.get_by_role("radio", name=worded[option], exact=True).tap()
        if comment:
            question.locator(".comment textarea").fill(comment)
            question.locator(".comment textarea").blur()

    def accept(self) -> None:
        """Rosa takes it, and it will do."""
        desk = Desk(self.browser, self.town, self.town[0].rosa.id, self.language)
        desk.open(f"/reviews/{self.submission}")
        desk.press("/claim")
        desk.press("/accept")
        desk.page.wait_for_load_state()
        desk.context.close()

    def scorecard(self, folder: Path) -> str:
        """What Mateo reads on the newest scorecard, on one line."""
        desk = Desk(self.browser, self.town, self.town[0].mateo.id, self.language)
        desk.open("/store/")
        content = desk.download("a[href*='.pdf']", folder / "scorecard.pdf")
        assert desk.complaints == []
        desk.context.close()
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def begin(browser: Browser, town: Town) -> Iterator[Callable[[str, str], Visit]]:
    """Plans a visit on a form that ships, in a language."""
    begun: list[Visit] = []

    def made(form: str, language: str) -> Visit:
        begun.append(Visit(browser, town, load_shipped(form, 1), language))
        return begun[-1]

    yield made
    for each in begun:
        each.phone.context.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_sin_that_was_seen_reaches_the_scorecard_with_its_evidence(
    begin: Callable[[str, str], Visit], tmp_path: Path, language: str
) -> None:
    told = begin("seven-sins", language)
    told.report({"sin_coldness": ("waiting", SIGHED[language])})
    told.accept()
    card = told.scorecard(tmp_path)
    assert (
        say(told.form.title, language) in card or say(told.form.sections[1].title, language) in card
    )
    assert say(told.form.question("sin_coldness").text, language) in card
    assert SIGHED[language] in card
    assert TAKES[language] in card
    # Who was affected could tell who the shopper was.
    assert say(told.form.question("sin_affected").text, language) not in card
    assert told.phone.complaints == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_conversation_has_a_result_for_each_of_the_three(
    begin: Callable[[str, str], Visit], tmp_path: Path, language: str
) -> None:
    told = begin("being-listened-to", language)
    told.report({"explained_need": ("named_it", ""), "attention_kept": ("looked_past", "")})
    told.accept()
    card = told.scorecard(tmp_path)
    for words in THREE[language]:
        assert words in card
    assert say(told.form.question("attention_kept").text, language) in card
    assert told.phone.complaints == []
