"""Waves, visits and the parts in which a visit is reported."""

from __future__ import annotations

from peewee import SQL, CharField, ForeignKeyField, Model, UUIDField

from server.database import JsonField, UtcField, database
from server.kernel.ids import new_id
from server.people.models import Shopper
from server.programmes.models import FormVersion, Programme
from server.stores.models import Store


class Wave(Model):
    """A round of visits in one programme."""

    id = UUIDField(primary_key=True, default=new_id)
    programme = ForeignKeyField(Programme, backref="waves")
    name = CharField(max_length=120)
    opens_at = UtcField()
    closes_at = UtcField()

    class Meta:
        database = database
        table_name = "wave"


class Visit(Model):
    """One planned call at one store. `brief` is per language: scenario, buy, rules."""

    id = UUIDField(primary_key=True, default=new_id)
    wave = ForeignKeyField(Wave, backref="visits")
    store = ForeignKeyField(Store, backref="visits")
    shopper = ForeignKeyField(Shopper, null=True, backref="visits")
    form_version = ForeignKeyField(FormVersion)
    brief = JsonField(default=dict)
    facts = JsonField(default=dict)
    opens_at = UtcField()
    closes_at = UtcField()
    created_at = UtcField()
    cancelled_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "visit"


class FormerShopper(Model):
    """That a visit was a shopper's before it was given to another.

    Who had begun by then can still send the report: until one has come, from whomever.
    """

    visit = ForeignKeyField(Visit, on_delete="CASCADE", index=False)
    shopper = ForeignKeyField(Shopper, on_delete="CASCADE")

    class Meta:
        database = database
        table_name = "former_shopper"
        indexes = ((("visit", "shopper"), True),)


# Spelled out, as in the index: by it those that still have a brief are found among all.
HAS_BRIEF = SQL("\"brief\" <> '{}'")
Visit.add_index(Visit.closes_at, where=HAS_BRIEF, name="visit_with_brief")


class VisitPart(Model):
    """One part of a visit that is reported on its own; `submission` is its report's identity.

    `opening`: open (it has a window, which may still lie ahead), awaited (the report that opens it
    has not come yet) or never (that report says that there is nothing to come). Until a part has a
    window of its own, `opens_at` and `closes_at` are those of the visit.
    """

    visit = ForeignKeyField(Visit, backref="parts", on_delete="CASCADE")
    part = CharField(max_length=40)
    submission = UUIDField(unique=True)
    opening = CharField(max_length=8, constraints=[SQL("DEFAULT 'open'")])
    opens_at = UtcField()
    closes_at = UtcField(index=True)

    class Meta:
        database = database
        table_name = "visit_part"
        indexes = ((("visit", "part"), True),)
