"""Adding and changing the stores of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.history.commands import record
from server.imports.rules.previews import Planned, Preview
from server.imports.rules.regions import Path, folded
from server.kernel.actor import Actor
from server.stores.commands import add_region, add_stores, edit_stores
from server.stores.models import Region
from server.stores.queries import region_ways


def keep_stores(actor: Actor, planned: Preview) -> None:
    """Add and change stores, and make the regions that are missing."""
    regions = _regions(actor, planned)
    new = [_values(row, regions) for row in planned.rows if row.state == "new"]
    changes = {
        row.there: _values(row, regions)
        for row in planned.rows
        if row.state == "changed" and row.there
    }
    add_stores(actor, new)
    edit_stores(actor, changes)
    added, changed = (planned.counts.get(state, 0) for state in ("new", "changed"))
    record(actor, "store.import", "list", planned.digest[:32], new=added, changed=changed)


def _regions(actor: Actor, planned: Preview) -> dict[Path, Region]:
    """Every region by its way, capitals aside; those that are missing are made."""
    rows = {region.id: region for region in Region.select()}
    known = {folded(way): rows[id] for id, way in region_ways(actor).items()}
    for way in planned.regions:
        known[folded(way)] = add_region(actor, way[-1], known.get(folded(way[:-1])))
    return known


def _values(row: Planned, regions: Mapping[Path, Region]) -> dict[str, Any]:
    values: dict[str, Any] = dict(row.values)
    if "region" in values:
        values["region"] = regions[folded(values["region"])]
    return values
