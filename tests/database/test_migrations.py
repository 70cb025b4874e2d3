"""Every migration goes up and down, with rows in the tables, and two at once do it once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from peewee import Database, ForeignKeyField

from server import wiring
from server.app import SchemaBehind, create_app
from server.database import connect, database, disconnect
from server.database.schema import MIGRATIONS, migrate_down, migrate_up, pending
from server.database.statements import Insert
from server.kernel.settings import Settings

NAMES = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
BESIDES = {"schema_migration"}
SAMPLES: dict[str, Any] = {
    "UUIDField": uuid4,
    "UtcField": lambda: datetime(2026, 11, 21, tzinfo=UTC),
    "DateField": lambda: datetime(2026, 11, 1, tzinfo=UTC).date(),
    "JsonField": lambda: {"ñ": ["…", 1, None, True]},
    "BooleanField": lambda: True,
    "DoubleField": lambda: 1.5,
    "BlobField": lambda: b"\x00\xff",
    "IntegerField": lambda: 3,
    "BigIntegerField": lambda: 2**40,
    "AutoField": lambda: None,
}


def fill() -> int:
    """One row in each table that is there, foreign keys kept; how many rows."""
    there, made = set(database.get_tables()), dict[Any, Any]()
    for table in wiring.TABLES:
        if table._meta.table_name in there:
            row, key = _row(table, made), table._meta.primary_key
            # Not `create`, which gives also columns that are not there yet their defaults.
            returning = None if table._meta.composite_key else key
            made[table] = Insert(*row, returning=returning).one(*row.values())
    return len(made)


def _row(table: Any, made: dict[Any, Any]) -> dict[Any, Any]:
    row = {}
    # A later migration may add columns, which are not there yet.
    columns = {column.name for column in database.get_columns(table._meta.table_name)}
    for field in table._meta.sorted_fields:
        if field.column_name not in columns:
            continue
        if isinstance(field, ForeignKeyField):
            row[field] = made.get(field.rel_model)
            continue
        value = SAMPLES.get(type(field).__name__, lambda: "x")()
        if value is not None:
            row[field] = value
    return row


def tables(bound: Database) -> set[str]:
    return set(bound.get_tables()) - BESIDES


@pytest.fixture
def empty(empty_database_url: str) -> Database:
    """A database without tables, connected."""
    return connect(empty_database_url)


def test_it_works(empty: Database) -> None:
    assert pending() == NAMES
    assert migrate_up() == NAMES
    assert pending() == []
    assert tables(empty) == {table._meta.table_name for table in wiring.TABLES}
    assert fill() == len(wiring.TABLES)


def test_each_step_goes_down_with_rows_in_it_and_up_again(empty: Database) -> None:
    for number, name in enumerate(NAMES):
        before = tables(empty)
        assert migrate_up(name) == [name]
        here = tables(empty)
        assert before <= here
        assert fill() == len(here)
        # Without a target the newest is taken back, and nothing else.
        assert migrate_down() == [name]
        assert tables(empty) == before
        assert pending() == NAMES[number:]
        assert migrate_up(name) == [name]
        assert tables(empty) == here
        _empty(here)


def _empty(here: set[str]) -> None:
    for table in reversed(wiring.TABLES):
        if table._meta.table_name in here:
            table.delete().execute()


def test_what_was_there_stays_when_the_next_goes_up_and_down(empty: Database) -> None:
    assert tables(empty) == set()
    for number, name in enumerate(NAMES[:-1]):
        migrate_up(name)
        before = {t: _count(t) for t in tables(empty)}
        following = NAMES[number + 1]
        migrate_up(following)
        migrate_down()
        assert {t: _count(t) for t in tables(empty)} == before


def _count(table: str) -> int:
    return int(database.execute_sql(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])


def test_all_the_way_down_and_up(empty: Database) -> None:
    migrate_up()
    fill()
    for name in reversed(NAMES):
        assert migrate_down() == [name]
    assert tables(empty) == set()
    assert migrate_up() == NAMES
    assert fill() == len(wiring.TABLES)


def test_two_at_once_migrate_once(empty: Database) -> None:
    done: list[list[str]] = []
    start = threading.Barrier(3)

    def migrate() -> None:
        start.wait()
        done.append(migrate_up())
        disconnect()

    nodes = [threading.Thread(target=migrate) for _ in range(3)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join(60)
    assert sorted(done) == [[], [], NAMES]
    assert tables(empty)


def test_a_schema_that_is_behind_does_not_start(empty_database_url: str, tmp_path: Path) -> None:
    connect(empty_database_url)
    migrate_up(NAMES[-2])
    settings = Settings(data=tmp_path / "data", database_url=empty_database_url)
    with pytest.raises(SchemaBehind, match="audit-kit migrate"):
        create_app(settings)
    connect(empty_database_url)
    migrate_up()
    disconnect()
    assert create_app(settings).name == "server"
