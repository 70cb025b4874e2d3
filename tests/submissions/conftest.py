"""One phone for a test that stores, and one shared by the many that must not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.database import disconnect
from tests.cast import Chain, build
from tests.conftest import migrated
from tests.engines.databases import Databases
from tests.submissions.phone import Phone, phone_of


@pytest.fixture
def phone(chain: Chain) -> Phone:
    """A phone of this test alone."""
    return phone_of(chain)


@pytest.fixture(scope="module")
def refused(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    """A phone shared by tests of what is refused: each shows that it left nothing behind."""
    url = databases.copy_of(migrated)
    chain = build(url, tmp_path_factory.mktemp("refused") / "data")
    yield phone_of(chain)
    disconnect()
    databases.discard(url)
