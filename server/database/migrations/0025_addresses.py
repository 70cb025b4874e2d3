"""E-mail addresses that somebody has given for themselves and not confirmed yet.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CharField, ForeignKeyField, Model, UUIDField

from server.database.fields import UtcField


class Person(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "person"


class AddressClaim(Model):
    id = UUIDField(primary_key=True)
    person = ForeignKeyField(Person, unique=True, on_delete="CASCADE")
    address = CharField(max_length=254)
    code_hash = CharField(max_length=64, null=True)
    created_at = UtcField()
    expires_at = UtcField(index=True)

    class Meta:
        table_name = "address_claim"


TABLES = [AddressClaim]


def up(migrator, db):
    """Create the table."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop it, with what it holds."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
