"""The chain beside a running server: the same database, the same folder, the same day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.database import disconnect
from server.kernel.settings import Settings
from tests.cast import Chain, build
from tests.conftest import migrated
from tests.engines.server import Server


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
