"""Statements that are built once do what peewee's own would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from peewee import (
    BlobField,
    BooleanField,
    CharField,
    Database,
    DoubleField,
    ForeignKeyField,
    IntegrityError,
    Model,
    UUIDField,
)

from server.database import JsonField, UtcField, write
from server.database import database as bound
from server.database.statements import Insert, Lookup


class Shelf(Model):
    """A table with every kind of column."""

    id = UUIDField(primary_key=True)
    name = CharField(unique=True)

    class Meta:
        database = bound
        table_name = "shelf"


class Book(Model):
    """A table that points to it."""

    shelf = ForeignKeyField(Shelf)
    at = UtcField(null=True)
    facts = JsonField(null=True)
    content = BlobField(null=True)
    good = BooleanField(default=True)
    weight = DoubleField(null=True)
    title = CharField(null=True)

    class Meta:
        database = bound
        table_name = "book"


SHELF = Insert(Shelf.id, Shelf.name)
COLUMNS = (Book.shelf, Book.at, Book.facts, Book.content, Book.good, Book.weight, Book.title)
BOOK = Insert(*COLUMNS, returning=Book.id)
BOOKS = Insert(*COLUMNS)
FOUND = Lookup(
    lambda shelf, title: (
        Book.select(Book.id, Shelf.id, Book.at, Book.facts, Book.good, Book.title)
        .join(Shelf)
        .where((Book.shelf == shelf) & (Book.title == title) & (Book.good == True))  # noqa: E712
    ),
    Book.shelf,
    Book.title,
)
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def book(shelf: UUID, title: str | None = "Ñandú") -> tuple[Any, ...]:
    return (shelf, NOW, {"b": [1, None]}, b"\x00\xff", True, 1.5, title)


@pytest.fixture
def shelf(database: Database) -> Iterator[UUID]:
    """A shelf in both tables."""
    database.create_tables([Shelf, Book])
    made = uuid4()
    SHELF.one(made, "A")
    yield made
    database.drop_tables([Book, Shelf])


def test_it_works(shelf: UUID) -> None:
    number = BOOK.one(*book(shelf))
    row = Book.get_by_id(number)
    assert (row.shelf_id, row.at, row.facts, bytes(row.content)) == book(shelf)[:4]
    assert (row.good, row.weight, row.title) == (True, 1.5, "Ñandú")
    assert FOUND.first(shelf, "Ñandú") == (number, shelf, NOW, {"b": [1, None]}, True, "Ñandú")


def test_all_rows_at_once(shelf: UUID) -> None:
    BOOKS.many(book(shelf, title) for title in ("Emu", "Ñandú", "Kiwi"))
    some = Lookup(
        lambda *titles: Book.select(Book.title, Book.at).where(Book.title.in_(titles)),
        Book.title,
        Book.title,
    )
    assert sorted(some.all("Emu", "Kiwi")) == [("Emu", NOW), ("Kiwi", NOW)]
    assert some.all("Moa", "Dodo") == []


def test_what_is_not_there_is_none(shelf: UUID) -> None:
    BOOK.one(*book(shelf))
    assert FOUND.first(shelf, "Emu") is None
    assert FOUND.first(uuid4(), "Ñandú") is None


def test_nothing_is_stored_as_nothing(shelf: UUID) -> None:
    BOOKS.many([(shelf, None, None, None, False, None, None)])
    row = Book.get()
    assert (row.at, row.facts, row.content, row.weight, row.title) == (None,) * 5


@pytest.mark.parametrize("count", [0, 1, 2, 45, 500, 501, 1203])
def test_many_rows_in_their_order(shelf: UUID, count: int) -> None:
    with write():
        BOOKS.many(book(shelf, f"{number:04}") for number in range(count))
    titles = [row.title for row in Book.select(Book.title).order_by(Book.id)]
    assert titles == [f"{number:04}" for number in range(count)]


def test_rows_of_mixed_nothing_and_something(shelf: UUID) -> None:
    """An engine that guesses a column's type from the first row would fail here."""
    nothing = (shelf, None, None, None, False, None, None)
    BOOKS.many([nothing, book(shelf), nothing, book(shelf, "Emu")])
    assert [row.weight for row in Book.select().order_by(Book.id)] == [None, 1.5, None, 1.5]


def test_a_rule_that_is_broken_is_peewee_s_own_failure(shelf: UUID) -> None:
    with pytest.raises(IntegrityError), write():
        SHELF.one(uuid4(), "A")
    with pytest.raises(IntegrityError), write():
        BOOKS.many([book(shelf), book(uuid4())])
    assert Book.select().count() == 0


def test_quotes_and_percents_are_only_letters(shelf: UUID) -> None:
    title = "100 % '\"; DROP TABLE shelf; -- %s ? {}"
    BOOK.one(*book(shelf, title))
    found = FOUND.first(shelf, title)
    assert found is not None
    assert found[-1] == title
