"""The chain beside a running server: the same database, the same folder, the same day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from audit_forms import load_shipped, shipped
from server.database import disconnect
from server.kernel.settings import Settings
from tests.cast import Chain, build
from tests.conftest import migrated
from tests.engines.server import Server
from tests.stories.visiting import Visiting

# Form, language and, without a purchase, `buys=False`.
Begin = Callable[..., Visiting]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[tuple[Chain, Server]]:
    """The cast's chain, and a server of its own to tell one story with."""
    settings = Settings(data=tmp_path / "town")
    settings.data.mkdir()
    migrated(settings.database)
    running = Server(settings)
    chain = build(settings.database, settings.data)
    chain.clock.set(datetime.now(UTC))
    yield chain, running
    disconnect()
    running.stop()


@pytest.fixture
def begin(browser: Browser, town: tuple[Chain, Server]) -> Iterator[Begin]:
    """Plans a visit on the newest version of a form that ships, in a language."""
    begun: list[Visiting] = []

    newest = {form: version for form, version, _ in shipped()}

    def made(form: str, language: str, buys: bool = True) -> Visiting:
        read = load_shipped(form, newest[form])
        begun.append(Visiting(browser, town, read, language, buys))
        return begun[-1]

    yield made
    for each in begun:
        each.phone.context.close()
