"""Indexes by which what is old enough to be erased is found without reading all there is."""


def up(migrator, db):
    """Add them: of visits only those that still have a brief."""
    db.execute_sql('CREATE INDEX "submission_updated_at" ON "submission" ("updated_at")')
    db.execute_sql(
        'CREATE INDEX "visit_with_brief" ON "visit" ("closes_at") WHERE "brief" <> \'{}\''
    )


def down(migrator, db):
    """Drop them."""
    db.execute_sql('DROP INDEX "visit_with_brief"')
    db.execute_sql('DROP INDEX "submission_updated_at"')
