"""What goes into a field comes out of it, on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import Database, IntegerField, Model

from server.database import JsonField, UtcField
from server.database import database as bound

MEXICO = timezone(timedelta(hours=-6))


class Shelf(Model):
    """A table of these tests alone."""

    number = IntegerField(default=0)
    at = UtcField(null=True)
    json = JsonField(null=True)

    class Meta:
        database = bound
        table_name = "shelf"


@pytest.fixture
def shelf(database: Database) -> Iterator[type[Shelf]]:
    """The table, empty."""
    database.create_tables([Shelf])
    yield Shelf
    database.drop_tables([Shelf])


def back(shelf: type[Shelf], **values: Any) -> Shelf:
    """A row as it is read after it was written."""
    return shelf.get_by_id(shelf.create(**values).id)


def test_it_works(shelf: type[Shelf]) -> None:
    noon = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=MEXICO)
    row = back(shelf, at=noon, json={"a": [1, "ñ", None]})
    assert row.at == noon
    assert row.at.tzinfo is UTC
    assert row.json == {"a": [1, "ñ", None]}


def test_nothing_stays_nothing(shelf: type[Shelf]) -> None:
    row = back(shelf, at=None, json=None)
    assert (row.at, row.json) == (None, None)


def test_an_instant_without_a_zone_is_refused(shelf: type[Shelf]) -> None:
    with pytest.raises(ValueError, match="naive"):
        shelf.create(at=datetime(2026, 11, 21, 12, 0))  # noqa: DTZ001
    assert shelf.select().count() == 0


def test_instants_are_compared_as_instants(shelf: type[Shelf]) -> None:
    noon = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    back(shelf, at=noon)
    same = noon.astimezone(MEXICO)
    assert shelf.select().where(shelf.at == same).count() == 1
    assert shelf.select().where(shelf.at > same - timedelta(seconds=1)).count() == 1
    assert shelf.select().where(shelf.at < same).count() == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.datetimes(timezones=st.sampled_from([UTC, MEXICO])).filter(lambda at: 1 < at.year < 9999)
)
def test_any_instant(shelf: type[Shelf], at: datetime) -> None:
    assert back(shelf, at=at).at == at


# PostgreSQL stores no NUL; whatever a phone sends is checked for it before.
words = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=values)
def test_any_json(shelf: type[Shelf], value: Any) -> None:
    assert back(shelf, json=value).json == value


def test_equal_json_is_equal_text(shelf: type[Shelf]) -> None:
    first, second = shelf.create(json={"b": 1, "a": 2}), shelf.create(json={"a": 2, "b": 1})
    texts = bound.execute_sql("SELECT json FROM shelf ORDER BY id").fetchall()
    assert texts[0] == texts[1]
    assert first.id != second.id
