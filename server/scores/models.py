"""Scores of reports and the wide rollup that comparisons read."""

from __future__ import annotations

from peewee import (
    SQL,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    UUIDField,
)

from server.database import JsonField, UtcField, database
from server.kernel.ids import new_id
from server.programmes.models import Programme
from server.programmes.rules import WEEK_PART
from server.stores.models import Store
from server.submissions.models import Revision, Submission

QUALITIES = ("respect", "willingness", "enthusiasm", "courtesy", "response")
# What the shopper would do after the visit; no part of any score, and summed up in the same way.
LOYALTY = ("would_return", "would_recommend")
# The qualities of which a visit's mean is summed up: what shows how a store sees itself.
MEANS = (
    ("courtesy", "enthusiasm"),
    ("courtesy", "respect"),
    ("enthusiasm", "willingness"),
    ("response", "willingness"),
)


class Score(Model):
    """What one visit earned. All points are weighted; shares in hundredths of a point.

    `form` is the form's id, whatever its version: only results of one form are ever put together.

    It belongs to the accepted report of the visit's first part; the reports of later parts that it
    rests on are in `ScorePart`. A re-scoring is a new row; `current` marks the one in force, and
    the one that takes its place when it is published. `publish_at` is when a store may
    see it, drawn between `publish_from` and `publish_until`; `published_at` when that was carried
    out (None before). `rounding`, `week`, `day_part` and `month` are the period of the visit, which
    is all that a store may learn of when it was (`rules.period_of`): `week` is that of its first
    day, `month` the first day of the month that it counts in, by the store's own clocks.
    `would_return` (yes is 10 000) and `would_recommend` (10 is 10 000) are what the shopper would
    do, if it was asked.
    """

    id = UUIDField(primary_key=True, default=new_id)
    submission = ForeignKeyField(Submission, backref="scores", on_delete="CASCADE")
    revision = ForeignKeyField(Revision, backref="scores", on_delete="CASCADE")
    programme = ForeignKeyField(Programme)
    store = ForeignKeyField(Store)
    form = CharField(max_length=60)
    policy = IntegerField()
    current = BooleanField(default=True)
    rounding = CharField(max_length=10, default=WEEK_PART, constraints=[SQL("DEFAULT 'week_part'")])
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
    would_return = IntegerField(null=True)
    would_recommend = IntegerField(null=True)
    computed_at = UtcField()
    publish_at = UtcField(index=True)
    publish_from = UtcField(null=True)
    publish_until = UtcField(null=True)
    published_at = UtcField(null=True, index=True)

    class Meta:
        database = database
        table_name = "score"
        indexes = ((("store", "month"), False),)


class ScoreLine(Model):
    """One question of a score: points and possible (both weighted), and why."""

    score = ForeignKeyField(Score, backref="lines", on_delete="CASCADE")
    position = IntegerField()
    question = CharField(max_length=80)
    section = CharField(max_length=80)
    quality = CharField(max_length=40, null=True)
    points = IntegerField()
    possible = IntegerField()
    weight = IntegerField()
    critical_failed = BooleanField(default=False)
    reason = JsonField()
    action = BooleanField(default=False)

    class Meta:
        database = database
        table_name = "score_line"
        indexes = ((("score", "position"), True),)


class ScorePart(Model):
    """A report of a later part of the visit that a score rests on, beside that of the first."""

    # Found by the unique index below.
    score = ForeignKeyField(Score, backref="parts", on_delete="CASCADE", index=False)
    revision = ForeignKeyField(Revision, on_delete="CASCADE")

    class Meta:
        database = database
        table_name = "score_part"
        indexes = ((("score", "revision"), True),)


