"""Whose a visit was before it was given to another: they may have begun its report.

A frozen copy: it does not follow the models when they change.
"""

from peewee import ForeignKeyField, Model, UUIDField


class Visit(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "visit"


class Shopper(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "shopper"


class FormerShopper(Model):
    visit = ForeignKeyField(Visit, on_delete="CASCADE", index=False)
    shopper = ForeignKeyField(Shopper, on_delete="CASCADE")

    class Meta:
        table_name = "former_shopper"
        indexes = ((("visit", "shopper"), True),)


TABLES = [FormerShopper]


def up(migrator, db):
    """Create the table; who had a visit before is known from now on."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop it."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
