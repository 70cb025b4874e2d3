"""What a phone keeps of the app and puts on its home screen: whole, neutral, and nobody's."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import wait_until_kept
from tests.phone.test_shell import fetch, opening

MakePhone = Callable[..., Phone]


def kit(server: Server) -> dict[str, Any]:
    """What the worker is told."""
    text = fetch(server, "/phone/sw.js").text
    found: dict[str, Any] = json.loads(text.split("const KIT=", 1)[1].split(";\n", 1)[0])
    return found


def manifest(server: Server, language: str = "en") -> dict[str, Any]:
    """What the home screen is told."""
    found: dict[str, Any] = json.loads(
        fetch(server, f"/phone/manifest.webmanifest?language={language}").text
    )
    return found


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    """The browser itself finds nothing that keeps the app from being installed."""
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    wait_until_kept(hand.open())
    browser = hand.context.new_cdp_session(hand.page)

    said = browser.send("Page.getAppManifest")
    hindered = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert (said["errors"], json.loads(said["data"])["name"]) == ([], "Notes")
    # The test's own window is a private one, which never installs anything.
    assert [each["errorId"] for each in hindered if each["errorId"] != "in-incognito"] == []


@pytest.mark.parametrize(("language", "name"), [("en", "Notes"), ("es", "Notas")])
def test_the_home_screen_does_not_say_what_it_is(
    phone_server: Server, language: str, name: str
) -> None:
    said = manifest(phone_server, language)

    assert (said["name"], said["short_name"], said["lang"]) == (name, name, language)
    assert (said["start_url"], said["scope"], said["display"]) == (
        "/phone/",
        "/phone/",
        "standalone",
    )
    every = json.dumps(said).lower()
    for word in ("audit", "shop", "visit", "mystery", "store"):
        assert word not in every


def test_the_icons_are_there_and_tiny(phone_server: Server) -> None:
    icons = manifest(phone_server)["icons"]
    found = [_picture(phone_server, icon["src"]) for icon in icons]

    assert [icon["sizes"] for icon in icons] == [f"{p.width}x{p.height}" for p in found]
    assert [icon.get("purpose") for icon in icons] == [None, None, "maskable"]
    # A launcher cuts its own shape out of it, so there is no corner to see through.
    assert found[2].convert("RGBA").getextrema()[3] == (255, 255)
    assert found[0].convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_phone_without_manifests_has_an_icon_too(phone_server: Server) -> None:
    page = fetch(phone_server, "/phone/").text
    address = page.split('rel="apple-touch-icon" href="')[1].split('"')[0]
    assert _picture(phone_server, address).size == (180, 180)


def test_the_worker_is_asked_for_anew_and_names_what_there_is(phone_server: Server) -> None:
    answer = fetch(phone_server, "/phone/sw.js")
    told = kit(phone_server)

    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert told["version"] == opening(fetch(phone_server, "/phone/"))["app"]
    named = [*told["files"], *(one for some in told["languages"].values() for one in some)]
    for address in named:
        one = fetch(phone_server, address)
        assert (one.status, "immutable" in one.headers["cache-control"]) == (200, True), address
    ends = ("further.css", "app/further.js", "app/care.js", "en", "more.es.js", "care.en.js")
    assert [end for end in ends if not any(one.endswith(f"/{end}") for one in named)] == []
    assert not [one for one in named if "start." in one or one.endswith(("phone.css", "sw.js"))]


def test_the_kept_shell_is_the_same_for_everybody(phone_server: Server, cast: Cast) -> None:
    cast.visit(cast.centro, cast.ines)
    address = kit(phone_server)["languages"]["es"][0]

    hers = fetch(phone_server, address, cast.session(cast.ines), Accept_Language="en")
    anybodys = fetch(phone_server, address)

    assert hers.wire == anybodys.wire
    assert '<html lang="es">' in hers.text
    assert opening(hers).keys() == {"app", "files", "signIn", "forms"}
    assert "set-cookie" not in hers.headers
    assert hers.headers["vary"] == "Accept-Encoding"
    live = fetch(phone_server, "/phone/?language=es").headers
    assert hers.headers["content-security-policy"] == live["content-security-policy"]


def test_there_is_no_shell_of_another_version(phone_server: Server) -> None:
    for address in (
        "/phone/shell/000000000000/en",
        f"/phone/shell/{kit(phone_server)['version']}/de",
    ):
        assert fetch(phone_server, address).status == 404


def test_the_phone_says_how_to_put_it_on_the_home_screen(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script("navigator.standalone = false;")
    page = hand.open("#/phone")
    expect(page.get_by_text("choose Share, then Add to Home Screen")).to_be_visible()

    other = phone(cast.ines, "es")
    page = other.open("#/phone")
    wait_until_kept(page)
    expect(page.get_by_text("Compartir")).to_have_count(0)
    page.evaluate(_INVITED)
    page.evaluate("location.hash = '#/'")
    page.get_by_role("link", name="Este teléfono").tap()
    page.get_by_role("button", name="Ponerla en la pantalla de inicio").tap()
    expect(page.get_by_role("button", name="Ponerla en la pantalla de inicio")).to_have_count(0)
    assert page.evaluate("window.asked") == 1


def _picture(server: Server, address: str) -> Image.Image:
    with urlopen(server.url + address) as reply:
        body = reply.read()
        assert reply.headers["content-type"] == "image/png"
    assert len(body) < 4_000
    return Image.open(io.BytesIO(body))


# Chromium invites nobody without a person's hand on the glass; the event is the one it sends.
_INVITED = """() => {
  window.asked = 0;
  const invitation = new Event("beforeinstallprompt", { cancelable: true });
  invitation.prompt = async () => { window.asked += 1; };
  dispatchEvent(invitation);
}"""
