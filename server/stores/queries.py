"""Which stores and regions an actor may read, always as a subselect."""

from __future__ import annotations

from uuid import UUID

from peewee import JOIN, ModelSelect, Value

from server.kernel.actor import Actor, Role
from server.kernel.problems import Problem
from server.stores.models import Region, RegionHead, Store, StoreManager


def visible_to(actor: Actor) -> ModelSelect:
    """A subselect of the ids of the stores whose results the actor may read."""
    if actor.has(Role.ADMINISTRATOR):
        return Store.select(Store.id)
    mine = StoreManager.select(StoreManager.store).where(StoreManager.person == actor.person)
    under = Store.select(Store.id).where(Store.region.in_(regions_visible_to(actor)))
    if actor.has(Role.STORE_MANAGER) and actor.has(Role.REGIONAL_HEAD):
        return Store.select(Store.id).where(Store.id.in_(mine) | Store.id.in_(under))
    if actor.has(Role.STORE_MANAGER):
        return mine
    return under


def managed_by(actor: Actor) -> ModelSelect:
    """A subselect of the ids of the stores that the actor manages, whatever else they may read."""
    if not actor.has(Role.STORE_MANAGER):
        return Store.select(Store.id).where(False)
    return StoreManager.select(StoreManager.store).where(StoreManager.person == actor.person)


def regions_visible_to(actor: Actor) -> ModelSelect:
    """A subselect of the ids of the regions that the actor heads, those below included."""
    if actor.has(Role.ADMINISTRATOR):
        return Region.select(Region.id)
    if not actor.has(Role.REGIONAL_HEAD):
        return Region.select(Region.id).where(False)
    top = Region.alias()
    return (
        Region.select(Region.id)
        .join(top, JOIN.INNER, on=Region.path.startswith(top.path))
        .join(RegionHead, on=(RegionHead.region == top.id))
        .where(RegionHead.person == actor.person)
    )


def answered_for_by(store: Store, people: ModelSelect) -> bool:
    """Whether any of `people` (a subselect) manages a store or heads a region it lies in."""
    manages = StoreManager.select().where(
        (StoreManager.store == store) & StoreManager.person.in_(people)
    )
    above = Value(store.region.path).startswith(Region.path)
    heads = RegionHead.select().join(Region).where(above & RegionHead.person.in_(people))
    return bool(manages.exists() or heads.exists())


def store_for(actor: Actor, store: UUID) -> Store:
    """One store that the actor may read; raises not_found for any other, existing or not."""
    found = Store.get_or_none((Store.id == store) & Store.id.in_(visible_to(actor)))
    if found is None:
        raise Problem("not_found")
    return found


def stores_for(actor: Actor, most: int = 500, page: int = 1) -> list[Store]:
    """The stores whose results the actor may read, by name; `most` of them a page."""
    found = Store.select().where(Store.id.in_(visible_to(actor)))
    return list(found.order_by(Store.name, Store.code).paginate(page, most))


def region_for(actor: Actor, region: UUID) -> Region:
    """One region that the actor may read; raises not_found for any other."""
    found = Region.get_or_none((Region.id == region) & Region.id.in_(regions_visible_to(actor)))
    if found is None:
        raise Problem("not_found")
    return found


def regions_for(actor: Actor, most: int = 500) -> list[Region]:
    """The regions that the actor may read, in the order of the tree."""
    return list(
        Region.select()
        .where(Region.id.in_(regions_visible_to(actor)))
        .order_by(Region.path)
        .limit(most)
    )


def stores_below(region: Region) -> ModelSelect:
    """A subselect of the ids of the stores in a region and below it."""
    below = Region.select(Region.id).where(Region.path.startswith(region.path))
    return Store.select(Store.id).where(Store.region.in_(below))


def responsible_for(person: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """The stores that a person manages and the regions that they head, as on record."""
    managed = StoreManager.select(StoreManager.store).where(StoreManager.person == person)
    headed = RegionHead.select(RegionHead.region).where(RegionHead.person == person)
    return (
        frozenset(store for (store,) in managed.tuples()),
        frozenset(region for (region,) in headed.tuples()),
    )
