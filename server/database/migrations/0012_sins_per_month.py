"""How often each of the seven sins was seen, per store and month, as it was first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CompositeKey, DateField, ForeignKeyField, IntegerField, Model, UUIDField


class Programme(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "programme"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class SinMonth(Model):
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
        table_name = "sin_month"
        primary_key = CompositeKey("programme", "store", "month")
        indexes = ((("store", "month"), False),)


TABLES = [SinMonth]


def up(migrator, db):
    """Create the table."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the table, with what it holds; `audit-kit rollup rebuild` makes it anew."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
