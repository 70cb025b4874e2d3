"""One database per process, one writer at a time on SQLite."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from peewee import Database, DatabaseProxy, PostgresqlDatabase, SqliteDatabase

from server.database.durability import Log

# The models of every feature are bound to this proxy; `connect` says what it stands for.
database = DatabaseProxy()

# Several threads writing to SQLite fall into its busy-wait (p99 half a second and more). With one
# lock in front of the transaction they queue in order instead, and throughput is about four times
# as high. Reentrant, since a command may call a lower one inside its own transaction.
_writer = threading.RLock()

_log = Log()

_PRAGMAS = {
    "journal_mode": "wal",
    # What we said we have survives a power cut all the same: see durability.py.
    "synchronous": "normal",
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "cache_size": -32_000,
    "temp_store": "memory",
}


def connect(url: str) -> Database:
    """Bind the models to the database at `url` and return it.

    `url` is `sqlite:///absolute/path.db` or `postgresql://user:password@host:port/name`, with
    libpq's options as a query. Raises ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        made = _sqlite(Path(unquote(parts.path)))
    elif parts.scheme in {"postgresql", "postgres"}:
        made = _postgresql(parts)
    else:
        raise ValueError(f"{parts.scheme}: give a database address of sqlite:// or postgresql://")
    database.initialize(made)
    return made


def _sqlite(path: Path) -> Database:
    if str(path).startswith("//"):
        path = Path("/" + str(path).lstrip("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    _log.watch(path)
    # IMMEDIATE takes the write lock at BEGIN: a transaction that reads first and then writes
    # would otherwise fail with "database is locked" without waiting.
    return SqliteDatabase(str(path), pragmas=_PRAGMAS, lock_type="IMMEDIATE")


def _postgresql(parts: object) -> Database:
    query = dict(parse_qsl(parts.query))  # type: ignore[attr-defined]
    options = {
        "user": parts.username and unquote(parts.username),  # type: ignore[attr-defined]
        "password": parts.password and unquote(parts.password),  # type: ignore[attr-defined]
        "host": parts.hostname,  # type: ignore[attr-defined]
        "port": parts.port,  # type: ignore[attr-defined]
        **query,
    }
    return PostgresqlDatabase(
        parts.path.lstrip("/"),  # type: ignore[attr-defined]
        prefer_psycopg3=True,
        **{name: value for name, value in options.items() if value},
    )


def is_sqlite() -> bool:
    """Whether the bound database is SQLite."""
    return isinstance(database.obj, SqliteDatabase)


def disconnect() -> None:
    """Close this thread's connection, if it has one."""
    if database.obj is not None and not database.is_closed():
        database.close()


@contextmanager
def write() -> Iterator[None]:
    """One transaction: committed and durable when the block ends, rolled back if it raises."""
    if not is_sqlite():
        with database.atomic():
            yield
        return
    with _writer:
        outermost = not database.in_transaction()
        with database.atomic() if not outermost else _outermost():
            yield
    if outermost:
        _log.settle()


@contextmanager
def _outermost() -> Iterator[None]:
    """A transaction whose commit the log knows of before anybody can read what it wrote."""
    begun = False
    try:
        with database.atomic():
            yield
            _log.coming()
            begun = True
    finally:
        if begun:
            _log.committed()


def settle() -> None:
    """Return when all that this process has committed would survive a power cut.

    For whoever answers with what somebody else has only just written; nearly always at once.
    """
    if is_sqlite():
        _log.settle()


def compact() -> None:
    """Leave nothing in the database's files of what was deleted; call it outside a transaction.

    SQLite keeps the bytes of deleted rows in free places of its pages and in its log; what
    PostgreSQL keeps of them is its own administrator's to purge, and is given back to be used.
    """
    if not is_sqlite():
        database.execute_sql("VACUUM")
        return
    with _writer:
        database.execute_sql("VACUUM")
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
