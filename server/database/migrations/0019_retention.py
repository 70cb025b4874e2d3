"""What has been erased, and what a legal hold keeps from it.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CharField, Model, UUIDField

from server.database.fields import UtcField


class LegalHold(Model):
    id = UUIDField(primary_key=True)
    kind = CharField(max_length=12)
    object = UUIDField(null=True)
    placed_at = UtcField()
    lifted_at = UtcField(null=True)

    class Meta:
        table_name = "legal_hold"
        indexes = ((("kind", "object"), False),)


class Erasure(Model):
    kind = CharField(max_length=12)
    object = UUIDField()
    at = UtcField()

    class Meta:
        table_name = "erasure"
        indexes = ((("kind", "object"), True),)


TABLES = [LegalHold, Erasure]


def up(migrator, db):
    """Create the tables."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the tables, with what they hold."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
