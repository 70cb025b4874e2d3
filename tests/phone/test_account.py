"""From the app a shopper finds their own page: sign-ins, address, what is kept about them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines, "es")
    page = hand.open()
    page.get_by_role("link", name="Este teléfono").tap()
    page.get_by_role("link", name="Abrir esa página").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sus dispositivos")
    expect(page.get_by_text("Este dispositivo")).to_be_visible()
    expect(page.get_by_role("link", name="Descargar lo que se guarda sobre usted")).to_be_visible()
    page.get_by_role("link", name="Mis visitas").tap()
    expect(page.get_by_role("link", name="Este teléfono")).to_be_visible()
    assert hand.complaints == []
