"""Reviews: who claimed which revision, and the verdict."""

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
