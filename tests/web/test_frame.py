"""What stands around every page: one's own places, the present one marked, and the language."""

from __future__ import annotations

import re

import pytest

from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    page = chain.client(chain.ana).get("/desk/stores/new").text
    current = re.findall(r'href="([^"]+)" aria-current="page"', page)
    assert current == ["/desk/stores"]
    assert '<a class="skip" href="#main">' in page


def test_nobody_sees_a_place_that_is_closed_to_them(chain: Chain) -> None:
    for who in (chain.mateo, chain.rosa, chain.regina, chain.sol):
        assert "/desk/" not in chain.client(who).get("/devices").text


def test_every_place_opens_for_those_who_see_it(chain: Chain) -> None:
    for who in (chain.ana, chain.mateo, chain.rosa, chain.regina):
        client = chain.client(who)
        home = client.get("/", follow_redirects=True)
        nav = re.search(r"<nav.*?</nav>", home.text, re.DOTALL)
        for address in re.findall(r'href="([^"]+)"', nav.group() if nav else ""):
            assert client.get(address, follow_redirects=True).status_code == 200, address


def test_a_stranger_changes_the_language_by_link_and_keeps_the_filters(chain: Chain) -> None:
    stranger = chain.app.test_client()
    page = stranger.get("/sign-in/?quarter=2026-Q3").text
    assert 'href="/sign-in/?quarter=2026-Q3&amp;language=es"' in page
    spanish = stranger.get("/sign-in/?quarter=2026-Q3&language=es").text
    assert '<html lang="es">' in spanish
    assert 'href="/sign-in/?quarter=2026-Q3&amp;language=en"' in spanish


@pytest.mark.parametrize(
    "address", ["//elsewhere.example/x", "/%5Celsewhere.example", "/a%3Fb%23c"]
)
def test_the_language_link_leads_to_no_other_site(chain: Chain, address: str) -> None:
    page = chain.app.test_client().get(address, headers={"Accept": "text/html"})
    assert page.status_code == 404
    (back,) = re.findall(r'href="([^"]+)\?language=es"', page.text)
    assert re.fullmatch(r"/[\w.%/]+", back)
    assert not back.startswith("//")


def test_an_address_with_a_nul_is_none_of_ours(chain: Chain) -> None:
    sol = chain.client(chain.sol)
    for address in ("/api/v1/forms/a%00b/1", "/phone/static/x/a%00.js", "/problems/a%00"):
        assert sol.get(address).status_code == 404


def test_the_browser_s_language_is_the_first_choice(chain: Chain) -> None:
    asked = {"Accept-Language": "es-CO,es;q=0.9,en;q=0.5"}
    page = chain.app.test_client().get("/sign-in/", headers=asked)
    assert "Si tiene un enlace de acceso" in page.text


def test_a_page_appears_also_when_the_database_fails(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(chain.app.config, "PROPAGATE_EXCEPTIONS", False)
    ana = chain.client(chain.ana)

    def fail() -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setitem(chain.app.view_functions, "desk.home", fail)
    answered = ana.get("/desk/", headers={"Accept": "text/html"})
    assert answered.status_code == 500
    assert "tell us the number" in answered.text
    assert "Ana Torres" not in answered.text
