"""The table of tasks."""

from __future__ import annotations

from peewee import CharField, IntegerField, Model, TextField

from server.database import JsonField, UtcField, database


class Task(Model):
    """One piece of work: waiting, running, done, or parked after five tries."""

    kind = CharField(max_length=60)
    payload = JsonField(default=dict)
    state = CharField(max_length=12, default="waiting")
    run_at = UtcField()
    tries = IntegerField(default=0)
    claimed_at = UtcField(null=True)
    finished_at = UtcField(null=True)
    error = TextField(null=True)

    class Meta:
        database = database
        table_name = "task"
        indexes = ((("state", "run_at"), False),)
