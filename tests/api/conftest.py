"""One world for a whole module: whatever is sent to it, it must stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.database import disconnect
from tests.conftest import migrated
from tests.engines.databases import Databases
from tests.guard.world import World, furnish


@pytest.fixture(scope="module")
def world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two regions and everybody in them."""
    url = databases.copy_of(migrated)
    yield furnish(url, tmp_path_factory.mktemp("api") / "data")
    disconnect()
    databases.discard(url)
