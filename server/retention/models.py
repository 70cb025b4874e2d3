"""What has been erased, and what a legal hold keeps from it."""

from __future__ import annotations

from peewee import CharField, Model, UUIDField

from server.database import UtcField, database
from server.kernel.ids import new_id


class LegalHold(Model):
    """That something is kept whatever its age, until `lifted_at`. The reason is in the history.

    `kind`: programme (everything; `object` is null), person, shopper or visit.
    """

    id = UUIDField(primary_key=True, default=new_id)
    kind = CharField(max_length=12)
    object = UUIDField(null=True)
    placed_at = UtcField()
    lifted_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "legal_hold"
        indexes = ((("kind", "object"), False),)


class Erasure(Model):
    """That the words and photos of a report, or who a person was, have been erased."""

    kind = CharField(max_length=12)
    object = UUIDField()
    at = UtcField()

    class Meta:
        database = database
        table_name = "erasure"
        indexes = ((("kind", "object"), True),)
