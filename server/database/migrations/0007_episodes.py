"""Moments logged outside a visit, as they were first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CharField, DateField, ForeignKeyField, Model, TextField, UUIDField

from server.database.fields import UtcField


class Programme(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "programme"


class Shopper(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "shopper"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class Episode(Model):
    id = UUIDField(primary_key=True)
    programme = ForeignKeyField(Programme)
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
    digest = CharField(max_length=64)

    class Meta:
        table_name = "episode"
        indexes = ((("shopper", "received_at"), False), (("store", "month"), False))


TABLES = [Episode]


def up(migrator, db):
    """Create the table."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the table, with what it holds."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
