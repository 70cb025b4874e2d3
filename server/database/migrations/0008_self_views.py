"""How managers see their own stores, as it was first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CharField, ForeignKeyField, IntegerField, Model, TextField, UUIDField

from server.database.fields import JsonField, UtcField


class Person(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "person"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class SelfView(Model):
    id = UUIDField(primary_key=True)
    store = ForeignKeyField(Store, on_delete="CASCADE", index=False)
    quarter = CharField(max_length=7)
    number = IntegerField()
    person = ForeignKeyField(Person)
    version = IntegerField()
    ratings = JsonField()
    note = TextField(null=True)
    created_at = UtcField()

    class Meta:
        table_name = "self_view"
        indexes = ((("store", "quarter", "number"), True),)


def up(migrator, db):
    """Create the table."""
    with db.bind_ctx([SelfView]):
        db.create_tables([SelfView], safe=False)


def down(migrator, db):
    """Drop the table, with what it holds."""
    with db.bind_ctx([SelfView]):
        db.drop_tables([SelfView], safe=False)
