"""Commendations: what a shopper thanked for, as a reviewer has settled it."""

from __future__ import annotations

from peewee import (
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from server.database import UtcField, database
from server.kernel.ids import new_id
from server.people.models import Person
from server.programmes.models import FormVersion
from server.reviews.models import Review
from server.stores.models import Store
from server.visits.models import Visit


class Commendation(Model):
    """Words of thanks. `state`: proposed, confirmed, declined.

    It belongs to a verdict: one that is undone takes it along. `words` are as confirmed, `edited`
    where they are not the shopper's own any more. `role` is an option of the form's question, or
    words. `publish_at` is when a store may read it, at the earliest together with the visit's
    score. With `group_of` a store may not learn of single visits on this form: it reads the
    commendation once its visit is one of a whole group (`SeenGroup`). Once erased it has no words,
    role or name left.
    """

    id = UUIDField(primary_key=True, default=new_id)
    # Found by the unique index below.
    review = ForeignKeyField(Review, on_delete="CASCADE", index=False)
    question = CharField(max_length=80)
    visit = ForeignKeyField(Visit)
    store = ForeignKeyField(Store)
    form_version = ForeignKeyField(FormVersion)
    state = CharField(max_length=12)
    words = TextField()
    edited = BooleanField(default=False)
    quality = CharField(max_length=40)
    role = CharField(max_length=120, null=True)
    person_name = CharField(max_length=120, null=True)
    confirmed_by = ForeignKeyField(Person, null=True)
    decided_at = UtcField(null=True)
    publish_at = UtcField(null=True)
    group_of = IntegerField(null=True)
    withdrawn_at = UtcField(null=True)
    erased_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "commendation"
        indexes = ((("review", "question"), True),)
