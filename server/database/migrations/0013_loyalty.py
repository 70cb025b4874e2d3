"""What shoppers would do after a visit, beside its score and in the rollup, as it was first.

Scores that are there get it from their answers, where the form asks it with the module. A frozen
copy: it does not follow the models when they change.
"""

from peewee import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    CompositeKey,
    DateField,
    DoubleField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
    fn,
)

from server.database.fields import UtcField

NAMES = ("would_return", "would_recommend")
COLUMNS = [
    ("score", "would_return", IntegerField(null=True)),
    ("score", "would_recommend", IntegerField(null=True)),
]
for _name in NAMES:
    COLUMNS += [
        ("store_month", f"n_{_name}", IntegerField(default=0)),
        ("store_month", f"total_{_name}", BigIntegerField(default=0)),
        ("store_month", f"squares_{_name}", BigIntegerField(default=0)),
    ]


class FormVersion(Model):
    id = UUIDField(primary_key=True)
    snapshot = TextField()

    class Meta:
        table_name = "form_version"


class Revision(Model):
    form_version = ForeignKeyField(FormVersion)

    class Meta:
        table_name = "revision"


class Answer(Model):
    revision = ForeignKeyField(Revision)
    question = CharField(max_length=80)
    choice = CharField(max_length=80, null=True)
    number = DoubleField(null=True)

    class Meta:
        table_name = "answer"


class Score(Model):
    id = UUIDField(primary_key=True)
    revision = ForeignKeyField(Revision)
    programme = UUIDField(column_name="programme_id")
    store = UUIDField(column_name="store_id")
    current = BooleanField()
    month = DateField()
    form = CharField(max_length=60)
    published_at = UtcField(null=True)
    would_return = IntegerField(null=True)
    would_recommend = IntegerField(null=True)

    class Meta:
        table_name = "score"


class StoreMonth(Model):
    programme = UUIDField(column_name="programme_id")
    store = UUIDField(column_name="store_id")
    month = DateField()
    form = CharField(max_length=60)
    n_would_return = IntegerField()
    total_would_return = BigIntegerField()
    squares_would_return = BigIntegerField()
    n_would_recommend = IntegerField()
    total_would_recommend = BigIntegerField()
    squares_would_recommend = BigIntegerField()

    class Meta:
        table_name = "store_month"
        primary_key = CompositeKey("programme", "store", "month", "form")


TABLES = [FormVersion, Revision, Answer, Score, StoreMonth]


def up(migrator, db):
    """Add the columns, and fill them from what has been answered."""
    for table, name, field in COLUMNS:
        migrator.migrate(migrator.add_column(table, name, field))
    with db.bind_ctx(TABLES):
        _fill_scores()
        _fill_rollup()


def _fill_scores():
    asking = (
        Revision.select(Revision.id)
        .join(FormVersion)
        .where(FormVersion.snapshot.contains('"module":"loyalty@'))
    )
    said = {
        "would_return": Case(Answer.choice, [("yes", 10_000), ("no", 0)]),
        "would_recommend": fn.ROUND(Answer.number * 1_000).cast("INTEGER"),
    }
    for name, value in said.items():
        answered = Answer.select(value).where(
            (Answer.revision == Score.revision) & (Answer.question == name)
        )
        Score.update({name: answered}).where(Score.revision.in_(asking)).execute()


def _fill_rollup():
    for name in NAMES:
        share = getattr(Score, name)
        sums = (
            fn.COUNT(share),
            fn.COALESCE(fn.SUM(share), 0),
            fn.COALESCE(fn.SUM(share * share), 0),
        )
        StoreMonth.update(
            {
                f"{kind}_{name}": Score.select(value).where(
                    Score.current
                    & Score.published_at.is_null(False)
                    & (Score.programme == StoreMonth.programme)
                    & (Score.store == StoreMonth.store)
                    & (Score.month == StoreMonth.month)
                    & (Score.form == StoreMonth.form)
                )
                for kind, value in zip(("n", "total", "squares"), sums, strict=True)
            }
        ).execute()


def down(migrator, db):
    """Drop the columns, with what they hold; no row goes."""
    # Said in SQL, which both engines know: the helper would build SQLite's tables anew.
    for table, name, _field in reversed(COLUMNS):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
