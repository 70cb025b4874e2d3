"""A new administrator, who has only the link that the server printed, brings a programme up."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from server.kernel.settings import Settings
from tests.engines.server import Server
from tests.phone.hands import Phone, camera_picture
from tests.stories.people import DESK, PHONE
from tests.web.test_looks import RULES

REGIONS = ("Norte / Costa", "Norte / Sierra", "Centro", "Sur")
TEAM = (
    ("Nombre", "Funciones", "Tiendas", "Regiones", "Código de comprador"),
    ("Rosa Peña", "Revisora", "", "", ""),
    ("Mateo Ruiz", "Gerente", "MX-001, MX-005", "", ""),
    ("Regina Solís", "Jefa de región", "", "Norte", ""),
    ("Qxsol Méndez", "Compradora", "", "", "SH-SOL1"),
    ("Tomás Ibarra", "Comprador", "", "", ""),
)
BRIEF = "Busca una lámpara para leer y quiere que le aconsejen."
ZONE = ZoneInfo("America/Mexico_City")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """The product as it is started for the first time: nobody is in it, no table even."""
    running = Server(Settings(data=tmp_path / "empty"))
    yield running
    running.stop()


class Founding:
    """What is done in the story, each act by what stands on the page."""

    def __init__(self, browser: Browser, server: Server, folder: Path) -> None:
        self.browser, self.server, self.folder = browser, server, folder
        self.complaints: list[str] = []
        self.page = self.somebody(DESK)

    def somebody(self, screen: dict[str, int], **more: bool) -> Page:
        """A browser that has never been here, in Spanish."""
        context = self.browser.new_context(viewport=screen, locale="es-MX", **more)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def signed_in(self, link: str, screen: dict[str, int], **more: bool) -> Page:
        """Somebody who has pressed the one button of a link."""
        page = self.somebody(screen, **more)
        page.goto(link)
        page.locator("main form button.primary").click()
        page.wait_for_url(lambda url: "/in/" not in url)
        return page

    def workbook(self, name: str, rows: list[tuple[str, ...]]) -> Path:
        """A workbook as a spreadsheet program saves it."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(self.folder / name)
        return self.folder / name

    def next_step(self, step: str, how: str = "Empezar") -> Page:
        """Press the button of the step that comes next."""
        self.page.goto(f"{self.server.url}/desk/")
        # What only a screen reader hears stands apart.
        self.page.get_by_role("link", name=re.compile(f"{how}\\s?: {step}")).click()
        return self.page

    def comes_in(self) -> None:
        """The link is on the screen where the server was started, and needs only a name."""
        found = re.search(r"http://\S+/in/\S+", self.server.log())
        assert found
        self.page.goto(found.group())
        self.page.get_by_label("Su nombre").fill("Ana Torres")
        self.page.get_by_role("button").last.click()
        expect(self.page.locator("h1")).to_have_text("Qué sigue")

    def names_the_programme(self) -> None:
        """A name; and since this is a trial, stores read at once."""
        page = self.next_step("Dar nombre al programa")
        page.get_by_label("Nombre").fill("Lámparas del Valle")
        page.get_by_role("button", name="Guardar").click()
        page.goto(f"{self.server.url}/desk/programme")
        page.get_by_label(re.compile("En cuanto")).check()
        for field in ("publish_from_hours", "publish_to_hours"):
            page.locator(f"[name={field}]").fill("0")
        page.get_by_role("button", name="Guardar").click()
        page.get_by_role("button").last.click()
        expect(page.locator("h1")).to_have_text("Programa")

    def publishes_a_form(self) -> None:
        """One of those that are there."""
        page = self.next_step("Publicar un formulario")
        page.get_by_role("button", name=re.compile("Publicar ?: La escucha 2")).click()
        expect(page.locator("main")).to_contain_text("Publicado")

    def imports_stores(self) -> None:
        """Forty, with the regions that they are in."""
        rows = [("Código", "Nombre", "Región")]
        for number in range(1, 41):
            code, way = f"MX-{number:03d}", REGIONS[number % len(REGIONS)]
            rows.append((code, f"Lámparas {number}", way))
        page = self.next_step("Agregar una región", "Desde una lista")
        self.choose(self.workbook("tiendas.xlsx", rows))
        expect(page.locator("header.page")).to_contain_text("Nuevo: 40")
        page.locator("form button.primary").click()
        page.goto(f"{self.server.url}/desk/stores")
        expect(page.locator("main")).to_contain_text("40 tiendas")

    def choose(self, file: Path) -> None:
        """Give the page a list, and look at what would happen."""
        self.page.locator("input[type=file]").set_input_files(file)
        self.page.locator("form button.primary").click()
        self.page.locator("#rows").wait_for()
        self.look()

    def look(self) -> None:
        """Nothing on the page hinders anybody, in the light, nor on a phone."""
        assert Axe().run(self.page, options=RULES).response["violations"] == []
        self.page.set_viewport_size(PHONE)
        assert self.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        self.page.set_viewport_size(DESK)

    def brings_people(self) -> dict[str, str]:
        """Everybody from one list; the link of each, by name, as the cards show them."""
        page = self.next_step(
            "Agregar a quien revisa, gerentes y jefes de región", "Desde una lista"
        )
        self.choose(self.workbook("equipo.xlsx", list(TEAM)))
        page.locator("form button.primary").click()
        cards = page.locator(".cards li")
        expect(cards).to_have_count(len(TEAM) - 1)
        self.look()
        return {
            card.locator("h2").inner_text(): card.locator("output").first.inner_text()
            for card in cards.all()
        }

    def plans_visits(self) -> None:
        """Several at once, from a list, in the stores' own time."""
        today = datetime.now(UTC).astimezone(ZONE).date()
        opens, closes = str(today), str(today + timedelta(days=3))
        shoppers = {"MX-001": "SH-SOL1", "MX-002": "SH-SOL1", "MX-003": "SH-SOL1"}
        rows = [("Comprador", "Tienda", "Desde", "Hasta", "Instrucciones")]
        rows += [(who, store, opens, closes, BRIEF) for store, who in shoppers.items()]
        page = self.next_step("Planear la primera visita", "Desde una lista")
        self.choose(self.workbook("visitas.xlsx", rows))
        expect(page.locator("header.page")).to_contain_text("Nuevo: 3")
        page.locator("form button.primary").click()
        page.goto(f"{self.server.url}/desk/visits")
        expect(page.locator("tbody tr")).to_have_count(3)

    def reports(self, link: str) -> str:
        """The shopper's phone: the link, the visit, its brief, the report; the receipt's number."""
        context = self.browser.new_context(
            viewport=PHONE, has_touch=True, is_mobile=True, locale="es-MX"
        )
        phone = Phone(context, self.server.url, "es")
        page = phone.page
        page.goto(link)
        page.locator("main form button.primary").tap()
        page.locator(".visits a", has_text="Lámparas 1").first.tap()
        expect(page.locator("main")).to_contain_text(BRIEF)
        page.locator(".foot .primary").tap()
        for lap in page.locator(".lap").all():
            lap.tap()
        page.locator(".lap-done").tap()
        phone.fill_report([camera_picture(self.folder / "puerta.jpg", "door")])
        page.locator(".foot .primary").tap()
        number = phone.receipt_number()
        self.complaints += phone.complaints
        context.close()
        return number

    def accepts(self, link: str) -> None:
        """The reviewer's screen: the one report that waits."""
        page = self.signed_in(link, DESK)
        page.locator("main a[href*='/reviews/']").first.click()
        page.locator("form[action$='/claim'] button").first.click()
        page.locator("form[action*='/accept'] button").last.click()
        expect(page.get_by_role("alert")).to_have_text([])

    def downloads(self, link: str) -> str:
        """The manager's screen: what is read on the scorecard, on one line."""
        page = self.signed_in(link, DESK, accept_downloads=True)
        with page.expect_download() as begun:
            page.locator("a[href*='.pdf']").first.click()
        begun.value.save_as(self.folder / "scorecard.pdf")
        card = PdfReader(io.BytesIO((self.folder / "scorecard.pdf").read_bytes()))
        return " ".join(" ".join(page.extract_text() for page in card.pages).split())


def test_it_works(browser: Browser, empty: Server, tmp_path: Path) -> None:
    told = Founding(browser, empty, tmp_path)
    told.comes_in()
    told.names_the_programme()
    told.publishes_a_form()
    told.imports_stores()
    links = told.brings_people()
    told.plans_visits()

    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", told.reports(links["Qxsol Méndez"]))
    told.accepts(links["Rosa Peña"])
    card = told.downloads(links["Mateo Ruiz"])

    assert re.search(r"Lámparas 1 .*Puntuación general \d+", card)
    assert "Qxsol" not in card
    assert "SH-SOL1" not in card
    assert told.complaints == []
