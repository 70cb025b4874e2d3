"""The table of counts."""

from __future__ import annotations

from peewee import CharField, IntegerField, Model

from server.database import UtcField, database


class Count(Model):
    """How often something was done in the span of time that ends at `until`."""

    key = CharField(max_length=120, primary_key=True)
    times = IntegerField()
    until = UtcField(index=True)

    class Meta:
        database = database
        table_name = "rate_count"
