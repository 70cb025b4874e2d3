"""An installation with something of everything in it, and all that it holds, to compare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from server import wiring
from server.database import connect, database, disconnect
from server.kernel.settings import Settings
from server.programmes.commands import keep_draft
from server.stores import commands as stores
from server.stores.models import Region
from server.tasks.commands import add
from tests.actions.thankful import accepted, thanked
from tests.backups.rows import everything
from tests.cast import Chain
from tests.own_form import OWN_FORM


def furnish(chain: Chain) -> Settings:
    """Reports, a commendation, scorecards, a draft, and a region whose parent was made later."""
    ana = chain.actor(chain.ana)
    chain.published()
    accepted(chain, thanked(chain))
    chain.work()
    keep_draft(ana, OWN_FORM.encode(), "own.yaml")
    north = stores.add_region(ana, "Norte")
    # Whatever the order of their random ids, one of the two points to one that comes later.
    for row, parent in ((north, chain.region.id), (stores.add_region(ana, "Sur"), north.id)):
        Region.update(parent=parent).where(Region.id == row.id).execute()
    add("scores.publish", {"ñ": ["…", 1, None]}, chain.clock.now())
    settings: Settings = chain.app.extensions["settings"]
    disconnect()
    return settings


@contextmanager
def content(settings: Settings) -> Iterator[dict[str, Any]]:
    """All rows as the models read them, and all files by their place."""
    connect(settings.database)
    found: dict[str, Any] = {table._meta.table_name: everything(table) for table in wiring.TABLES}
    kept = [settings.data / name for name in ("media/whole", "forms", "secret")]
    for path in sorted(each for top in kept for each in (top, *top.rglob("*"))):
        if path.is_file() and not path.name.startswith("."):
            found[str(path.relative_to(settings.data))] = path.read_bytes()
    yield found
    if database.obj is not None:
        disconnect()


def whole(settings: Settings) -> dict[str, Any]:
    """The same, the database closed again."""
    with content(settings) as found:
        return found


def environment_of(settings: Settings) -> dict[str, str]:
    """What names the installation's database to a command."""
    return {"DATABASE_URL": settings.database_url}


def damaged(file: Path, at: float) -> Path:
    """A copy of a backup in which one byte is another."""
    raw = bytearray(file.read_bytes())
    raw[int(len(raw) * at)] ^= 0xFF
    other = file.with_name(f"damaged-{at}.backup")
    other.write_bytes(raw)
    return other
