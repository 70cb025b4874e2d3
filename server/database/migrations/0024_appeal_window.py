"""For how many days after publication a store may contest a scorecard.

A frozen copy: it does not follow the models when they change.
"""


def up(migrator, db):
    """Add the column: two weeks, as for new programmes."""
    # Said in SQL, which both engines know: the helper would build SQLite's table anew.
    db.execute_sql('ALTER TABLE "programme" ADD COLUMN "appeal_days" INTEGER NOT NULL DEFAULT 14')


def down(migrator, db):
    """Drop the column, with what it holds."""
    db.execute_sql('ALTER TABLE "programme" DROP COLUMN "appeal_days"')
