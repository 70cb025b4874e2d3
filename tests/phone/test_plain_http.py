"""Over plain HTTP from another device there is no secure context; the app fills and sends there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from server.stores import commands as stores
from tests.engines import programs
from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.conftest import SMALL
from tests.phone.hands import Phone
from tests.phone.test_location import PLACE, arrive, because, location_of

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]

_BARE = """
Object.defineProperty(crypto, "subtle", { value: undefined });
Object.defineProperty(crypto, "randomUUID", { value: undefined });
delete Navigator.prototype.serviceWorker;
delete Navigator.prototype.geolocation;
"""


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(_BARE)
    page = hand.report(submission)
    assert page.evaluate("crypto.subtle === undefined && !('serviceWorker' in navigator)")

    hand.fill_report([picture("door"), picture("shelf")])
    page.get_by_role("button", name="Send the report").tap()

    hand.receipt_number()
    expect(page.locator(".receipt")).to_contain_text("2/2")
    assert hand.complaints == []


@pytest.fixture
def elsewhere(browser: Browser, phone_server: Server, cast: Cast) -> Iterator[Phone]:
    """Inés's phone, for which the server is another device that it reaches over plain HTTP."""
    kit = programs.chromium(browser.browser_type, "--host-resolver-rules=MAP kit.test 127.0.0.1")
    context = kit.new_context(viewport=SMALL, has_touch=True, is_mobile=True, locale="en-MX")
    base = phone_server.url.replace("127.0.0.1", "kit.test")
    cookie = {"name": "kit_session", "value": cast.session(cast.ines), "url": base}
    context.add_cookies([cookie])
    yield Phone(context, base, "en")
    kit.close()


def complaints(hand: Phone) -> list[str]:
    """What the page complained of, but that one header means nothing without HTTPS."""
    return [each for each in hand.complaints if "Cross-Origin-Opener-Policy" not in each]


def notice(page: Page) -> str:
    """The word about the address on the list of visits."""
    found = page.locator(".notice", has_text="not secure")
    found.wait_for(timeout=60_000)
    return found.inner_text()


def test_the_list_says_that_the_address_is_not_secure(elsewhere: Phone, cast: Cast) -> None:
    cast.visit(cast.centro, cast.ines)
    page = elsewhere.open()
    page.locator(".visit").wait_for()
    assert page.evaluate("!isSecureContext && crypto.subtle === undefined")
    assert "Ask for the https address" in notice(page)


def test_the_phone_page_says_what_is_missing_there(elsewhere: Phone) -> None:
    page = elsewhere.open("#/phone")
    expect(page.get_by_role("heading", name="This address is not secure")).to_be_visible()
    for missing in ("without a connection", "locking", "to a file", "distance"):
        expect(page.locator("main")).to_contain_text(missing)
    assert complaints(elsewhere) == []


def test_a_report_is_filled_and_sent_there(
    elsewhere: Phone, cast: Cast, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    elsewhere.report(submission)
    elsewhere.send_report([picture("door"), picture("shelf")])
    assert complaints(elsewhere) == []


def test_over_https_or_on_this_device_nothing_is_said(cast: Cast, phone: MakePhone) -> None:
    page = phone(cast.ines).open("#/phone")
    page.locator("h2").first.wait_for()
    assert "not secure" not in page.locator("main").inner_text()


def test_how_far_the_store_is_is_not_asked_there(cast: Cast, elsewhere: Phone) -> None:
    store = stores.add_store(
        cast.boss, cast.centro.region, uuid4().hex[:8], "Casa Plaza", place=PLACE
    )
    submission = cast.visit(store, cast.ines)
    page = elsewhere.open(f"#/visit/{submission}")
    expect(page.get_by_role("link", name="Start in the store")).to_be_visible()
    expect(page.locator(".place")).to_have_count(0)

    arrive(elsewhere, submission)

    location_of(elsewhere, submission, because("insecure"))
    assert complaints(elsewhere) == []
