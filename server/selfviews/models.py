"""How managers have rated their own stores."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, IntegerField, Model, TextField, UUIDField

from server.database import JsonField, UtcField, database
from server.kernel.ids import new_id
from server.people.models import Person
from server.stores.models import Store


class SelfView(Model):
    """One rating of a store in one quarter, `2026-Q4`, by the person who gave it.

    `number` counts the quarter's rows of a store; the highest is the one that counts. `ratings` is
    attribute -> step, as version `version` of the module words them. `note` is for the store only.
    """

    id = UUIDField(primary_key=True, default=new_id)
    # Found by the unique index below; one of its own would only be written.
    store = ForeignKeyField(Store, backref="self_views", on_delete="CASCADE", index=False)
    quarter = CharField(max_length=7)
    number = IntegerField()
    person = ForeignKeyField(Person)
    version = IntegerField()
    ratings = JsonField()
    note = TextField(null=True)
    created_at = UtcField()

    class Meta:
        database = database
        table_name = "self_view"
        indexes = ((("store", "quarter", "number"), True),)
