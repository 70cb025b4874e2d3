"""The log, and beside it the free-text reasons, which alone can be erased."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, Model, TextField, UUIDField

from server.database import JsonField, UtcField, database


class HistoryEntry(Model):
    """One act: `actor_kind` (person, shopper, system) and id, the act's name, and its object."""

    at = UtcField()
    actor_kind = CharField(max_length=16)
    actor = UUIDField(null=True)
    act = CharField(max_length=60)
    object_kind = CharField(max_length=40)
    object = CharField(max_length=64)
    details = JsonField(default=dict)

    class Meta:
        database = database
        table_name = "history_entry"
        indexes = (
            (("object_kind", "object"), False),
            (("at",), False),
            (("actor",), False),
            (("act",), False),
        )


class HistoryReason(Model):
    """Why, in somebody's own words. Kept apart: words may name a person, and can be erased."""

    entry = ForeignKeyField(HistoryEntry, backref="reasons", on_delete="CASCADE")
    words = TextField()

    class Meta:
        database = database
        table_name = "history_reason"
