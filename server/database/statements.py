"""Statements that are built once and run often.

Building SQL is most of what an ORM's query costs (about 1 ms for a report's 45 answers, where
running it takes 150 us), so the few statements on the path that every report takes are compiled
at their first use and then only bound. Everything else stays an ordinary peewee query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from peewee import Field, Model, ModelSelect, Value, __exception_wrapper__

from server.database.connection import database, is_sqlite

Convert = Callable[[Any], Any]


class Insert:
    """`INSERT INTO model (columns)`, one row or many; values go through the fields' own rules."""

    def __init__(self, *columns: Field, returning: Field | None = None) -> None:
        self._columns = columns
        self._returning = returning
        self._model: type[Model] = columns[0].model

    def one(self, *values: Any) -> Any:
        """Insert one row; the value of `returning`, if that was asked for."""
        cursor = database.execute_sql(self._sql(), self._row(values))
        return cursor.fetchone()[0] if self._returning is not None else None

    def many(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows in one go; nothing happens where there are none."""
        converted = [self._row(row) for row in rows]
        if converted:
            # Peewee has no executemany; its wrapper makes one kind of failure of two engines'.
            with __exception_wrapper__:
                database.cursor().executemany(self._sql(), converted)

    def _row(self, values: Sequence[Any]) -> list[Any]:
        return [
            value if value is None else column.db_value(value)
            for column, value in zip(self._columns, values, strict=True)
        ]

    def _sql(self) -> str:
        place = "?" if is_sqlite() else "%s"
        names = ", ".join(f'"{column.column_name}"' for column in self._columns)
        places = ", ".join([place] * len(self._columns))
        sql = f'INSERT INTO "{self._model._meta.table_name}" ({names}) VALUES ({places})'
        if self._returning is not None:
            sql += f' RETURNING "{self._returning.column_name}"'
        return sql


class Lookup:
    """A select of plain fields, built by `build` from one placeholder per field of `slots`."""

    def __init__(self, build: Callable[..., ModelSelect], *slots: Field) -> None:
        self._build = build
        self._slots = slots
        self._made: dict[bool, tuple[str, list[Any], list[Convert]]] = {}

    def first(self, *values: Any) -> tuple[Any, ...] | None:
        """The first row, as python values, or None."""
        sql, wanted, converts = self._made.get(is_sqlite()) or self._make()
        given = [slot.db_value(value) for slot, value in zip(self._slots, values, strict=True)]
        bound = [given[place] if own else constant for own, place, constant in wanted]
        row = database.execute_sql(sql, bound).fetchone()
        if row is None:
            return None
        return tuple(
            value if value is None else convert(value)
            for convert, value in zip(converts, row, strict=True)
        )

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


class _Mark:
    """Stands for a value while the SQL is built."""

    def __init__(self, place: int) -> None:
        self.place = place
