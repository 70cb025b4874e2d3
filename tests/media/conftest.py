"""A phone that sends photos: one for a test that stores, one shared by the many that must not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.database import disconnect
from tests.cast import Chain, build
from tests.conftest import migrated
from tests.engines.databases import Databases
from tests.media.sending import Sender


@pytest.fixture
def sender(chain: Chain) -> Sender:
    """Sol's phone."""
    return Sender(chain, chain.client(chain.sol))


@pytest.fixture(scope="module")
def refused(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    """Sol's phone, shared by tests of what is refused: each shows that it left nothing behind."""
    url = databases.copy_of(migrated)
    chain = build(url, tmp_path_factory.mktemp("refused") / "data")
    yield Sender(chain, chain.client(chain.sol))
    disconnect()
    databases.discard(url)
