"""Every answer tells the browser what it may not do; a page is kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.app import create_app
from server.kernel.settings import Settings
from server.web.headers import HEADERS
from tests.cast import Chain

ADDRESSES = ("/", "/in/nothing", "/devices", "/api/", "/api/v1/openapi.json", "/static/kit.css")


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_works(chain: Chain, address: str) -> None:
    answered = chain.client(chain.ana).get(address)
    assert {name: answered.headers.get(name) for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" not in answered.headers


def test_an_address_with_a_token_goes_to_no_other_site(chain: Chain) -> None:
    answered = chain.app.test_client().get("/in/token")
    assert answered.headers["Referrer-Policy"] == "no-referrer"
    assert answered.headers["Cache-Control"] == "no-store"


def test_the_phone_may_use_its_camera_and_place(chain: Chain) -> None:
    answered = chain.client(chain.sol).get("/phone/")
    assert "camera=(self), geolocation=(self)" in answered.headers["Permissions-Policy"]
    assert "img-src 'self' blob: data:" in answered.headers["Content-Security-Policy"]
    assert "unsafe" not in answered.headers["Content-Security-Policy"]


def test_a_page_is_not_kept(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    for address in ("/desk/", "/desk/people", "/devices", "/nothing-here"):
        assert ana.get(address).headers["Cache-Control"] == "no-store"


def test_over_https_the_browser_stays_with_it(chain: Chain) -> None:
    answered = chain.app.test_client().get("/", base_url="https://kit.example")
    assert "max-age" in answered.headers["Strict-Transport-Security"]


def test_behind_a_proxy_that_ends_https_too(database_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=database_url, public_url="https://kit.example")
    answered = create_app(settings).test_client().get("/", base_url="http://10.0.0.3:8000")
    assert "max-age" in answered.headers["Strict-Transport-Security"]


def test_nobody_frames_a_page_and_no_other_window_holds_it(chain: Chain) -> None:
    for address in ("/", "/phone/", "/desk/", "/static/passkeys.js"):
        headers = chain.client(chain.ana).get(address).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"


def test_a_page_holds_no_style_and_no_script_of_its_own(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    for address in ("/desk/", "/desk/visits/new", "/desk/people/new", "/api/", "/devices"):
        page = ana.get(address).text
        assert "<main" in page
        assert " style=" not in page
        assert "<script" not in page
    # What asks the browser for a passkey is a file.
    assert ana.get("/passkeys").text.count("<script") == 1
    assert '<script type="module" src="/static/passkeys.js"></script>' in ana.get("/passkeys").text
