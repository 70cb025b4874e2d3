"""`audit-kit serve --workers N`: several processes over one PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.browsing import Visitor
from tests.cli.started import Running
from tests.engines.databases import PostgresqlDatabases
from tests.engines.postgresql import Cluster


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    """An empty PostgreSQL database."""
    databases = PostgresqlDatabases(cluster)
    made = databases.empty()
    yield made
    databases.discard(made)


def test_it_works(tmp_path: Path, url: str) -> None:
    settings = {"DATABASE_URL": url}
    with Running("serve", "--workers", "3", "--data", tmp_path, **settings) as server:
        Visitor().sign_in(server.links[0], name="Amparo Quiroz")
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: urlopen(server.url, timeout=60).status, range(64)))
        processes = len(server.children())
        code = server.end()
    assert answers == [200] * 64
    assert processes >= 3
    assert (code, server.errors.strip()) == (0, "")
