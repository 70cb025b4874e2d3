"""Programmes, the form versions published to them, and what their staff were told."""

from __future__ import annotations

from peewee import (
    SQL,
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from server.database import JsonField, UtcField, database
from server.kernel.ids import new_id
from server.programmes.rules import WEEK_PART


class Programme(Model):
    """One client's field audit. `languages` are the programme's own, in order of preference."""

    id = UUIDField(primary_key=True, default=new_id)
    name = CharField(max_length=120)
    languages = JsonField(default=lambda: ["en", "es"])
    # How finely a store learns when a visit was: one of `rules.ROUNDINGS`.
    rounding = CharField(max_length=10, default=WEEK_PART, constraints=[SQL("DEFAULT 'week_part'")])
    # Whether an accepted report waits until the period of its visit is over, and then for a night.
    whole_period = BooleanField(default=True, constraints=[SQL("DEFAULT TRUE")])
    # How long it waits at least before a store can see it, and how much longer at most, by chance.
    publish_delay_minutes = IntegerField(default=12 * 60)
    publish_spread_minutes = IntegerField(default=36 * 60, constraints=[SQL("DEFAULT 2160")])
    # Below this many visits a mean is "too few visits".
    minimum_visits = IntegerField(default=3)
    page_size = CharField(max_length=6, default="A4")
    # How long what tells of people is kept; 0 is for ever.
    retention_months = IntegerField(default=24, constraints=[SQL("DEFAULT 24")])
    # For how many days after the week of publication a store may contest a scorecard; 0 is never.
    appeal_days = IntegerField(default=14, constraints=[SQL("DEFAULT 14")])
    created_at = UtcField()

    class Meta:
        database = database
        table_name = "programme"


class FormVersion(Model):
    """A form as it was published: the whole bilingual snapshot, by digest."""

    id = UUIDField(primary_key=True, default=new_id)
    programme = ForeignKeyField(Programme, backref="form_versions", on_delete="CASCADE")
    form = CharField(max_length=60)
    version = IntegerField()
    digest = CharField(max_length=64)
    snapshot = JsonField()
    published_at = UtcField()

    class Meta:
        database = database
        table_name = "form_version"
        indexes = ((("programme", "form", "version"), True),)


class StaffNotice(Model):
    """That staff were told, on a day, that shoppers visit and that good service may be named."""

    id = UUIDField(primary_key=True, default=new_id)
    programme = ForeignKeyField(Programme, backref="staff_notices", on_delete="CASCADE")
    told_on = DateField()
    told_by = CharField(max_length=120)
    how = TextField()
    recorded_at = UtcField()

    class Meta:
        database = database
        table_name = "staff_notice"
