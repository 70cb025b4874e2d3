"""What shoppers were told of by e-mail, and who wants to be told nothing.

A frozen copy: it does not follow the models when they change.
"""

from peewee import AutoField, CharField, ForeignKeyField, Model, UUIDField

from server.database.fields import UtcField


class Shopper(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "shopper"


class Reminder(Model):
    id = AutoField()
    shopper = ForeignKeyField(Shopper, on_delete="CASCADE", index=False)
    kind = CharField(max_length=12)
    about = UUIDField()
    occasion = UtcField()
    noticed_at = UtcField()
    posted_at = UtcField(null=True, index=True)

    class Meta:
        table_name = "reminder"
        indexes = ((("shopper", "kind", "about", "occasion"), True),)


class Refusal(Model):
    shopper = ForeignKeyField(Shopper, primary_key=True, on_delete="CASCADE")
    since = UtcField()

    class Meta:
        table_name = "reminder_refusal"


TABLES = [Reminder, Refusal]


def up(migrator, db):
    """Create the tables; what is still to be done is found by when it ends."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)
    migrator.migrate(migrator.add_index("visit_part", ("closes_at",), False))


def down(migrator, db):
    """Drop them, with what they hold."""
    migrator.migrate(migrator.drop_index("visit_part", "visit_part_closes_at"))
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
