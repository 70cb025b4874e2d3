"""A fresh database for each test, by copying one that was prepared once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.engines.postgresql import Cluster

# Fills an empty database, given its address, and leaves no connection open to it.
Preparation = Callable[[str], None]


class Databases(Protocol):
    """Hands out databases of one engine. A preparation runs once per session, on first use."""

    engine: str

    def empty(self) -> str:
        """Return the address of a database without tables."""

    def copy_of(self, preparation: Preparation) -> str:
        """Return the address of a new database as `preparation` leaves it."""

    def discard(self, url: str) -> None:
        """Remove a database that was handed out."""


class SqliteFiles:
    """Databases that are files below one directory."""

    engine = "sqlite"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._prepared: dict[Preparation, Path] = {}
        self._made = 0

    def empty(self) -> str:
        return _address(self._next())

    def copy_of(self, preparation: Preparation) -> str:
        if preparation not in self._prepared:
            template = self._next()
            preparation(_address(template))
            self._prepared[preparation] = template
        copy = self._next()
        shutil.copyfile(self._prepared[preparation], copy)
        return _address(copy)

    def discard(self, url: str) -> None:
        name = Path(url).name
        for left in (name, f"{name}-wal", f"{name}-shm"):
            (self._directory / left).unlink(missing_ok=True)

    def _next(self) -> Path:
        self._made += 1
        return self._directory / f"kit-{self._made}.db"


class PostgresqlDatabases:
    """Databases of one cluster."""

    engine = "postgresql"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._prepared: dict[Preparation, str] = {}

    def empty(self) -> str:
        return self._cluster.url(self._cluster.create())

    def copy_of(self, preparation: Preparation) -> str:
        if preparation not in self._prepared:
            template = self._cluster.create()
            preparation(self._cluster.url(template))
            self._prepared[preparation] = template
        return self._cluster.url(self._cluster.create(self._prepared[preparation]))

    def discard(self, url: str) -> None:
        self._cluster.drop(url.rpartition("/kit@/")[2].partition("?")[0])


def _address(path: Path) -> str:
    return f"sqlite:///{path}"
