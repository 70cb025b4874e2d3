"""Scores, the rollup, reviews and scorecards, as they were first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from server.database.fields import JsonField, UtcField


class Person(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "person"


class Programme(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "programme"


class Revision(Model):
    class Meta:
        table_name = "revision"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class Submission(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "submission"


class Review(Model):
    id = UUIDField(primary_key=True)
    submission = ForeignKeyField(Submission, on_delete="CASCADE")
    revision = IntegerField()
    reviewer = ForeignKeyField(Person)
    claimed_at = UtcField()
    verdict = CharField(null=True, max_length=12)
    note = TextField(null=True)
    decided_at = UtcField(null=True)
    undone_at = UtcField(null=True)

    class Meta:
        table_name = "review"


class Score(Model):
    id = UUIDField(primary_key=True)
    submission = ForeignKeyField(Submission, on_delete="CASCADE")
    revision = ForeignKeyField(Revision, on_delete="CASCADE")
    programme = ForeignKeyField(Programme)
    store = ForeignKeyField(Store)
    policy = IntegerField()
    current = BooleanField(default=True)
    month = DateField()
    week = CharField(max_length=8)
    day_part = CharField(max_length=10)
    overall = IntegerField(null=True)
    points = IntegerField()
    possible = IntegerField()
    capped_by = JsonField(default=list)
    respect = IntegerField(null=True)
    willingness = IntegerField(null=True)
    enthusiasm = IntegerField(null=True)
    courtesy = IntegerField(null=True)
    response = IntegerField(null=True)
    computed_at = UtcField()
    publish_at = UtcField(index=True)
    published_at = UtcField(null=True)

    class Meta:
        table_name = "score"
        indexes = ((("store", "month"), False),)


class ScorecardFile(Model):
    score = ForeignKeyField(Score, on_delete="CASCADE")
    language = CharField(max_length=8)
    digest = CharField(max_length=64)
    drawn_at = UtcField()

    class Meta:
        table_name = "scorecard_file"
        indexes = ((("score", "language"), True),)


class ScoreLine(Model):
    score = ForeignKeyField(Score, on_delete="CASCADE")
    position = IntegerField()
    question = CharField(max_length=80)
    section = CharField(max_length=80)
    quality = CharField(null=True, max_length=40)
    points = IntegerField()
    possible = IntegerField()
    weight = IntegerField()
    critical_failed = BooleanField(default=False)
    reason = JsonField()
    action = BooleanField(default=False)

    class Meta:
        table_name = "score_line"
        indexes = ((("score", "position"), True),)


class StoreMonth(Model):
    programme = ForeignKeyField(Programme)
    store = ForeignKeyField(Store)
    month = DateField()
    visits = IntegerField(default=0)
    n_overall = IntegerField(default=0)
    total_overall = BigIntegerField(default=0)
    squares_overall = BigIntegerField(default=0)
    n_respect = IntegerField(default=0)
    total_respect = BigIntegerField(default=0)
    squares_respect = BigIntegerField(default=0)
    n_willingness = IntegerField(default=0)
    total_willingness = BigIntegerField(default=0)
    squares_willingness = BigIntegerField(default=0)
    n_enthusiasm = IntegerField(default=0)
    total_enthusiasm = BigIntegerField(default=0)
    squares_enthusiasm = BigIntegerField(default=0)
    n_courtesy = IntegerField(default=0)
    total_courtesy = BigIntegerField(default=0)
    squares_courtesy = BigIntegerField(default=0)
    n_response = IntegerField(default=0)
    total_response = BigIntegerField(default=0)
    squares_response = BigIntegerField(default=0)

    class Meta:
        table_name = "store_month"
        primary_key = CompositeKey("programme", "store", "month")
        indexes = ((("store", "month"), False),)


TABLES = [Review, Score, ScorecardFile, ScoreLine, StoreMonth]


def up(migrator, db):
    """Create the tables."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the tables, with what they hold."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
