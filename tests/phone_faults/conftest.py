"""A server of its own, for these tests kill it, and a browser to whom one name means nobody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from server.database import connect, disconnect
from server.kernel.settings import Settings
from tests.conftest import migrated
from tests.engines import programs
from tests.engines.folders import scratch
from tests.engines.server import Server
from tests.phone.cast import bring_on
from tests.phone_faults.field import Field


@pytest.fixture(scope="session")
def nameless_browser(browser: Browser) -> Iterator[Browser]:
    """A Chromium that cannot find the host kit.invalid, and asks nobody for it."""
    opened = programs.chromium(
        browser.browser_type, "--host-resolver-rules=MAP kit.invalid ~NOTFOUND"
    )
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def open_field(nameless_browser: Browser) -> Iterator[Field]:
    """Where the runs take place."""
    folder = scratch("kit-faults-")
    settings = Settings(data=folder / "data")
    settings.data.mkdir()
    migrated(settings.database)
    connect(settings.database)
    opened = Field(nameless_browser, Server(settings), bring_on())
    disconnect()
    yield opened
    opened.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def field(open_field: Field) -> Iterator[Field]:
    """The same, with its database connected."""
    connect(open_field.proxy.server.settings.database)
    yield open_field
    disconnect()
