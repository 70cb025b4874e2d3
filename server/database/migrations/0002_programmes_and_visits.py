"""Programmes, form versions, photos and visits, as they were first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import BigIntegerField, CharField, ForeignKeyField, IntegerField, Model, UUIDField

from server.database.fields import JsonField, UtcField


class Shopper(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "shopper"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class ExpectedPhoto(Model):
    submission = UUIDField()
    revision = IntegerField()
    shopper = UUIDField()
    sha256 = CharField(max_length=64)
    size = BigIntegerField()
    question = CharField(max_length=80)
    position = IntegerField()
    taken = JsonField(null=True)

    class Meta:
        table_name = "expected_photo"
        indexes = ((("submission", "revision", "position"), True), (("sha256", "shopper"), False))


class Programme(Model):
    id = UUIDField(primary_key=True)
    name = CharField(max_length=120)
    languages = JsonField()
    publish_delay_minutes = IntegerField(default=0)
    minimum_visits = IntegerField(default=3)
    page_size = CharField(max_length=6, default="A4")
    created_at = UtcField()

    class Meta:
        table_name = "programme"


class FormVersion(Model):
    id = UUIDField(primary_key=True)
    programme = ForeignKeyField(Programme, on_delete="CASCADE")
    form = CharField(max_length=60)
    version = IntegerField()
    digest = CharField(max_length=64)
    snapshot = JsonField()
    published_at = UtcField()

    class Meta:
        table_name = "form_version"
        indexes = ((("programme", "form", "version"), True),)


class Media(Model):
    sha256 = CharField(primary_key=True, max_length=64)
    size = BigIntegerField()
    kind = CharField(max_length=20)
    width = IntegerField()
    height = IntegerField()
    received_at = UtcField()

    class Meta:
        table_name = "media"


class Upload(Model):
    sha256 = CharField(max_length=64)
    shopper = UUIDField()
    size = BigIntegerField()
    received = BigIntegerField(default=0)
    updated_at = UtcField()

    class Meta:
        table_name = "upload"
        indexes = ((("shopper", "sha256"), True),)


class Wave(Model):
    id = UUIDField(primary_key=True)
    programme = ForeignKeyField(Programme)
    name = CharField(max_length=120)
    opens_at = UtcField()
    closes_at = UtcField()

    class Meta:
        table_name = "wave"


class Visit(Model):
    id = UUIDField(primary_key=True)
    wave = ForeignKeyField(Wave)
    store = ForeignKeyField(Store)
    shopper = ForeignKeyField(Shopper, null=True)
    form_version = ForeignKeyField(FormVersion)
    brief = JsonField(default=dict)
    facts = JsonField(default=dict)
    opens_at = UtcField()
    closes_at = UtcField()
    created_at = UtcField()
    cancelled_at = UtcField(null=True)

    class Meta:
        table_name = "visit"


class VisitPart(Model):
    visit = ForeignKeyField(Visit, on_delete="CASCADE")
    part = CharField(max_length=40)
    submission = UUIDField(unique=True)
    opens_at = UtcField()
    closes_at = UtcField()

    class Meta:
        table_name = "visit_part"
        indexes = ((("visit", "part"), True),)


TABLES = [ExpectedPhoto, Programme, FormVersion, Media, Upload, Wave, Visit, VisitPart]


def up(migrator, db):
    """Create the tables."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the tables, with what they hold."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
