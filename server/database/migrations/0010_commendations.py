"""Words of thanks that a reviewer has settled, and when staff were told that they may be named.

A frozen copy: it does not follow the models when they change.
"""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from server.database.fields import UtcField


class FormVersion(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "form_version"


class Person(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "person"


class Programme(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "programme"


class Review(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "review"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class Visit(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "visit"


class StaffNotice(Model):
    id = UUIDField(primary_key=True)
    programme = ForeignKeyField(Programme, on_delete="CASCADE")
    told_on = DateField()
    told_by = CharField(max_length=120)
    how = TextField()
    recorded_at = UtcField()

    class Meta:
        table_name = "staff_notice"


class Commendation(Model):
    id = UUIDField(primary_key=True)
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
        table_name = "commendation"
        indexes = ((("review", "question"), True),)


TABLES = [StaffNotice, Commendation]


def up(migrator, db):
    """Create the tables."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the tables, with what they hold."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
