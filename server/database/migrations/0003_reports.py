"""Submissions, revisions and answers, as they were first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    DoubleField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from server.database.fields import JsonField, UtcField


class FormVersion(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "form_version"


class Shopper(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "shopper"


class Visit(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "visit"


class Submission(Model):
    id = UUIDField(primary_key=True)
    visit = ForeignKeyField(Visit, null=True)
    part = CharField(max_length=40)
    shopper = ForeignKeyField(Shopper)
    state = CharField(index=True, max_length=12)
    revision = IntegerField(default=1)
    created_at = UtcField()
    updated_at = UtcField()

    class Meta:
        table_name = "submission"


class Revision(Model):
    submission = ForeignKeyField(Submission, on_delete="CASCADE", index=False)
    number = IntegerField()
    digest = CharField(max_length=64)
    replaces = CharField(null=True, max_length=64)
    form_version = ForeignKeyField(FormVersion)
    outcome = CharField(max_length=12)
    outcome_note = TextField(null=True)
    body = BlobField()
    received_at = UtcField()
    skew_ms = BigIntegerField(null=True)
    flags = JsonField(default=list)
    photos = IntegerField(default=0)

    class Meta:
        table_name = "revision"
        indexes = ((("submission", "number"), True),)


class Answer(Model):
    revision = ForeignKeyField(Revision, on_delete="CASCADE", index=False)
    question = CharField(max_length=80)
    position = IntegerField(default=0)
    applies = BooleanField(default=True)
    derived = BooleanField(default=False)
    choice = CharField(null=True, max_length=80)
    number = DoubleField(null=True)
    instant = UtcField(null=True)
    words = TextField(null=True)
    comment = TextField(null=True)

    class Meta:
        table_name = "answer"
        indexes = ((("revision", "question", "position"), True),)


TABLES = [Submission, Revision, Answer]


def up(migrator, db):
    """Create the tables."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the tables, with what they hold."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
