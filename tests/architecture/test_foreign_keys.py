"""A foreign key without an index makes each delete and each join read a whole table.

The schema is asked, not the models: what counts is what migrations leave, on either engine.
"""

from peewee import Database

from server.database import database as bound


def unindexed(database: Database) -> list[str]:
    """Foreign keys that no index and no primary key begins with."""
    return [
        f"{table}.{key.column}"
        for table in sorted(database.get_tables())
        for key in database.get_foreign_keys(table)
        if key.column not in _leading_columns(database, table)
    ]


def _leading_columns(database: Database, table: str) -> set[str]:
    indexes = [index.columns for index in database.get_indexes(table)]
    primary = database.get_primary_keys(table)
    return {columns[0] for columns in [*indexes, primary] if columns}


def test_it_works(database: Database) -> None:
    assert sum(len(database.get_foreign_keys(t)) for t in database.get_tables()) > 10
    assert unindexed(database) == []


def test_a_foreign_key_without_an_index_is_found(database: Database) -> None:
    bound.execute_sql("CREATE TABLE shelf (id INTEGER PRIMARY KEY)")
    bound.execute_sql(
        "CREATE TABLE book (id INTEGER PRIMARY KEY, shelf_id INTEGER REFERENCES shelf (id),"
        " place INTEGER)"
    )
    bound.execute_sql("CREATE INDEX book_place ON book (place, shelf_id)")
    assert unindexed(database) == ["book.shelf_id"]
    bound.execute_sql("CREATE INDEX book_shelf ON book (shelf_id)")
    assert unindexed(database) == []
