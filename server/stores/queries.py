"""Which stores and regions an actor may read, always as a subselect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from peewee import JOIN, ModelSelect, Value, fn

from server.kernel.actor import Actor, Role
from server.kernel.ids import uuid_in
from server.kernel.problems import Problem
from server.people.models import Person, Shopper
from server.people.queries import codes_of, people_behind
from server.stores.models import Region, RegionHead, Store, StoreManager

# As people look for a store in a list: "Store 2" before "Store 10".
BY_NAME = (Store.name_order, Store.name, Store.code)
# Far more than anybody reads; whoever looks for another writes its code.
_MOST_PROPOSED = 300
# Between name and code, in what a page proposes.
_PARTED = " · "


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


def own_stores_of_shoppers() -> frozenset[tuple[UUID, UUID]]:
    """Each shopper with each store that they manage or head; nobody is sent there."""
    people = people_behind(Shopper.select(Shopper.id))
    managed = StoreManager.select(StoreManager.person, StoreManager.store).where(
        StoreManager.person.in_(people)
    )
    top = Region.alias()
    headed = (
        RegionHead.select(RegionHead.person, Store.id)
        .join(top, on=(RegionHead.region == top.id))
        .join(Region, on=Region.path.startswith(top.path))
        .join(Store, on=(Store.region == Region.id))
        .where(RegionHead.person.in_(people))
    )
    pairs = [*managed.tuples(), *headed.tuples()]
    codes: dict[UUID, list[UUID]] = {}
    for person, code in codes_of({person for person, _ in pairs}):
        codes.setdefault(person, []).append(code)
    return frozenset((code, store) for person, store in pairs for code in codes.get(person, ()))


def store_for(actor: Actor, store: UUID) -> Store:
    """One store that the actor may read; raises not_found for any other, existing or not."""
    found = Store.get_or_none((Store.id == store) & Store.id.in_(visible_to(actor)))
    if found is None:
        raise Problem("not_found")
    return found


def stores_for(
    actor: Actor, most: int = 500, page: int = 1, still_open: bool = False
) -> list[Store]:
    """The stores whose results the actor may read, by name; `most` of them a page."""
    found = Store.select().where(Store.id.in_(visible_to(actor)))
    if still_open:
        found = found.where(Store.closed_at.is_null())
    return list(found.order_by(*BY_NAME).paginate(page, most))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stores of a list, and in which order.

    `state` is open, closed or all; `order` is name, code or region, with a minus in front from
    the last to the first.
    """

    words: str = ""
    region: UUID | None = None
    state: str = "open"
    order: str = "name"


def stores_wanted(actor: Actor, wanted: Wanted) -> ModelSelect:
    """The stores of the actor's that are wanted, each with its region."""
    found = Store.select(Store, Region).join(Region).where(Store.id.in_(visible_to(actor)))
    if wanted.state != "all":
        found = found.where(Store.closed_at.is_null(wanted.state == "open"))
    if wanted.region is not None:
        found = found.where(Store.id.in_(stores_below(region_for(actor, wanted.region))))
    for word in wanted.words.split():
        in_words = (Store.name, Store.code, Store.address)
        found = found.where(_any(field.contains(word) for field in in_words))
    return found.order_by(*_ordered(wanted.order))


def _any(conditions: Iterable[Any]) -> Any:
    return reduce(or_, conditions)


def _ordered(order: str) -> list[Any]:
    fields = {"name": Store.name_order, "code": Store.code, "region": Region.name}
    first = fields.get(order.removeprefix("-"), Store.name_order)
    return [first.desc() if order.startswith("-") else first, *BY_NAME]


def store_of_code(actor: Actor, code: str) -> Store:
    """The store of that code, where the actor may read it; raises not_found."""
    found = Store.get_or_none((Store.code == code) & Store.id.in_(visible_to(actor)))
    if found is None:
        raise Problem("not_found")
    return found


