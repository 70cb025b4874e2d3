"""A passkey in a real browser, with the authenticator that Chromium has for tests.

One engine is enough: nothing here reads SQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from server.database import connect, disconnect
from server.kernel.actor import Role, system
from server.kernel.settings import Settings
from server.people import commands
from server.people.models import Person
from tests.conftest import migrated
from tests.engines.server import Server

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server, whose database is open here too."""
    settings = Settings(data=tmp_path_factory.mktemp("passkeys"))
    migrated(settings.database)
    running = Server(settings)
    connect(settings.database)
    yield running
    disconnect()
    running.stop()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A browser with an authenticator, at an address with a name."""
    context = browser.new_context(base_url=server.url.replace("127.0.0.1", "localhost"))
    opened = context.new_page()
    devices = context.new_cdp_session(opened)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield opened
    context.close()


def open_link(page: Page, person: Person) -> None:
    """Open a fresh link and press its button."""
    now = system(datetime.now(UTC))
    page.goto(f"/in/{commands.issue_link(now, timedelta(hours=1), person.id)}")
    page.locator("main button.primary").click()


def test_it_works(page: Page) -> None:
    now = system(datetime.now(UTC))
    ana = commands.add_person(now, "Ana Torres", [Role.ADMINISTRATOR])
    open_link(page, ana)
    page.goto("/passkeys")
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Make ten new codes").click()
    expect(page.locator("ol.codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("My laptop", exact=True)).to_be_visible()
    # The same authenticator makes no second one.
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("has a passkey here already")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/desk/$"))
    page.get_by_role("button", name="Sign out", exact=True).click()
    open_link(page, ana)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(re.compile("/desk/$"))


def test_where_the_address_is_a_number_the_page_says_so(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.get_by_text("127.0.0.1 is a number")).to_be_visible()
    page.get_by_role("link", name="Open this page at localhost").click()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()
