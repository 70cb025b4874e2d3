"""Every row of a table, as its model reads it."""

from __future__ import annotations

from typing import Any

from peewee import Model


def everything(table: type[Model]) -> list[dict[str, Any]]:
    """All rows in the order of their keys; bytes as they are."""
    key = table._meta.primary_key
    names = key.field_names if table._meta.composite_key else [key.name]
    order = [table._meta.fields[name] for name in names]
    rows = table.select().order_by(*order).dicts()
    return [{n: _plain(value) for n, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
