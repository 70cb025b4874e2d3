"""Browsers offer passkeys at an address with a name, over HTTPS; elsewhere the page says so."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.kernel.settings import Settings
from server.people.rules import site_of
from tests.cast import Chain
from tests.people.authenticator import OURS, add


def signed_in_at(chain: Chain, base: str) -> FlaskClient:
    """A browser in which Mateo is signed in at another address than the tests' usual one."""
    client = chain.client(chain.mateo)
    cookie = client.get_cookie("kit_session")
    assert cookie is not None
    client.set_cookie("kit_session", cookie.value, domain=urlsplit(base).hostname or "")
    return client


def test_it_works(chain: Chain) -> None:
    base = "https://kit.example"
    page = signed_in_at(chain, base).get("/passkeys", base_url=base)
    assert 'data-origin="https://kit.example"' in page.text


@pytest.mark.parametrize(
    ("address", "origin", "obstacle"),
    [
        ("https://kit.example/", "https://kit.example", ""),
        ("https://kit.example:443", "https://kit.example", ""),
        ("https://Kit.Example:8443/x", "https://kit.example:8443", ""),
        ("https://bücher.example", "https://xn--bcher-kva.example", ""),
        ("http://localhost:8000/", "http://localhost:8000", ""),
        ("http://kit.example", "http://kit.example", "plain"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", "number"),
        ("https://192.168.1.7", "https://192.168.1.7", "number"),
        ("https://[fd00::1]:8000", "https://[fd00::1]:8000", "number"),
        ("http://[broken", "http://", "plain"),
        ("https://kit.example:many", "http://", "plain"),
    ],
)
def test_an_address(address: str, origin: str, obstacle: str) -> None:
    site = site_of(address)
    assert (site.origin, site.obstacle) == (origin, obstacle)


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("http://192.168.1.7:8000", "192.168.1.7 is a number"),
        ("http://127.0.0.1:8000", "http://localhost:8000/passkeys"),
        ("http://kit.example", "only over HTTPS"),
    ],
)
def test_where_they_cannot_work_the_page_says_why(chain: Chain, base: str, said: str) -> None:
    mateo = signed_in_at(chain, base)
    page = mateo.get("/passkeys", base_url=base)
    assert said in page.text
    assert "<button" in page.text
    assert "data-passkey" not in page.text
    refused = mateo.post("/passkeys/options", base_url=base, headers=OURS)
    assert (refused.status_code, refused.json["code"]) == (409, "passkey_impossible")


def test_strangers_are_told_too(chain: Chain) -> None:
    stranger = chain.app.test_client()
    assert "Sign in with a passkey" in stranger.get("/sign-in/").text
    page = stranger.get("/sign-in/", base_url="http://kit.example")
    assert "only over HTTPS" in page.text
    assert "Sign in with a passkey" not in page.text


def test_the_address_that_is_set_counts_and_not_the_one_of_a_proxy(
    database_url: str, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path, database_url=database_url, public_url="https://kit.example")
    asked = (
        create_app(settings)
        .test_client()
        .post("/passkeys/sign-in/options", base_url="http://10.0.0.3:8000", headers=OURS)
    )
    assert asked.get_json()["rpId"] == "kit.example"
    assert "; Secure;" in asked.headers["Set-Cookie"]
    assert "; HttpOnly;" in asked.headers["Set-Cookie"]
    assert "SameSite=Strict" in asked.headers["Set-Cookie"]


def test_a_passkey_made_elsewhere_says_where_it_works(chain: Chain) -> None:
    add(chain.client(chain.mateo), "Old one")
    base = "https://new.example"
    page = signed_in_at(chain, base).get("/passkeys", base_url=base)
    assert "Works only at localhost" in page.text
