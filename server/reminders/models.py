"""Who was told of what, and who wants to be told nothing."""

from __future__ import annotations

from peewee import AutoField, CharField, ForeignKeyField, Model, UUIDField

from server.database import UtcField, database
from server.people.models import Shopper


class Reminder(Model):
    """That a shopper is to be told of something, and when a letter of it was posted.

    `about` is a visit (`given`) or a report's identity (`opens`, `closes`, `sent_back`). `occasion`
    tells one time from the next: when what waits comes to its end, or when the report came back.
    """

    id = AutoField()
    # Found by the unique index below; one of its own would only be written.
    shopper = ForeignKeyField(Shopper, on_delete="CASCADE", index=False)
    kind = CharField(max_length=12)
    about = UUIDField()
    occasion = UtcField()
    noticed_at = UtcField()
    posted_at = UtcField(null=True, index=True)

    class Meta:
        database = database
        table_name = "reminder"
        indexes = ((("shopper", "kind", "about", "occasion"), True),)


class Refusal(Model):
    """That a shopper wants no reminders."""

    shopper = ForeignKeyField(Shopper, primary_key=True, on_delete="CASCADE")
    since = UtcField()

    class Meta:
        database = database
        table_name = "reminder_refusal"
