"""The means of two qualities in the rollup, and an index of when scores were published.

Both are filled from the scores that are there. A frozen copy: it does not follow the models when
they change.
"""

from peewee import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    CompositeKey,
    DateField,
    IntegerField,
    Model,
    UUIDField,
    fn,
)

from server.database.fields import UtcField

PAIRS = (
    ("courtesy", "enthusiasm"),
    ("courtesy", "respect"),
    ("enthusiasm", "willingness"),
    ("response", "willingness"),
)
KINDS = {"n": IntegerField, "total": BigIntegerField, "squares": BigIntegerField}
COLUMNS = [(f"{kind}_{'_'.join(pair)}", KINDS[kind]) for pair in PAIRS for kind in KINDS]
INDEX = "score_published_at"


class Score(Model):
    id = UUIDField(primary_key=True)
    programme = UUIDField(column_name="programme_id")
    store = UUIDField(column_name="store_id")
    form = CharField(max_length=60)
    month = DateField()
    current = BooleanField()
    published_at = UtcField(null=True)
    respect = IntegerField(null=True)
    willingness = IntegerField(null=True)
    enthusiasm = IntegerField(null=True)
    courtesy = IntegerField(null=True)
    response = IntegerField(null=True)

    class Meta:
        table_name = "score"


class StoreMonth(Model):
    programme = UUIDField(column_name="programme_id")
    store = UUIDField(column_name="store_id")
    month = DateField()
    form = CharField(max_length=60)

    class Meta:
        table_name = "store_month"
        primary_key = CompositeKey("programme", "store", "month", "form")


for _name, _field in COLUMNS:
    StoreMonth._meta.add_field(_name, _field())

TABLES = [Score, StoreMonth]


def up(migrator, db):
    """Add columns and index, and fill the columns."""
    for name, field in COLUMNS:
        migrator.migrate(migrator.add_column("store_month", name, field(default=0)))
    migrator.migrate(migrator.add_index("score", ("published_at",), False))
    with db.bind_ctx(TABLES):
        for pair in PAIRS:
            _fill(pair)


def _fill(pair):
    shares = [getattr(Score, name) for name in pair]
    total = sum((fn.COALESCE(share, 0) for share in shares[1:]), fn.COALESCE(shares[0], 0))
    there = [Case(None, [(share.is_null(), 0)], 1) for share in shares]
    count = there[0] + there[1]
    mean = (total * 2 + count) / fn.NULLIF(count * 2, 0)
    sums = {
        "n": fn.COUNT(mean),
        "total": fn.COALESCE(fn.SUM(mean), 0),
        "squares": fn.COALESCE(fn.SUM(mean * mean), 0),
    }
    of = (
        Score.current
        & Score.published_at.is_null(False)
        & (Score.programme == StoreMonth.programme)
        & (Score.store == StoreMonth.store)
        & (Score.month == StoreMonth.month)
        & (Score.form == StoreMonth.form)
    )
    StoreMonth.update(
        {f"{kind}_{'_'.join(pair)}": Score.select(value).where(of) for kind, value in sums.items()}
    ).execute()


def down(migrator, db):
    """Drop them, with what they hold; no row goes."""
    db.execute_sql(f'DROP INDEX "{INDEX}"')
    # Said in SQL, which both engines know: the helper would build SQLite's tables anew.
    for name, _field in reversed(COLUMNS):
        db.execute_sql(f'ALTER TABLE "store_month" DROP COLUMN "{name}"')
