"""Which PDFs have been drawn. A scorecard itself is a published score, as a store may read it."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, Model

from server.database import UtcField, database
from server.scores.models import Score


class ScorecardFile(Model):
    """A scorecard's PDF in one language, drawn once; the bytes lie in the file store by digest."""

    score = ForeignKeyField(Score, backref="files", on_delete="CASCADE")
    language = CharField(max_length=8)
    digest = CharField(max_length=64)
    drawn_at = UtcField()

    class Meta:
        database = database
        table_name = "scorecard_file"
        indexes = ((("score", "language"), True),)
