"""An episode: what was seen, where, and on which day."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, Model, TextField, UUIDField

from server.database import UtcField, database
from server.people.models import Shopper
from server.programmes.models import Programme
from server.stores.models import Store


class Episode(Model):
    """One moment as a shopper logged it. `digest` is over the bytes that were sent.

    `store` is one that the shopper was sent to; any other place has the name they wrote, and a
    store where one is called so or somebody of the programme said at `placed_at` which it is. Of
    the time nothing is kept but the day; `month` is the first day of the month of the Thursday of
    its week, as with scores.
    """

    id = UUIDField(primary_key=True)
    programme = ForeignKeyField(Programme)
    # Found by the indexes below; ones of their own would only be written.
    shopper = ForeignKeyField(Shopper, index=False)
    store = ForeignKeyField(Store, null=True, index=False)
    store_name = CharField(max_length=120, null=True)
    kind = CharField(max_length=16)
    moment = CharField(max_length=12)
    affected = CharField(max_length=16)
    words = TextField(default="")
    happened = DateField()
    month = DateField()
    received_at = UtcField(index=True)
    placed_at = UtcField(null=True)
    digest = CharField(max_length=64)

    class Meta:
        database = database
        table_name = "episode"
        indexes = ((("shopper", "received_at"), False), (("store", "month"), False))
