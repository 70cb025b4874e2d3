"""The connection, the fields of our own, and the migrations' runner, for SQLite and PostgreSQL.

Knows: peewee and the two engines.
Must not know: what any table means; the trade's words do not occur here outside `migrations/`,
whose numbered files are frozen copies of the tables as they were.
Invariant: every write happens inside `write()`, one transaction, and is durable when it returns.
"""

from server.database.connection import (
    compact,
    connect,
    database,
    disconnect,
    is_sqlite,
    settle,
    write,
)
from server.database.fields import JsonField, UtcField

__all__ = [
    "JsonField",
    "UtcField",
    "compact",
    "connect",
    "database",
    "disconnect",
    "is_sqlite",
    "settle",
    "write",
]
