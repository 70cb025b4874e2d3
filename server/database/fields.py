"""Fields that behave the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from peewee import DateTimeField, TextField

# Made once: json.dumps makes a new one at each call.
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class UtcField(DateTimeField):
    """An instant: aware in, aware out, stored as naive UTC on both engines.

    A plain DateTimeField silently loses the zone on PostgreSQL. Raises ValueError for a naive
    datetime, since nobody can say which instant it means.
    """

    def db_value(self, value: Any) -> Any:
        """The naive UTC datetime that is stored."""
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("a naive datetime does not say which instant it is")
            value = value.astimezone(UTC).replace(tzinfo=None)
        return super().db_value(value)

    def python_value(self, value: Any) -> Any:
        """The aware datetime in UTC that was stored."""
        # SQLite's own text; peewee would try its list of formats.
        value = datetime.fromisoformat(value) if type(value) is str else value
        if isinstance(value, datetime) and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value


class JsonField(TextField):
    """A JSON value as text. Never compared or searched in SQL: the engines differ there."""

    def db_value(self, value: Any) -> Any:
        """The text that is stored."""
        if value is None:
            return None
        return _WRITER.encode(value)

    def python_value(self, value: Any) -> Any:
        """The value that was stored."""
        return None if value is None else json.loads(value)
