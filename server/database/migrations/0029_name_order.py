"""What stores are sorted by in lists: "Store 2" before "Store 10", on both engines alike.

A frozen copy of how that was made of a name: it does not follow the rule when it changes.
"""

import re
import unicodedata

from peewee import Table


def up(migrator, db):
    """Add the column, and fill it for the stores that are there."""
    db.execute_sql('ALTER TABLE "store" ADD COLUMN "name_order" VARCHAR(240) NOT NULL DEFAULT \'\'')
    store = Table("store", ("id", "name", "name_order"), primary_key="id").bind(db)
    for row in list(store.select(store.id, store.name).dicts()):
        kept = store.update({store.name_order: _order(row["name"])})
        kept.where(store.id == row["id"]).execute()


def _order(name):
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    pieces = re.findall(r"[0-9]+|[^\W0-9_]+", bare)
    told = (each.lstrip("0").zfill(9) if each[0] in "0123456789" else each for each in pieces)
    return "0".join(told)[:240]


def down(migrator, db):
    """Drop it."""
    db.execute_sql('ALTER TABLE "store" DROP COLUMN "name_order"')
