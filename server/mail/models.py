"""The table of messages that are still to be delivered."""

from __future__ import annotations

from peewee import CharField, IntegerField, Model, UUIDField

from server.database import JsonField, UtcField, database
from server.kernel.ids import new_id


class Message(Model):
    """One message: waiting, being sent, or parked with the reason why it could not be delivered."""

    id = UUIDField(primary_key=True, default=new_id)
    kind = CharField(max_length=60)
    payload = JsonField(default=dict)
    state = CharField(max_length=12, default="waiting")
    run_at = UtcField()
    tries = IntegerField(default=0)
    claimed_at = UtcField(null=True)
    # A code of ours and the number that the server answered with: its own words hold the address.
    failure = CharField(max_length=20, null=True)
    answer = IntegerField(null=True)
    created_at = UtcField()

    class Meta:
        database = database
        table_name = "message"
        indexes = ((("state", "run_at"), False),)
