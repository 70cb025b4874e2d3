"""A server, the cast, and phones in their hands. One engine is enough: nothing here reads SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext

from server.database import connect, disconnect
from server.kernel.settings import Settings
from tests.conftest import migrated
from tests.engines.server import Server
from tests.phone.cast import Cast, add_ines, add_tomas, bring_on
from tests.phone.hands import Phone, camera_picture
from tests.phone.line import Line

SMALL = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def phone_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server, started once; each test brings shoppers of its own."""
    settings = Settings(data=tmp_path_factory.mktemp("phone"))
    settings.data.mkdir(exist_ok=True)
    migrated(settings.database)
    running = Server(settings)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def world(phone_server: Server) -> Cast:
    """The programme and its stores, which no test changes."""
    connect(phone_server.settings.database)
    brought = bring_on()
    disconnect()
    return brought


@pytest.fixture
def cast(phone_server: Server, world: Cast) -> Iterator[Cast]:
    """The world, with shoppers of this test alone."""
    connect(phone_server.settings.database)
    yield replace(world, ines=add_ines(world.boss), tomas=add_tomas(world.boss))
    disconnect()


@pytest.fixture
def phone(browser: Browser, phone_server: Server, cast: Cast) -> Iterator[Callable[..., Phone]]:
    """Makes phones: phone(shopper) is signed in, phone(None) is a stranger's."""
    opened: list[BrowserContext] = []

    def make(
        shopper: UUID | None, language: str = "en", base: str = phone_server.url, **options: object
    ) -> Phone:
        context = browser.new_context(
            viewport=SMALL, has_touch=True, is_mobile=True, locale=f"{language}-MX", **options
        )
        opened.append(context)
        if shopper:
            cookie = {"name": "kit_session", "value": cast.session(shopper)}
            context.add_cookies([cookie | {"url": base}])
        return Phone(context, base, language)

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def line(phone_server: Server) -> Iterator[Line]:
    """A way to the server that can be cut, and led to another."""
    laid = Line(phone_server.port)
    yield laid
    laid.stop()


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a photo as a camera would: 12 megapixels, JPEG."""
    # No other test's: what the server has already is not sent to it again.
    return lambda name: camera_picture(tmp_path / f"{name}.jpg", f"{tmp_path.name} {name}")
