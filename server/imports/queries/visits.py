"""What a list of visits is held against."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.imports.rules.columns import Column
from server.imports.rules.visit_columns import columns
from server.imports.rules.visits import Place, Published, There
from server.kernel.actor import Actor
from server.people.models import Shopper
from server.programmes.queries import all_published, form_of, the_programme
from server.stores.models import Store
from server.stores.queries import own_stores_of_shoppers, visible_to
from server.visits.models import Visit

Windows = dict[tuple[UUID, UUID], list[tuple[datetime, datetime, UUID]]]


def visits_columns() -> tuple[Column, ...]:
    """The columns of a list of visits, by the forms that are published."""
    return columns(fact for form in _forms() for fact in form.facts)


def visits_there(actor: Actor) -> There:
    """The stores, shoppers, forms and visits that a list of visits is held against."""
    programme = the_programme()
    shoppers = Shopper.select(Shopper.code, Shopper.id, Shopper.active).tuples()
    return There(
        now=actor.at,
        languages=tuple(programme.languages) if programme else (),
        stores={place.code.casefold(): place for place in _places(actor)},
        shoppers={code: (identity, active) for code, identity, active in shoppers},
        forms=_forms(),
        planned=_planned(actor.at),
        own=own_stores_of_shoppers(),
    )


def _places(actor: Actor) -> list[Place]:
    rows = Store.select(Store.id, Store.code, Store.name, Store.zone, Store.closed_at).where(
        Store.id.in_(visible_to(actor))
    )
    return [
        Place(identity, code, name, zone, closed is not None)
        for identity, code, name, zone, closed in rows.tuples()
    ]


def _forms() -> tuple[Published, ...]:
    programme = the_programme()
    return tuple(
        Published(row.id, row.form, row.version, tuple(form_of(row.id).facts.values()))
        for row in (all_published(programme.id) if programme else ())
    )


def _planned(now: datetime) -> Windows:
    """The windows of visits that are not over, by shopper and store."""
    found: Windows = {}
    rows = Visit.select(
        Visit.shopper, Visit.store, Visit.opens_at, Visit.closes_at, Visit.form_version
    ).where((Visit.closes_at > now) & Visit.cancelled_at.is_null() & Visit.shopper.is_null(False))
    for shopper, store, *window in rows.tuples():
        found.setdefault((shopper, store), []).append((window[0], window[1], window[2]))
    return found
