"""The tables that migrations leave are the ones that the models describe, on both engines."""

import importlib
from collections.abc import Iterator

import pytest
from peewee import Database, Model

from server import wiring
from server.database import connect, disconnect
from tests.architecture.house import ROOT, feature_folders
from tests.engines.databases import Databases

# The runner's own list of what has been applied.
BESIDES = {"schema_migration"}

Schema = dict[str, set[tuple[object, ...]]]


def schema(database: Database) -> Schema:
    """Each table with all that an engine tells of it: columns, keys and indexes."""
    return {
        table: _columns(database, table) | _keys(database, table) | _indexes(database, table)
        for table in database.get_tables()
        if table not in BESIDES
    }


def _columns(database: Database, table: str) -> set[tuple[object, ...]]:
    return {
        ("column", c.name, c.data_type, c.null, c.primary_key, c.default)
        for c in database.get_columns(table)
    }


def _keys(database: Database, table: str) -> set[tuple[object, ...]]:
    return {
        ("key", k.column, k.dest_table, k.dest_column) for k in database.get_foreign_keys(table)
    }


def _indexes(database: Database, table: str) -> set[tuple[object, ...]]:
    return {("index", *i.columns, i.unique) for i in database.get_indexes(table)}


@pytest.fixture
def modelled(databases: Databases) -> Iterator[Schema]:
    """The schema that the models themselves would make."""
    url = databases.copy_of(_as_modelled)
    yield schema(connect(url))
    disconnect()
    databases.discard(url)


def _as_modelled(url: str) -> None:
    connect(url).create_tables(wiring.TABLES)
    disconnect()


@pytest.fixture
def migrated(modelled: Schema, database_url: str) -> Iterator[Database]:
    """The schema that migrations made; asked for after the other, as one is bound at a time."""
    assert modelled
    disconnect()
    yield connect(database_url)
    disconnect()


def models() -> set[type[Model]]:
    """Every model that a feature's models.py (or folder of models) defines."""
    return {
        found
        for folder in feature_folders(ROOT)
        if (folder / "models.py").exists() or (folder / "models").exists()
        for found in vars(importlib.import_module(f"server.{folder.name}.models")).values()
        if isinstance(found, type) and issubclass(found, Model)
        if found.__module__.startswith("server.") and found._meta.fields
    }


def test_it_works(modelled: Schema, migrated: Database) -> None:
    assert len(modelled) > 20
    assert sum(len(told) for told in modelled.values()) > 200
    assert schema(migrated) == modelled


def test_every_model_is_in_the_one_list() -> None:
    assert len(models()) > 20
    assert sorted(m.__name__ for m in models() - set(wiring.TABLES)) == []


@pytest.mark.parametrize(
    "drift",
    [
        "ALTER TABLE region ADD COLUMN mood TEXT",
        "CREATE UNIQUE INDEX region_only ON region (name)",
        "CREATE TABLE shelf (id INTEGER PRIMARY KEY)",
        "DROP TABLE region_head",
    ],
)
def test_a_drift_is_found(modelled: Schema, migrated: Database, drift: str) -> None:
    assert schema(migrated) == modelled
    migrated.execute_sql(drift)
    assert schema(migrated) != modelled
