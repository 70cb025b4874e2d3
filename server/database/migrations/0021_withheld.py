"""What of a report its reviewer keeps from the store: words of an answer, a comment, a photo.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CharField, ForeignKeyField, Model, UUIDField

from server.database.fields import UtcField


class Person(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "person"


class Submission(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "submission"


class Withheld(Model):
    id = UUIDField(primary_key=True)
    submission = ForeignKeyField(Submission, on_delete="CASCADE", index=False)
    question = CharField(max_length=80)
    kind = CharField(max_length=8)
    photo = CharField(max_length=64, default="")
    reason = CharField(max_length=8)
    reviewer = ForeignKeyField(Person)
    withheld_at = UtcField()

    class Meta:
        table_name = "withheld"
        indexes = ((("submission", "question", "kind", "photo"), True),)


TABLES = [Withheld]


def up(migrator, db):
    """Create the table."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the table, with what it holds."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
