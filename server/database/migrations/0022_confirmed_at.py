"""When it was last confirmed who sits at a signed-in device; open for sessions from before.

A frozen copy: it does not follow the models when they change.
"""

from server.database.fields import UtcField


def up(migrator, db):
    """Add the column."""
    migrator.migrate(migrator.add_column("device_session", "confirmed_at", UtcField(null=True)))


def down(migrator, db):
    """Drop it."""
    # Said in SQL, which both engines know: the helper would build SQLite's table anew.
    db.execute_sql('ALTER TABLE "device_session" DROP COLUMN "confirmed_at"')
