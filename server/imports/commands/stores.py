"""Adding and changing the stores of a list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from server.history.commands import record
from server.imports.rules.previews import Planned, Preview
from server.imports.rules.regions import Path, folded
from server.kernel.actor import Actor
from server.stores.commands import add_region, add_store, edit_store
from server.stores.models import Region, Store
from server.stores.queries import region_ways


def keep_stores(actor: Actor, planned: Preview) -> None:
    """Add and change stores, and make the regions that are missing."""
    regions = _regions(actor, planned)
    for row in planned.rows:
        _keep(actor, row, regions)
    added, changed = (planned.counts.get(state, 0) for state in ("new", "changed"))
    record(actor, "store.import", "list", planned.digest[:32], new=added, changed=changed)


def _regions(actor: Actor, planned: Preview) -> dict[Path, Region]:
    """Every region by its way, capitals aside; those that are missing are made."""
    rows = {region.id: region for region in Region.select()}
    known = {folded(way): rows[id] for id, way in region_ways(actor).items()}
    for way in planned.regions:
        known[folded(way)] = add_region(actor, way[-1], known.get(folded(way[:-1])))
    return known


def _keep(actor: Actor, row: Planned, regions: dict[Path, Region]) -> None:
    values: dict[str, Any] = dict(row.values)
    if "region" in values:
        values["region"] = regions[folded(values["region"])]
    if row.state == "new":
        add_store(actor, **values)
    elif row.state == "changed":
        edit_store(actor, _store(row.there), **values)


def _store(there: UUID | None) -> Store:
    found: Store = Store.get_by_id(there)
    return found
