"""Each test has a database of its own, on the engine it is told."""

from peewee import SqliteDatabase

from server.database import connect, database, disconnect
from tests.conftest import migrated
from tests.engines.databases import Databases


def one_row(url: str) -> None:
    """A preparation: a table with one row."""
    connect(url)
    database.execute_sql("CREATE TABLE cast_member (name TEXT)")
    database.execute_sql("INSERT INTO cast_member VALUES ('Zoë')")
    disconnect()


def test_it_works(databases: Databases) -> None:
    first, second = databases.copy_of(one_row), databases.copy_of(one_row)
    connect(first)
    database.execute_sql("INSERT INTO cast_member VALUES ('Iñaki')")
    assert _names() == ["Iñaki", "Zoë"]
    disconnect()
    connect(second)
    assert _names() == ["Zoë"]
    disconnect()
    databases.discard(first)
    databases.discard(second)


def test_the_engine_is_the_one_asked_for(databases: Databases, empty_database_url: str) -> None:
    connected = connect(empty_database_url)
    assert isinstance(connected, SqliteDatabase) == (databases.engine == "sqlite")
    assert connected.get_tables() == []


def test_a_preparation_runs_once(databases: Databases) -> None:
    asked = []

    def prepare(url: str) -> None:
        asked.append(url)
        migrated(url)

    for url in [databases.copy_of(prepare) for _ in range(3)]:
        databases.discard(url)
    assert len(asked) == 1


def test_text_sorts_by_code_point_on_both_engines(empty_database_url: str) -> None:
    """So that a page of rows is in one order, whatever locale the database server has."""
    connect(empty_database_url)
    database.execute_sql("CREATE TABLE word (text TEXT)")
    for word in ("b", "á", "Z", "a"):
        database.execute_sql(f"INSERT INTO word VALUES ('{word}')")
    rows = database.execute_sql("SELECT text FROM word ORDER BY text").fetchall()
    assert [text for (text,) in rows] == ["Z", "a", "b", "á"]


def _names() -> list[str]:
    rows = database.execute_sql("SELECT name FROM cast_member ORDER BY name").fetchall()
    return [name for (name,) in rows]
