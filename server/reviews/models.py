"""Reviews: who claimed which revision, the verdict, and what is kept from the store."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, IntegerField, Model, TextField, UUIDField

from server.database import UtcField, database
from server.kernel.ids import new_id
from server.people.models import Person
from server.submissions.models import Submission


class Review(Model):
    """One reading of one revision. `verdict`: None while claimed, accepted, sent_back, released.

    `undone_at` is set when a verdict was taken back; the submission is then claimed again.
    """

    id = UUIDField(primary_key=True, default=new_id)
    submission = ForeignKeyField(Submission, backref="reviews", on_delete="CASCADE")
    revision = IntegerField()
    reviewer = ForeignKeyField(Person, backref="reviews")
    claimed_at = UtcField()
    verdict = CharField(max_length=12, null=True)
    note = TextField(null=True)
    decided_at = UtcField(null=True)
    undone_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "review"


class Withheld(Model):
    """One thing of a report that its store does not read, though its points stay as they are.

    `kind`: answer, comment or photo, and then `photo` is its hash. It holds for the report whatever
    its revision, until it is taken back: what is sent anew is not shown by oversight. `reason` is
    one of `rules.REASONS`.
    """

    id = UUIDField(primary_key=True, default=new_id)
    # Found by the unique index below.
    submission = ForeignKeyField(Submission, on_delete="CASCADE", index=False)
    question = CharField(max_length=80)
    kind = CharField(max_length=8)
    photo = CharField(max_length=64, default="")
    reason = CharField(max_length=8)
    reviewer = ForeignKeyField(Person)
    withheld_at = UtcField()

    class Meta:
        database = database
        table_name = "withheld"
        indexes = ((("submission", "question", "kind", "photo"), True),)