class StoreMonth(Model):
    """The rollup: per programme, store, month and form the n, sum and sum of squares of each share.

    Sums are of hundredths of a point, squares of those; integers, so that adding and taking away
    leaves no residue. `visits` counts published reports, also those without a score.
    """

    programme = ForeignKeyField(Programme)
    store = ForeignKeyField(Store)
    month = DateField()
    form = CharField(max_length=60)
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
    n_would_return = IntegerField(default=0)
    total_would_return = BigIntegerField(default=0)
    squares_would_return = BigIntegerField(default=0)
    n_would_recommend = IntegerField(default=0)
    total_would_recommend = BigIntegerField(default=0)
    squares_would_recommend = BigIntegerField(default=0)
    n_courtesy_enthusiasm = IntegerField(default=0)
    total_courtesy_enthusiasm = BigIntegerField(default=0)
    squares_courtesy_enthusiasm = BigIntegerField(default=0)
    n_courtesy_respect = IntegerField(default=0)
    total_courtesy_respect = BigIntegerField(default=0)
    squares_courtesy_respect = BigIntegerField(default=0)
    n_enthusiasm_willingness = IntegerField(default=0)
    total_enthusiasm_willingness = BigIntegerField(default=0)
    squares_enthusiasm_willingness = BigIntegerField(default=0)
    n_response_willingness = IntegerField(default=0)
    total_response_willingness = BigIntegerField(default=0)
    squares_response_willingness = BigIntegerField(default=0)

    class Meta:
        database = database
        table_name = "store_month"
        primary_key = CompositeKey("programme", "store", "month", "form")
        indexes = ((("store", "month"), False),)


class SinMonth(Model):
    """The rollup of the seven sins: per programme, store and month, asked (`n_`) and seen of each.

    `visits` counts published reports whose form asked for any of them.
    """

    programme = ForeignKeyField(Programme)
    store = ForeignKeyField(Store)
    month = DateField()
    visits = IntegerField(default=0)
    n_apathy = IntegerField(default=0)
    seen_apathy = IntegerField(default=0)
    n_brush_off = IntegerField(default=0)
    seen_brush_off = IntegerField(default=0)
    n_coldness = IntegerField(default=0)
    seen_coldness = IntegerField(default=0)
    n_condescension = IntegerField(default=0)
    seen_condescension = IntegerField(default=0)
    n_robotism = IntegerField(default=0)
    seen_robotism = IntegerField(default=0)
    n_rulebook = IntegerField(default=0)
    seen_rulebook = IntegerField(default=0)
    n_runaround = IntegerField(default=0)
    seen_runaround = IntegerField(default=0)

    class Meta:
        database = database
        table_name = "sin_month"
        primary_key = CompositeKey("programme", "store", "month")
        indexes = ((("store", "month"), False),)


class SeenGroup(Model):
    """Visits of a store that it sees together: what they found in one section of a form (its id).

    Written when the group is whole and never changed: who watched it move would learn of a single
    visit, so what is corrected later shows nowhere here. `number` counts the groups of a section
    from 1; with the section "" it is the visits themselves, whatever they found. Points are
    weighted. `first` and `last` are the first days of the months in which its visits count.
    """

    programme = ForeignKeyField(Programme)
    # Found by the unique index below.
    store = ForeignKeyField(Store, index=False)
    form = CharField(max_length=60)
    section = CharField(max_length=80)
    number = IntegerField()
    visits = IntegerField()
    points = IntegerField()
    possible = IntegerField()
    first = DateField()
    last = DateField()
    shown_at = UtcField()

    class Meta:
        database = database
        table_name = "seen_group"
        indexes = ((("store", "programme", "form", "section", "number"), True),)


class SeenClosing(Model):
    """How many of a group's visits closed in one way; with it there is a row for each other way.

    As the group itself written once: see `rules.CLOSINGS`.
    """

    # Found by the unique index below.
    group = ForeignKeyField(SeenGroup, on_delete="CASCADE", index=False)
    closing = CharField(max_length=12)
    visits = IntegerField()

    class Meta:
        database = database
        table_name = "seen_closing"
        indexes = ((("group", "closing"), True),)


class SeenInGroup(Model):
    """That a visit, by the report of its first part, is one of a group; of one for each section."""

    group = ForeignKeyField(SeenGroup, on_delete="CASCADE")
    # Found by the unique index below.
    submission = ForeignKeyField(Submission, on_delete="CASCADE", index=False)
    section = CharField(max_length=80)

    class Meta:
        database = database
        table_name = "seen_in_group"
        indexes = ((("submission", "section"), True),)
