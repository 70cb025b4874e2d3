"""Parts of a visit that open later, and the reports of such parts that a score rests on, as first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import AutoField, ForeignKeyField, Model, UUIDField


class Score(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "score"


class Revision(Model):
    id = AutoField()

    class Meta:
        table_name = "revision"


class ScorePart(Model):
    score = ForeignKeyField(Score, on_delete="CASCADE", index=False)
    revision = ForeignKeyField(Revision, on_delete="CASCADE")

    class Meta:
        table_name = "score_part"
        indexes = ((("score", "revision"), True),)


TABLES = [ScorePart]


def up(migrator, db):
    """Create the table and add the column: the parts that are there have their windows."""
    # Said in SQL, which both engines know: the helper would build SQLite's tables anew.
    db.execute_sql(
        """ALTER TABLE "visit_part" ADD COLUMN "opening" VARCHAR(8) NOT NULL DEFAULT 'open'"""
    )
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop both, with what they hold; no row of a visit or a score goes."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
    db.execute_sql('ALTER TABLE "visit_part" DROP COLUMN "opening"')
