"""Programmes, the form versions published to them, and what their staff were told."""

from __future__ import annotations

from peewee import (
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


class Programme(Model):
    """One client's field audit. `languages` are the programme's own, in order of preference."""

    id = UUIDField(primary_key=True, default=new_id)
    name = CharField(max_length=120)
    languages = JsonField(default=lambda: ["en", "es"])
    # How long an accepted report waits before a store can see it.
    publish_delay_minutes = IntegerField(default=0)
    # Below this many visits a mean is "too few visits".
    minimum_visits = IntegerField(default=3)
    page_size = CharField(max_length=6, default="A4")
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
