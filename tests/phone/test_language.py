"""The app speaks the shopper's language, and remembers when another is chosen."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from server.people.models import Shopper
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import noted

MakePhone = Callable[..., Phone]


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, "es")
    page = hand.open(f"#/visit/{submission}")

    expect(page.get_by_role("heading", level=1)).to_have_text("La visita")
    expect(page.get_by_text("Busca un regalo para una colega")).to_be_visible()
    page.get_by_role("link", name="Escribir el informe").tap()
    expect(page.get_by_text("¿Cómo le saludaron?")).to_be_visible()
    assert page.title() == "Notas"


def test_only_one_language_is_loaded(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, "es")
    asked: list[str] = []
    hand.page.on("request", lambda request: asked.append(request.url))

    hand.open()
    hand.page.locator(".visit").tap()
    hand.page.get_by_role("heading", name="La visita").wait_for()

    assert any(url.endswith("more.es.js") for url in asked)
    assert [url for url in asked if url.endswith(".en.js")] == []


def test_the_choice_is_kept_for_the_next_start(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, "es")
    page = hand.open()

    page.get_by_role("link", name="English").tap()
    expect(page.get_by_text("To do").first).to_be_visible()

    # It is told on the way to the next page, which does not wait for it.
    for _ in range(100):
        if Shopper.get_by_id(cast.ines).language == noted(page, "language") == "en":
            break
        page.wait_for_timeout(100)
    page.goto(f"{hand.base}/phone/")
    expect(page.get_by_text("To do").first).to_be_visible()
    assert Shopper.get_by_id(cast.ines).language == "en"
