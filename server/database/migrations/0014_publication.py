"""How finely a store learns of a visit and when, and how long the programme keeps, as it was first.

Programmes that are there publish as new ones do: after the period, with a delay that varies. A
frozen copy: it does not follow the models when they change.
"""

from peewee import SqliteDatabase

from server.database.fields import UtcField

LEAST_DELAY = 12 * 60
COLUMNS = (
    ("programme", "rounding", "VARCHAR(10) NOT NULL DEFAULT 'week_part'"),
    ("programme", "whole_period", "{boolean} NOT NULL DEFAULT TRUE"),
    ("programme", "publish_spread_minutes", f"INTEGER NOT NULL DEFAULT {36 * 60}"),
    ("programme", "retention_months", "INTEGER NOT NULL DEFAULT 24"),
    ("score", "rounding", "VARCHAR(10) NOT NULL DEFAULT 'week_part'"),
)
INSTANTS = (("score", "publish_from"), ("score", "publish_until"))


def up(migrator, db):
    """Add the columns, and let no programme publish sooner than new ones do."""
    # Said in SQL, which both engines know: the helper would build SQLite's tables anew.
    boolean = "INTEGER" if isinstance(db, SqliteDatabase) else "BOOLEAN"
    for table, name, kind in COLUMNS:
        told = kind.format(boolean=boolean)
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {told}')
    for table, name in INSTANTS:
        migrator.migrate(migrator.add_column(table, name, UtcField(null=True)))
    db.execute_sql(
        f'UPDATE "programme" SET "publish_delay_minutes" = {LEAST_DELAY}'
        f' WHERE "publish_delay_minutes" < {LEAST_DELAY}'
    )


def down(migrator, db):
    """Drop the columns, with what they hold; no row goes, and no programme publishes sooner."""
    for table, name, *_kind in reversed((*COLUMNS, *INSTANTS)):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
