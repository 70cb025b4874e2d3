"""What a list of stores is held against, and the stores as a list that can be imported again."""

from __future__ import annotations

from uuid import UUID

from server.imports.rules.regions import Path
from server.imports.rules.stores import COLUMNS, Standing, There
from server.kernel.actor import Actor
from server.spreadsheets import to_csv
from server.stores.models import Store
from server.stores.queries import Wanted, region_ways, stores_wanted

_USUAL = {"zone": "America/Mexico_City", "currency": "MXN", "locale": "es_MX"}


def stores_there(actor: Actor) -> There:
    """The stores and regions that a list of stores is held against."""
    regions = region_ways(actor)
    last = Store.select().order_by(Store.created_at.desc(), Store.code.desc()).first()
    return There(
        stores=_standing(actor, Wanted(state="all"), regions),
        regions=regions,
        usual={name: getattr(last, name) for name in _USUAL} if last else _USUAL,
    )


def _standing(actor: Actor, wanted: Wanted, regions: dict[UUID, Path]) -> list[Standing]:
    return [
        Standing(
            store.id,
            store.code,
            store.name,
            regions[store.region_id],
            store.address,
            store.latitude,
            store.longitude,
            store.zone,
            store.currency,
            store.locale,
            store.closed_at,
        )
        for store in stores_wanted(actor, wanted)
    ]


def stores_file(actor: Actor, wanted: Wanted, language: str) -> bytes:
    """The stores that are wanted as CSV, in the columns that the import takes."""
    header = [column.name(language) for column in COLUMNS]
    rows = (
        [store.shown(column.id) for column in COLUMNS]
        for store in _standing(actor, wanted, region_ways(actor))
    )
    return to_csv(header, rows)
