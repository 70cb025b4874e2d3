"""Reading the rollup: one row per store of a region, two quarters side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from peewee import fn

from server.comparisons.rules import MEASURES, StoreSums, Table, table_of
from server.kernel.actor import Actor
from server.kernel.quarters import Quarter
from server.programmes.queries import the_programme
from server.scores.models import StoreMonth
from server.statistics import MINIMUM_VISITS, Sums
from server.stores.models import Region, Store
from server.stores.queries import region_for, stores_below, visible_to


def region_table(actor: Actor, region: UUID, quarter: Quarter) -> tuple[Region, Table]:
    """A region that the actor may read, and its table; raises not_found for any other.

    Three queries, whatever the number of stores and visits.
    """
    found = region_for(actor, region)
    stores = list(
        Store.select(Store.id, Store.name, Store.code)
        .where(Store.id.in_(stores_below(found)) & Store.id.in_(visible_to(actor)))
        .order_by(Store.name, Store.code)
    )
    now, before = _sums(found, quarter), _sums(found, quarter.before())
    programme = the_programme()
    minimum = programme.minimum_visits if programme else MINIMUM_VISITS
    rows = [
        StoreSums(store.id, store.name, store.code, now.get(store.id, {}), before.get(store.id, {}))
        for store in stores
    ]
    return found, table_of(quarter, rows, minimum)


def _sums(region: Region, quarter: Quarter) -> dict[UUID, Mapping[str, Sums]]:
    first, last = quarter.months()
    rows = (
        StoreMonth.select(StoreMonth.store, *_columns())
        .where(StoreMonth.store.in_(stores_below(region)) & StoreMonth.month.between(first, last))
        .group_by(StoreMonth.store)
        .tuples()
    )
    return {store: _of(values) for store, *values in rows}


def _columns() -> list[Any]:
    return [
        fn.SUM(getattr(StoreMonth, f"{column}_{name}"))
        for name in MEASURES
        for column in ("n", "total", "squares")
    ]


def _of(values: list[Any]) -> dict[str, Sums]:
    # PostgreSQL gives a Decimal for the sum of a bigint.
    whole = [int(value) for value in values]
    return {
        name: Sums(*whole[3 * place : 3 * place + 3])
        for place, name in enumerate(MEASURES)
        if whole[3 * place]
    }


def latest_quarter(actor: Actor, region: UUID) -> Quarter:
    """The newest quarter in which anything of a region was published, else the running one.

    Raises not_found for a region that the actor may not read.
    """
    newest = (
        StoreMonth.select(fn.MAX(StoreMonth.month))
        .where(StoreMonth.store.in_(stores_below(region_for(actor, region))))
        .where(StoreMonth.visits > 0)
        .scalar()
    )
    return Quarter.of(newest or actor.at.date())
