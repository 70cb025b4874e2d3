"""Scores and their rollup know the form's id, so that only like is put together with like.

A frozen copy: it does not follow the models when they change.
"""

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    UUIDField,
)

_SHARES = ("overall", "respect", "willingness", "enthusiasm", "courtesy", "response")
_OF_THE_REVISION = """
(SELECT "form_version"."form" FROM "revision"
JOIN "form_version" ON "form_version"."id" = "revision"."form_version_id"
WHERE "revision"."id" = "score"."revision_id")
"""


class Programme(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "programme"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class Month(Model):
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


class OfAllForms(Month):
    class Meta:
        table_name = "store_month"
        primary_key = CompositeKey("programme", "store", "month")
        indexes = ((("store", "month"), False),)


class OfOneForm(Month):
    form = CharField(max_length=60)

    class Meta:
        table_name = "store_month"
        primary_key = CompositeKey("programme", "store", "month", "form")
        indexes = ((("store", "month"), False),)


def up(migrator, db):
    """Say of each score which form it was made on, and make the rollup anew, form by form."""
    migrator.migrate(migrator.add_column("score", "form", CharField(max_length=60, default="")))
    db.execute_sql(f'UPDATE "score" SET "form" = {_OF_THE_REVISION}')
    _replace(db, OfAllForms, OfOneForm, ("programme_id", "store_id", "month", "form"))


def down(migrator, db):
    """Forget the forms; the rollup sums up over all of them, as it did."""
    _replace(db, OfOneForm, OfAllForms, ("programme_id", "store_id", "month"))
    # Said in SQL, which both engines know: the helper would build SQLite's tables anew.
    db.execute_sql('ALTER TABLE "score" DROP COLUMN "form"')


def _replace(db, before, after, key):
    """The rollup under this key, made from the published scores."""
    with db.bind_ctx([Programme, Store, before, after]):
        db.drop_tables([before])
        db.create_tables([after], safe=False)
    names, sums = ["visits"], ["COUNT(*)"]
    for share in _SHARES:
        names += [f"n_{share}", f"total_{share}", f"squares_{share}"]
        sums += [f'COUNT("{share}")', f'COALESCE(SUM("{share}"), 0)']
        sums.append(f'COALESCE(SUM("{share}" * "{share}"), 0)')
    quoted = [f'"{name}"' for name in key]
    into = ", ".join([*quoted, *(f'"{name}"' for name in names)])
    db.execute_sql(
        f'INSERT INTO "store_month" ({into}) SELECT {", ".join([*quoted, *sums])} FROM "score" '
        f'WHERE "current" AND "published_at" IS NOT NULL GROUP BY {", ".join(quoted)}'
    )