def store_among(stores: ModelSelect, text: str) -> Store:
    """The open store that somebody means, by id, by code or by a part of the name.

    Only one of `stores` (a subselect of ids). Raises store_unknown, store_closed and store_unclear.
    """
    mine = Store.select().where(Store.id.in_(stores))
    identity = uuid_in(text)
    if identity is not None:
        found = list(mine.where(Store.id == identity))
    else:
        code = text.rpartition(_PARTED)[2].strip()
        found = list(mine.where(fn.LOWER(Store.code) == code.lower()))
    found = found or _by_name(mine, text)
    if not found:
        raise Problem("store_unknown", code=text[:60])
    if len(found) > 1:
        raise Problem("store_unclear", known=", ".join(_words(store) for store in found[:5]))
    if found[0].closed_at is not None:
        raise Problem("store_closed")
    return found[0]


def _by_name(mine: ModelSelect, text: str) -> list[Store]:
    rows = mine.where(Store.closed_at.is_null() & Store.name.contains(text))
    found = list(rows.order_by(*BY_NAME).limit(6))
    exact = [store for store in found if store.name.casefold() == text.casefold()]
    return exact or found


def open_store_called(name: str) -> UUID | None:
    """The open store of exactly this name, whatever its case, where there is only one."""
    same = (fn.LOWER(Store.name) == fn.LOWER(name.strip())) & Store.closed_at.is_null()
    found = [store.id for store in Store.select(Store.id).where(same).limit(2)]
    return found[0] if len(found) == 1 else None


def choices_among(stores: ModelSelect, chosen: str = "") -> list[tuple[str, str]]:
    """Open stores of `stores` to be proposed: id and words; of many, a part with the chosen."""
    mine = Store.select().where(Store.id.in_(stores) & Store.closed_at.is_null())
    rows = mine.order_by(*BY_NAME).limit(_MOST_PROPOSED)
    found = {str(store.id): _words(store) for store in rows}
    identity = uuid_in(chosen)
    if identity is not None and str(identity) not in found:
        found |= {str(store.id): _words(store) for store in mine.where(Store.id == identity)}
    return list(found.items())


def _words(store: Store) -> str:
    return f"{store.name}{_PARTED}{store.code}"


def region_for(actor: Actor, region: UUID) -> Region:
    """One region that the actor may read; raises not_found for any other."""
    found = Region.get_or_none((Region.id == region) & Region.id.in_(regions_visible_to(actor)))
    if found is None:
        raise Problem("not_found")
    return found


def regions_for(actor: Actor, most: int = 5000) -> list[Region]:
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


def region_ways(actor: Actor) -> dict[UUID, tuple[str, ...]]:
    """Each region of the actor's with the names from the top down to it."""
    found = {region.id.hex: region for region in regions_for(actor)}
    return {
        region.id: tuple(found[each].name for each in region.path.split("/") if each in found)
        for region in found.values()
    }


def region_names(actor: Actor) -> dict[UUID, str]:
    """Each region of the actor's as one reads it, such as "North / Coast"."""
    return {region: " / ".join(way) for region, way in region_ways(actor).items()}


def stores_by_region() -> dict[UUID, int]:
    """How many open stores lie in each region itself, regions without any left out."""
    rows = Store.select(Store.region, fn.COUNT(Store.id)).where(Store.closed_at.is_null())
    return dict(rows.group_by(Store.region).tuples())


def is_empty(region: Region) -> bool:
    """Whether neither a store nor another region lies in a region."""
    stores = Store.select().where(Store.region == region)
    regions = Region.select().where(Region.parent == region)
    return not (stores.exists() or regions.exists())


def heads_of(region: Region) -> list[str]:
    """The names of those who head this very region."""
    rows = Person.select(Person.name).join(RegionHead).where(RegionHead.region == region)
    return [name for (name,) in rows.order_by(Person.name).tuples()]


def managers_of(store: Store) -> list[str]:
    """The names of those who manage a store."""
    rows = Person.select(Person.name).join(StoreManager).where(StoreManager.store == store)
    return [name for (name,) in rows.order_by(Person.name).tuples()]
