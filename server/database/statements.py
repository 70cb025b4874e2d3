"""Statements that are built once and run often.

Building SQL is most of what an ORM's query costs (about 1 ms for a report's 45 answers, where
running it takes 150 us), so the few statements on the path that every report takes are compiled
at their first use and then only bound. Everything else stays an ordinary peewee query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    DoubleField,
    Field,
    ForeignKeyField,
    IntegerField,
    Model,
    ModelSelect,
    TextField,
    Value,
)

from server.database.connection import database, is_sqlite

Convert = Callable[[Any], Any]

# Both drivers take these as they are.
_PLAIN = frozenset(
    {AutoField, BigIntegerField, BooleanField, CharField, DoubleField, IntegerField, TextField}
)
# Far below what either engine binds in one statement, whatever the number of columns.
_MOST_ROWS = 500


class Insert:
    """`INSERT INTO model (columns)`, one row or many; values go through the fields' own rules."""

    def __init__(self, *columns: Field, returning: Field | None = None) -> None:
        self._columns = columns
        self._returning = returning
        self._model: type[Model] = columns[0].model
        self._converts = [
            (place, column.db_value)
            for place, column in enumerate(columns)
            if type(_itself(column)) not in _PLAIN
        ]
        self._made: dict[tuple[bool, int], str] = {}

    def one(self, *values: Any) -> Any:
        """Insert one row; the value of `returning`, if that was asked for."""
        cursor = database.execute_sql(self._sql(1), self._values([values]))
        return cursor.fetchone()[0] if self._returning is not None else None

    def many(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows in one go; nothing happens where there are none.

        One statement for all, not one per row: each execution lets go of Python's global lock and
        must queue for it again, and whoever writes holds up all other writers.
        """
        given = list(rows)
        for first in range(0, len(given), _MOST_ROWS):
            part = given[first : first + _MOST_ROWS]
            database.execute_sql(self._sql(len(part)), self._values(part))

    def _values(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """The values of all rows in one list, as the driver takes them."""
        values = list(chain.from_iterable(rows))
        width = len(self._columns)
        for place, convert in self._converts:
            for at in range(place, len(values), width):
                if values[at] is not None:
                    values[at] = convert(values[at])
        return values

    def _sql(self, rows: int) -> str:
        made = self._made.get((is_sqlite(), rows))
        if made is None:
            made = self._made[is_sqlite(), rows] = self._make(rows)
        return made

    def _make(self, rows: int) -> str:
        place = "?" if is_sqlite() else "%s"
        names = ", ".join(f'"{column.column_name}"' for column in self._columns)
        row = "(" + ", ".join([place] * len(self._columns)) + ")"
        sql = f'INSERT INTO "{self._model._meta.table_name}" ({names}) VALUES '
        sql += ", ".join([row] * rows)
        if self._returning is not None:
            sql += f' RETURNING "{self._returning.column_name}"'
        return sql


def _itself(column: Field) -> Field:
    """The field, or the one that a foreign key points to."""
    return _itself(column.rel_field) if isinstance(column, ForeignKeyField) else column


class Lookup:
    """A select of plain fields, built by `build` from one placeholder per field of `slots`."""

    def __init__(self, build: Callable[..., ModelSelect], *slots: Field) -> None:
        self._build = build
        self._slots = slots
        self._made: dict[bool, tuple[str, list[Any], list[Convert]]] = {}

    def first(self, *values: Any) -> tuple[Any, ...] | None:
        """The first row, as python values, or None."""
        cursor, converts = self._run(values)
        row = cursor.fetchone()
        return None if row is None else _converted(row, converts)

    def all(self, *values: Any) -> list[tuple[Any, ...]]:
        """Every row, as python values."""
        cursor, converts = self._run(values)
        return [_converted(row, converts) for row in cursor.fetchall()]

    def _run(self, values: Sequence[Any]) -> tuple[Any, list[Convert]]:
        sql, wanted, converts = self._made.get(is_sqlite()) or self._make()
        given = [slot.db_value(value) for slot, value in zip(self._slots, values, strict=True)]
        bound = [given[place] if own else constant for own, place, constant in wanted]
        return database.execute_sql(sql, bound), converts

    def _make(self) -> tuple[str, list[Any], list[Convert]]:
        marks = [_Mark(place) for place in range(len(self._slots))]
        query = self._build(*(Value(mark, converter=False) for mark in marks))
        sql, params = query.sql()
        wanted = [
            (True, param.place, None) if isinstance(param, _Mark) else (False, 0, param)
            for param in params
        ]
        converts = [column.python_value for column in query._returning]
        self._made[is_sqlite()] = (sql, wanted, converts)
        return self._made[is_sqlite()]


def _converted(row: Sequence[Any], converts: Sequence[Convert]) -> tuple[Any, ...]:
    return tuple(
        value if value is None else convert(value)
        for convert, value in zip(converts, row, strict=True)
    )


class _Mark:
    """Stands for a value while the SQL is built."""

    def __init__(self, place: int) -> None:
        self.place = place
