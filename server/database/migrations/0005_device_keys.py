"""The public keys of phones, as they were first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import ForeignKeyField, Model, UUIDField

from server.database.fields import JsonField, UtcField


class Shopper(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "shopper"


class DeviceKey(Model):
    id = UUIDField(primary_key=True)
    shopper = ForeignKeyField(Shopper, on_delete="CASCADE")
    key = JsonField()
    created_at = UtcField()

    class Meta:
        table_name = "device_key"


TABLES = [DeviceKey]


def up(migrator, db):
    """Create the table."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the table, with what it holds."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
