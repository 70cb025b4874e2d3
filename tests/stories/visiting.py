"""A visit of Sol's on a form that ships: filled in on the phone, accepted, read by the store."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from audit_forms import Form, say
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.programmes import commands as programmes
from server.visits import commands as visits
from server.visits.models import Visit
from tests.cast import BRIEF, Chain
from tests.engines.server import Server
from tests.phone.hands import Phone
from tests.stories.people import PHONE, Desk, sign_in

Town = tuple[Chain, Server]
# Question -> option and comment, or what is written.
Answer = tuple[str, str] | str
Given = Mapping[str, Answer]

WORDS = "Buscó dos veces en la bodega hasta encontrar lo que yo necesitaba."
NAME = "Qxlucero"
# A name that the store must never read: nobody has told its staff that they may be named.
THANKS: dict[str, Answer] = {
    "thanks_for": ("willingness", ""),
    "thanks": WORDS,
    "thanks_name": NAME,
}


class Visiting:
    """One visit, its phone, and everyone who has to do with it."""

    def __init__(
        self, browser: Browser, town: Town, form: Form, language: str, buys: bool = True
    ) -> None:
        self.browser, self.town, self.form, self.language = browser, town, form, language
        self.buys = buys
        chain, server = town
        self.visit = self._planned(chain)
        self.submission = self.id_of("visit")
        context = browser.new_context(
            viewport=PHONE, has_touch=True, is_mobile=True, locale=f"{language}-MX"
        )
        self.phone = Phone(context, server.url, language)
        sign_in(self.phone.page, chain, server, shopper=chain.sol.id)

    def _planned(self, chain: Chain) -> Visit:
        now = chain.clock.now()
        version = programmes.publish_form(system(now), chain.programme, self.form)
        opens, closes = now - timedelta(hours=6), now + timedelta(days=2)
        facts = {"purchase": self.buys} if "purchase" in self.form.facts else {}
        who, where = chain.sol.id, chain.centro
        return visits.plan_visit(
            system(now), chain.wave, where, who, version, opens, closes, BRIEF, facts
        )

    def id_of(self, part: str) -> UUID:
        """The report of one part."""
        return part_submission_id(self.visit.id, part)

    def report(self, given: Given, pictures: Sequence[Path] = (), part: str = "visit") -> None:
        """Fill in a part and send it: these answers, and else what comes first."""
        page, left = self.phone.report(self.id_of(part)), list(pictures)
        for _ in self.form.sections:
            done: set[str] = set()
            # An answer can bring another question, which has one of its own here.
            for _turn in range(3):
                for id in given.keys() - done:
                    if self._answer(page, id, given[id]):
                        done.add(id)
            self.phone.fill_section(left)
            heading = page.locator("h1").inner_text()
            page.locator(".foot .primary").tap()
            expect(page.locator("h1")).not_to_have_text(heading)
            if "/review/" in page.url:
                break
        page.locator(".foot .primary").tap()
        assert self.phone.receipt_number()

    def _answer(self, page: Page, id: str, answer: tuple[str, str] | str) -> bool:
        """Give one answer; False where its question is not on this page."""
        question = page.locator(f"#q-{id}")
        if not question.count():
            return False
        if isinstance(answer, str):
            # Fields of the app's second part keep their place until they have come.
            expect(question.locator(".later")).to_have_count(0)
            field = question.locator(".words textarea, [type=text]").first
            field.fill(answer)
            field.blur()
            question.evaluate("q => { q.dataset.tried = 'yes' }")
            return True
        option, comment = answer
        worded = {each.id: say(each.text, self.language) for each in self.form.question(id).options}
        question.get_by_role("radio", name=worded[option], exact=True).tap()
        if comment:
            question.locator(".comment textarea").fill(comment)
            question.locator(".comment textarea").blur()
        return True

    def accept(self, part: str = "visit") -> None:
        """Rosa takes it, and it will do; words of thanks, where there are any, hold no name."""
        desk = Desk(self.browser, self.town, self.town[0].rosa.id, self.language)
        desk.open(f"/reviews/{self.id_of(part)}")
        desk.press("/claim")
        desk.page.wait_for_load_state()
        accepting = desk.page.locator("form[action*='/accept']")
        for read in accepting.get_by_role("checkbox").all():
            read.check()
        accepting.locator("button").last.click()
        expect(desk.page.get_by_role("alert")).to_have_text([])
        desk.page.wait_for_url(lambda url: "/reviews/" in url and str(self.id_of(part)) not in url)
        assert desk.complaints == []
        desk.context.close()

    def at_the_store(self, path: str = "/store/") -> str:
        """What Mateo reads on a page of the store's side, on one line."""
        desk = Desk(self.browser, self.town, self.town[0].mateo.id, self.language)
        words = desk.open(path).locator("main").inner_text()
        assert desk.complaints == []
        desk.context.close()
        return " ".join(words.split())

    def scorecard(self, folder: Path) -> str:
        """What Mateo reads on the newest scorecard, on one line."""
        desk = Desk(self.browser, self.town, self.town[0].mateo.id, self.language)
        desk.open("/store/")
        content = desk.download("a[href*='.pdf']", folder / "scorecard.pdf")
        assert desk.complaints == []
        desk.context.close()
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def asked(self, question: str) -> str:
        """A question as it is worded in the story's language."""
        return say(self.form.question(question).text, self.language)
