"""Bringing a database to the newest schema, and refusing to work on one that is behind."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner  # type: ignore[import-untyped]

from server.database.connection import database, is_sqlite

MIGRATIONS = Path(__file__).parent / "migrations"

# Any constant will do, as long as every node takes the same one.
_ADVISORY_LOCK = 0x6B697401


def pending() -> list[str]:
    """The names of the migrations that the bound database has not had yet, in order."""
    return [row.name for row in _runner().status() if row.applied is None]


def newest_applied() -> str:
    """The name of the newest migration that the bound database has had; "" before the first."""
    return max((row.name for row in _runner().status() if row.applied is not None), default="")


def migrations() -> list[str]:
    """The names of all migrations that this version knows, in order."""
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def migrate_up(target: str | None = None) -> list[str]:
    """Apply all pending migrations (or up to `target`) and return their names.

    Two nodes must not migrate at once: the second waits for the first, then finds nothing to do.
    """
    with _only_one():
        return list(_runner().up(target))


def migrate_down(target: str | None = None) -> list[str]:
    """Take back the newest migration (or all that came after `target`); return their names."""
    with _only_one():
        return list(_runner().down(target))


def _runner() -> Runner:
    bound: Database = database.obj
    return Runner(bound, str(MIGRATIONS))


@contextmanager
def _only_one() -> Iterator[None]:
    if is_sqlite():
        with open(f"{database.obj.database}.migrating", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    database.execute_sql("SELECT pg_advisory_lock(%s)", (_ADVISORY_LOCK,))
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (_ADVISORY_LOCK,))
