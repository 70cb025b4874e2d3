"""Which scorecard exists for which published score."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, Model, UUIDField

from server.database import UtcField, database
from server.kernel.ids import new_id
from server.scores.models import Score
from server.stores.models import Store


class Scorecard(Model):
    """One published score as a store may read it; `period` is a week and a day-part, no finer."""

    id = UUIDField(primary_key=True, default=new_id)
    score = ForeignKeyField(Score, unique=True, on_delete="CASCADE")
    store = ForeignKeyField(Store, backref="scorecards")
    # ISO year and week in the store's zone, and morning, afternoon or evening: `2026-W47`.
    week = CharField(max_length=8)
    day_part = CharField(max_length=10)
    created_at = UtcField()

    class Meta:
        database = database
        table_name = "scorecard"
        indexes = ((("store", "week"), False),)


class ScorecardFile(Model):
    """A scorecard's PDF in one language, drawn once; the bytes lie in the media store."""

    scorecard = ForeignKeyField(Scorecard, backref="files", on_delete="CASCADE")
    language = CharField(max_length=8)
    digest = CharField(max_length=64)

    class Meta:
        database = database
        table_name = "scorecard_file"
        indexes = ((("scorecard", "language"), True),)
