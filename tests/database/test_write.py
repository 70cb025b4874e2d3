"""One transaction per write: all of it or nothing, durable, and one writer at a time."""

from __future__ import annotations

import threading

import pytest
from peewee import Database, IntegrityError

from server.database import connect, database, disconnect, is_sqlite, write
from server.programmes.models import FormVersion, Programme
from tests.database.test_migrations import SAMPLES

NOW = SAMPLES["UtcField"]()


def add(name: str) -> Programme:
    return Programme.create(name=name, created_at=NOW)


def names() -> list[str]:
    return [row.name for row in Programme.select().order_by(Programme.name)]


def add_and_fail(name: str) -> None:
    add(name)
    raise ZeroDivisionError


def write_and_fail(name: str) -> None:
    with write():
        add(name)
    raise ZeroDivisionError


def point_nowhere() -> None:
    """Add a row whose foreign key leads to nothing."""
    nowhere = SAMPLES["UUIDField"]()
    row = {"form": "f", "version": 1, "digest": "d", "snapshot": {}, "published_at": NOW}
    FormVersion.create(programme=nowhere, **row)


def add_and_point_nowhere(name: str) -> None:
    add(name)
    point_nowhere()


@pytest.mark.usefixtures("database")
class TestWrite:
    """Within `write()`."""

    def test_it_works(self) -> None:
        with write():
            add("kept")
        disconnect()
        assert names() == ["kept"]

    def test_what_raises_leaves_nothing(self) -> None:
        with pytest.raises(ZeroDivisionError), write():
            add_and_fail("lost")
        assert names() == []

    def test_one_inside_another_ends_with_the_outer(self) -> None:
        with pytest.raises(ZeroDivisionError), write():
            write_and_fail("inner")
        assert names() == []

    def test_an_inner_one_that_fails_leaves_the_outer_whole(self) -> None:
        with write():
            add("outer")
            with pytest.raises(ZeroDivisionError), write():
                add_and_fail("inner")
        assert names() == ["outer"]

    def test_what_breaks_a_rule_of_the_table_leaves_nothing(self) -> None:
        with pytest.raises(IntegrityError), write():
            add_and_point_nowhere("lost")
        assert names() == []

    def test_many_threads_write_all_they_have(self) -> None:
        def work(who: int) -> None:
            for number in range(10):
                with write():
                    add(f"{who}-{number}")
            disconnect()

        threads = [threading.Thread(target=work, args=(who,)) for who in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert len(names()) == 80


def test_each_engine_is_set_up(database_url: str) -> None:
    connect(database_url)
    if not is_sqlite():
        assert database.execute_sql("SHOW transaction_isolation").fetchone()[0] == "read committed"
        return
    settings = {
        name: database.execute_sql(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }
    normal = 1
    assert settings == {
        "journal_mode": "wal",
        "synchronous": normal,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_any_other_address_is_refused() -> None:
    with pytest.raises(ValueError, match="sqlite://"):
        connect("mysql://localhost/kit")


def test_foreign_keys_hold(database: Database) -> None:
    assert database
    with pytest.raises(IntegrityError), write():
        point_nowhere()
