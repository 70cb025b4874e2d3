"""Reading the rollup: one row per store of a region, two quarters side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from peewee import Expression, ModelSelect, fn

from server.comparisons.rules import (
    LOYALTY,
    MEASURES,
    FormChoice,
    SinSums,
    SinTable,
    StoreSums,
    Table,
    sin_table_of,
    table_of,
)
from server.episodes.queries import frequencies
from server.episodes.rules import Frequencies
from server.kernel.actor import Actor
from server.kernel.quarters import Quarter
from server.programmes.models import Programme
from server.programmes.queries import form_of, the_programme
from server.scores.models import SinMonth, StoreMonth
from server.scores.queries import mixes_in, versions_told
from server.scores.rules import SINS
from server.selfviews.models import SelfView
from server.selfviews.queries import counting
from server.selfviews.rules import SEEN_IN, Gap, gaps
from server.statistics import MINIMUM_VISITS, Sums
from server.stores.models import Region, Store
from server.stores.queries import BY_NAME, region_for, store_for, stores_below, visible_to


def region_table(
    actor: Actor, region: UUID, quarter: Quarter, form: str | None = None
) -> tuple[Region, Table]:
    """A region that the actor may read, and its table; raises not_found for any other.

    Only visits reported on one form are compared: that one, or where it is None the one that most
    of them were reported on. Six queries, whatever the number of stores and visits.
    """
    found = region_for(actor, region)
    programme = the_programme()
    forms = _forms(found, quarter, programme)
    chosen = form or next((each.id for each in forms), "")
    stores = list(
        Store.select(Store.id, Store.name, Store.code)
        .where(Store.id.in_(stores_below(found)) & Store.id.in_(visible_to(actor)))
        .order_by(*BY_NAME)
    )
    now = _sums(found, quarter, MEASURES, StoreMonth.form == chosen)
    before = _sums(found, quarter.before(), MEASURES, StoreMonth.form == chosen)
    # Asked by the same module on whatever form.
    would = _sums(found, quarter, LOYALTY)
    minimum = programme.minimum_visits if programme else MINIMUM_VISITS
    rows = [
        StoreSums(
            store.id,
            store.name,
            store.code,
            {**now.get(store.id, {}), **would.get(store.id, {})},
            before.get(store.id, {}),
        )
        for store in stores
    ]
    return found, replace(table_of(quarter, rows, minimum), form=chosen, forms=forms)


def _forms(region: Region, quarter: Quarter, programme: Programme | None) -> tuple[FormChoice, ...]:
    """The forms that anything of the quarter was scored on, those with the most visits first."""
    visits = fn.SUM(StoreMonth.n_overall)
    rows = list(
        StoreMonth.select(StoreMonth.form, visits)
        .where(_within(region, quarter))
        .group_by(StoreMonth.form)
        .having(visits > 0)
        .order_by(visits.desc(), StoreMonth.form)
        .tuples()
    )
    versions = versions_told(programme.id, [form for form, _ in rows]) if programme else {}
    titles = {form: form_of(version).title for form, version in versions.items()}
    return tuple(
        FormChoice(form, int(n), titles.get(form, dict.fromkeys(("en", "es"), form)))
        for form, n in rows
    )


def _within(region: Region, quarter: Quarter) -> Expression:
    months = StoreMonth.month.between(*quarter.months())
    return StoreMonth.store.in_(stores_below(region)) & months


def _sums(
    region: Region, quarter: Quarter, names: Sequence[str], which: Expression | bool = True
) -> dict[UUID, Mapping[str, Sums]]:
    rows = (
        StoreMonth.select(StoreMonth.store, *_columns(names))
        .where(_within(region, quarter) & which)
        .group_by(StoreMonth.store)
        .tuples()
    )
    return {store: _of(names, values) for store, *values in rows}


def _columns(names: Sequence[str]) -> list[Any]:
    return [
        fn.SUM(getattr(StoreMonth, f"{column}_{name}"))
        for name in names
        for column in ("n", "total", "squares")
    ]


def _of(names: Sequence[str], values: list[Any]) -> dict[str, Sums]:
    # PostgreSQL gives a Decimal for the sum of a bigint.
    whole = [int(value) for value in values]
    return {
        name: Sums(*whole[3 * place : 3 * place + 3])
        for place, name in enumerate(names)
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


@dataclass(frozen=True, slots=True)
class Sins:
    """All that the page of sins shows of some stores in one quarter."""

    table: SinTable
    moments: Frequencies
    names: Mapping[UUID, str]


def region_sins(actor: Actor, region: UUID, quarter: Quarter) -> tuple[Region, Sins]:
    """The sins of a region that the actor may read; raises not_found for any other.

    Five queries, whatever the number of stores and visits.
    """
    found = region_for(actor, region)
    return found, _sins_of(actor, stores_below(found), quarter)


def store_sins(actor: Actor, store: UUID, quarter: Quarter) -> tuple[Store, Sins]:
    """The same of one store that the actor may read."""
    found = store_for(actor, store)
    return found, _sins_of(actor, Store.select(Store.id).where(Store.id == found.id), quarter)


def _sins_of(actor: Actor, below: ModelSelect, quarter: Quarter) -> Sins:
    mine = Store.id.in_(below) & Store.id.in_(visible_to(actor))
    stores = list(Store.select(Store.id, Store.name, Store.code).where(mine).order_by(*BY_NAME))
    sums = _sin_sums(Store.select(Store.id).where(mine), quarter)
    none = SinSums(0, dict.fromkeys(SINS, (0, 0)))
    rows = [(each.id, each.name, each.code, sums.get(each.id, none)) for each in stores]
    programme = the_programme()
    minimum = programme.minimum_visits if programme else MINIMUM_VISITS
    moments = frequencies(actor, Store.select(Store.id).where(mine), quarter)
    return Sins(
        sin_table_of(quarter, rows, minimum), moments, {each.id: each.name for each in stores}
    )


def _sin_sums(stores: ModelSelect, quarter: Quarter) -> dict[UUID, SinSums]:
    columns = [
        fn.SUM(getattr(SinMonth, f"{column}_{sin}")) for sin in SINS for column in ("n", "seen")
    ]
    rows = (
        SinMonth.select(SinMonth.store, fn.SUM(SinMonth.visits), *columns)
        .where(SinMonth.store.in_(stores) & SinMonth.month.between(*quarter.months()))
        .group_by(SinMonth.store)
        .tuples()
    )
    return {
        store: SinSums(
            int(visits),
            {sin: (int(of[2 * at]), int(of[2 * at + 1])) for at, sin in enumerate(SINS)},
        )
        for store, visits, *of in rows
    }


def own_views(
    actor: Actor, region: UUID, quarter: Quarter
) -> tuple[Region, list[tuple[Store, SelfView | None, tuple[Gap, ...]]]]:
    """A region that the actor may read, and how each store in it rates itself in a quarter.

    Raises not_found for any other region. Four queries, whatever the number of stores. Nothing is
    set beside a store that has not been rated.
    """
    found = region_for(actor, region)
    below = stores_below(found)
    mine = Store.id.in_(below) & Store.id.in_(visible_to(actor))
    views = {view.store_id: view for view in counting(mine, quarter)}
    seen = mixes_in(below, quarter, SEEN_IN) if views else {}
    programme = the_programme()
    minimum = programme.minimum_visits if programme else MINIMUM_VISITS
    return found, [
        (store, view, gaps(view.ratings, store.id, seen, minimum) if view else ())
        for store in Store.select().where(mine).order_by(*BY_NAME)
        for view in (views.get(store.id),)
    ]
