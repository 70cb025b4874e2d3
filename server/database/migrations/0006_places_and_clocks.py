"""Where a store is, and by which clock a report's stamps are read, as they were first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import BigIntegerField, DoubleField

ADDED = (
    ("store", "latitude", DoubleField(null=True)),
    ("store", "longitude", DoubleField(null=True)),
    ("revision", "visit_skew_ms", BigIntegerField(null=True)),
)


def up(migrator, db):
    """Add the columns, empty."""
    for table, name, field in ADDED:
        migrator.migrate(migrator.add_column(table, name, field))


def down(migrator, db):
    """Drop the columns, with what they hold; no row goes."""
    # Said in SQL, which both engines know: the helper would build SQLite's tables anew.
    for table, name, _field in reversed(ADDED):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
