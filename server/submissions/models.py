"""A submission is the identity of a report; a revision is what was said, unchangeable."""

from __future__ import annotations

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

from server.database import JsonField, UtcField, database
from server.people.models import Shopper
from server.programmes.models import FormVersion
from server.visits.models import Visit


class Submission(Model):
    """A report of one part of a visit, or of an episode (then `visit` is null).

    `state`: received, claimed, sent_back, accepted, not_done (the visit could not be made).
    """

    id = UUIDField(primary_key=True)
    visit = ForeignKeyField(Visit, null=True, backref="submissions")
    part = CharField(max_length=40)
    shopper = ForeignKeyField(Shopper, backref="submissions")
    state = CharField(max_length=12, index=True)
    revision = IntegerField(default=1)
    created_at = UtcField()
    updated_at = UtcField(index=True)

    class Meta:
        database = database
        table_name = "submission"


class Revision(Model):
    """The content of a report as it was sent. `digest` is over the bytes in `body`."""

    # Found by the unique index below; one of its own would only be written.
    submission = ForeignKeyField(Submission, backref="revisions", on_delete="CASCADE", index=False)
    number = IntegerField()
    digest = CharField(max_length=64)
    replaces = CharField(max_length=64, null=True)
    form_version = ForeignKeyField(FormVersion)
    outcome = CharField(max_length=12)
    outcome_note = TextField(null=True)
    body = BlobField()
    received_at = UtcField()
    # A clock one year off is more milliseconds than 32 bits hold.
    skew_ms = BigIntegerField(null=True)
    # The skew that the visit's stamps are read with, decided once, on arrival (rules.judged).
    visit_skew_ms = BigIntegerField(null=True)
    flags = JsonField(default=list)
    photos = IntegerField(default=0)

    class Meta:
        database = database
        table_name = "revision"
        indexes = ((("submission", "number"), True),)


class Answer(Model):
    """One answer of a revision, in columns that can be counted; one row per chosen option.

    `choice` holds yes/no, a scale's step or an option's id as text; `number` a number, an amount
    in minor units or a duration in seconds; `instant` a stamp in UTC (as the phone's clock said);
    `words` a text; a photo's hash lies in `choice`. `position` numbers the rows of one question.
    """

    revision = ForeignKeyField(Revision, backref="answers", on_delete="CASCADE", index=False)
    question = CharField(max_length=80)
    position = IntegerField(default=0)
    applies = BooleanField(default=True)
    derived = BooleanField(default=False)
    choice = CharField(max_length=80, null=True)
    number = DoubleField(null=True)
    instant = UtcField(null=True)
    words = TextField(null=True)
    comment = TextField(null=True)

    class Meta:
        database = database
        table_name = "answer"
        # No index by question: its 40 scattered entries a report were two thirds of the cost of
        # storing one. Who counts a question over visits comes from their revisions.
        indexes = ((("revision", "question", "position"), True),)
