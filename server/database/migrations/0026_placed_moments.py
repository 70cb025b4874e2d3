"""When a reviewer said at which store a moment was that its shopper only named.

A frozen copy: it does not follow the models when they change.
"""

from server.database.fields import UtcField


def up(migrator, db):
    """Add the column."""
    migrator.migrate(migrator.add_column("episode", "placed_at", UtcField(null=True)))


def down(migrator, db):
    """Drop it; moments that were placed are again at the place that their shopper wrote."""
    db.execute_sql('UPDATE "episode" SET "store_id" = NULL WHERE "placed_at" IS NOT NULL')
    db.execute_sql('ALTER TABLE "episode" DROP COLUMN "placed_at"')
