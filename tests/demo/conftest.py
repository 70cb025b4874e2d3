"""The sample chain that one first start made, for all tests to look at."""

from collections.abc import Iterator

import pytest

from server.database import connect, disconnect
from tests.cli.started import FirstStart, first_start


@pytest.fixture
def chain() -> Iterator[FirstStart]:
    """The chain, its database connected. Tests read it and leave it as it is."""
    start = first_start()
    connect(f"sqlite:///{start.data.resolve() / 'audit-kit.db'}")
    yield start
    disconnect()
