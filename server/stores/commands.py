"""Adding, changing and closing regions and stores, and saying who is responsible for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from peewee import EXCLUDED, IntegrityError, Value, fn

from server.database import is_sqlite, write
from server.database.statements import Insert
from server.history.commands import record, record_all
from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose
from server.kernel.ids import new_id
from server.kernel.problems import Problem
from server.stores.models import Region, RegionHead, Store, StoreManager
from server.stores.rules import MOST_LEVELS, Place, level_of, name_order, on_globe

# Told apart by hue and by lightness, and dark enough to carry white text (at least 4.5:1).
COLOURS = ("#0A5C8A", "#7A3E9D", "#8A5A00", "#1D6F5C", "#9C3D54", "#4B5B2A", "#3F51A3", "#6B4A3A")

# What a name brings along, which nobody enters.
_FOLLOWING = frozenset({"mark", "name_order"})
_STORES = Insert(
    Store.id,
    Store.region,
    Store.code,
    Store.name,
    Store.name_order,
    Store.address,
    Store.mark,
    Store.colour,
    Store.zone,
    Store.currency,
    Store.locale,
    Store.created_at,
    Store.latitude,
    Store.longitude,
)


def add_region(actor: Actor, name: str, parent: Region | None = None) -> Region:
    """Add a region below `parent`, or at the top.

    Raises region_name_taken beside its like, and region_too_deep.
    """
    identity = new_id()
    path = f"{parent.path if parent else '/'}{identity.hex}/"
    _check_level(level_of(path))
    with write():
        _check_name_beside(name, parent)
        region = Region.create(id=identity, name=name, parent=parent, path=path)
        record(actor, "region.add", "region", region.id)
    return region


def change_region(actor: Actor, region: UUID, name: str, parent: UUID | None) -> None:
    """Give a region a name and a place in the tree; all below it come along.

    Raises region_inside_itself, region_name_taken, region_too_deep, and not_found for a region
    that there is none of.
    """
    with write():
        # The whole tree stands still, or two moves at once could put each inside the other.
        tree = {row.id: row for row in Region.select().order_by(Region.id).for_update(_lockable())}
        moved, above = tree.get(region), tree.get(parent) if parent else None
        if moved is None or (parent and above is None):
            raise Problem("not_found")
        if above is not None and above.path.startswith(moved.path):
            raise Problem("region_inside_itself", name=moved.name)
        if (moved.name, moved.parent_id) == (name, parent):
            return
        _check_name_beside(name, above, besides=moved)
        _move(moved, f"{above.path if above else '/'}{moved.id.hex}/", tree)
        Region.update(name=name, parent=above).where(Region.id == moved.id).execute()
        record(actor, "region.change", "region", moved.id, below=str(parent) if parent else None)


def _lockable() -> bool:
    """SQLite has one writer at a time, and knows no lock of rows."""
    return not is_sqlite()


def _check_name_beside(name: str, parent: Region | None, besides: Region | None = None) -> None:
    beside = Region.parent == parent if parent else Region.parent.is_null()
    if besides is not None:
        beside &= Region.id != besides.id
    if Region.select().where(beside & (Region.name == name)).exists():
        raise Problem("region_name_taken", name=name)


def _check_level(level: int) -> None:
    if level > MOST_LEVELS:
        raise Problem("region_too_deep", limit=MOST_LEVELS)


def _move(region: Region, path: str, tree: dict[UUID, Region]) -> None:
    """Give a region and all below it their new paths."""
    if path == region.path:
        return
    below = [row for row in tree.values() if row.path.startswith(region.path)]
    deepest = max(level_of(row.path) for row in below)
    _check_level(deepest - level_of(region.path) + level_of(path))
    rest = fn.SUBSTR(Region.path, len(region.path) + 1)
    Region.update(path=Value(path).concat(rest)).where(
        Region.path.startswith(region.path)
    ).execute()


def delete_region(actor: Actor, region: Region) -> None:
    """Delete a region without stores and without regions below; whoever headed it does no more.

    Raises region_not_empty, and not_found for one that has gone already.
    """
    with write():
        stores = Store.select().where(Store.region == region.id).count()
        regions = Region.select().where(Region.parent == region.id).count()
        if stores or regions:
            raise Problem("region_not_empty", name=region.name, stores=stores, regions=regions)
        if not Region.delete().where(Region.id == region.id).execute():
            raise Problem("not_found")
        record(actor, "region.delete", "region", region.id)


def add_store(
    actor: Actor,
    region: Region,
    code: str,
    name: str,
    *,
    address: str = "",
    zone: str = "America/Mexico_City",
    currency: str = "MXN",
    locale: str = "es_MX",
    place: Place | None = None,
) -> Store:
    """Add a store; its mark is drawn from its name and its colour from its code.

    Raises store_code_taken and store_place_wrong.
    """
    where = _checked(place)
    try:
        with write():
            store = Store.create(
                region=region,
                code=code,
                name=name,
                name_order=name_order(name),
                address=address,
                mark=mark_of(name),
                colour=_colour_of(code),
                zone=zone,
                currency=currency,
                locale=locale,
                created_at=actor.at,
                **where,
            )
            record(actor, "store.add", "store", store.id)
    except IntegrityError:
        # The index decides, also between two that come at the same moment.
        raise Problem("store_code_taken", code=code) from None
    return store


def edit_store(actor: Actor, store: Store, **changes: Any) -> list[str]:
    """Change a store's code, name, region, address, zone, currency, locale or place.

    Returns which of them differ from what was there; nothing else is written. Its colour stays, by
    which shoppers know it. Raises store_code_taken and store_place_wrong.
    """
    changed = _changed(store, changes)
    if not changed:
        return []
    try:
        with write():
            _update(store, changed)
            told = sorted(set(changed) - _FOLLOWING)
            record(actor, "store.edit", "store", store.id, fields=told)
    except IntegrityError:
        raise Problem("store_code_taken", code=changed["code"]) from None
    return told


def _changed(store: Store, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from what is there, and with the name what follows from it."""
    changes = dict(asked)
    if "place" in changes:
        changes |= _checked(changes.pop("place"))
    if "region" in changes:
        changes["region_id"] = changes.pop("region").id
    changed = {name: value for name, value in changes.items() if getattr(store, name) != value}
    if "name" in changed:
        changed |= {"mark": mark_of(changed["name"]), "name_order": name_order(changed["name"])}
    return changed


def add_stores(actor: Actor, stores: Sequence[Mapping[str, Any]]) -> None:
    """Add many stores, each as `add_store` does; all of them or none.

    Raises import_overtaken where one of their codes was taken meanwhile.
    """
    rows = [_new_row(actor, **each) for each in stores]
    try:
        with write():
            _STORES.many(rows)
            record_all(actor, "store.add", "store", ((row[0], {}) for row in rows))
    except IntegrityError:
        raise Problem("import_overtaken") from None


def _new_row(
    actor: Actor, *, region: Region, code: str, name: str, place: Place | None = None, **more: Any
) -> tuple[Any, ...]:
    where = _checked(place)
    looks = (mark_of(name), _colour_of(code), more["zone"], more["currency"], more["locale"])
    named = (new_id(), region.id, code, name, name_order(name), more.get("address", ""))
    return (*named, *looks, actor.at, where["latitude"], where["longitude"])


def _colour_of(code: str) -> str:
    return COLOURS[sum(code.encode()) % len(COLOURS)]


def edit_stores(actor: Actor, asked: Mapping[UUID, Mapping[str, Any]]) -> None:
    """Change many stores, each as `edit_store` does; all of them or none."""
    with write():
        told: list[tuple[UUID, dict[str, object]]] = []
        edited: list[Store] = []
        for store in Store.select().where(Store.id.in_(list(asked))):
            changed = _changed(store, asked[store.id])
            for name, value in changed.items():
                setattr(store, name, value)
            if changed:
                edited.append(store)
                told.append((store.id, {"fields": sorted(set(changed) - _FOLLOWING)}))
        _keep_all(edited)
        record_all(actor, "store.edit", "store", told)


def _keep_all(stores: Sequence[Store]) -> None:
    """Write what stands in these stores now, some hundreds in one statement."""
    fields = [each for each in Store._meta.sorted_fields if each is not Store.id]
    over = {each: getattr(EXCLUDED, each.column_name) for each in fields}
    for first in range(0, len(stores), 500):
        rows = [each.__data__ for each in stores[first : first + 500]]
        Store.insert_many(rows).on_conflict(conflict_target=[Store.id], update=over).execute()


def _update(store: Store, changed: dict[str, Any]) -> None:
    columns = {"region" if name == "region_id" else name: v for name, v in changed.items()}
    if not Store.update(columns).where(Store.id == store.id).execute():
        raise Problem("not_found")


def close_store(actor: Actor, store: UUID, reason: str) -> None:
    """Close a store: no visit is planned there any more, and what was found there stays.

    Inside the transaction that settles its open visits. Raises store_closed.
    """
    with write():
        closed = Store.update(closed_at=actor.at).where(
            (Store.id == store) & Store.closed_at.is_null()
        )
        if not closed.execute():
            raise Problem("store_closed")
        record(actor, "store.close", "store", store, reason=reason)


def reopen_store(actor: Actor, store: UUID) -> None:
    """Open a closed store again; an open one stays as it is."""
    with write():
        opened = Store.update(closed_at=None).where(
            (Store.id == store) & Store.closed_at.is_null(False)
        )
        if opened.execute():
            record(actor, "store.reopen", "store", store)


def set_place(actor: Actor, store: Store, place: Place | None) -> None:
    """Say where a store is, or that nobody knows; raises store_place_wrong."""
    where = _checked(place)
    with write():
        Store.update(where).where(Store.id == store.id).execute()
        record(actor, "store.place", "store", store.id)


def _checked(place: Place | None) -> dict[str, float | None]:
    if place is not None and not on_globe(*place):
        raise Problem("store_place_wrong")
    latitude, longitude = place or (None, None)
    return {"latitude": latitude, "longitude": longitude}


def mark_of(name: str) -> str:
    """Two letters for a store: the initials of its last two words, or its first two letters."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = words[-2][0] + words[-1][0] if len(words) > 1 else name.strip()[:2]
    return letters.upper().ljust(2, "·")[:2]


def let_manage(actor: Actor, store: Store, person: UUID) -> None:
    """Make a person a manager of a store."""
    with write():
        StoreManager.insert(store=store, person=person).on_conflict_ignore().execute()
        record(actor, "store.manager", "store", store.id, person=str(person))


def let_head(actor: Actor, region: Region, person: UUID) -> None:
    """Make a person the head of a region and all below it."""
    with write():
        RegionHead.insert(region=region, person=person).on_conflict_ignore().execute()
        record(actor, "region.head", "region", region.id, person=str(person))


def stop_managing(actor: Actor, store: UUID, person: UUID) -> None:
    """End that a person manages a store; nothing happens where they do not."""
    with write():
        here = (StoreManager.store == store) & (StoreManager.person == person)
        if StoreManager.delete().where(here).execute():
            record(actor, "store.manager_end", "store", store, person=str(person))


def stop_heading(actor: Actor, region: UUID, person: UUID) -> None:
    """End that a person heads a region; nothing happens where they do not."""
    with write():
        here = (RegionHead.region == region) & (RegionHead.person == person)
        if RegionHead.delete().where(here).execute():
            record(actor, "region.head_end", "region", region, person=str(person))


def erase_by(_actor: Actor, whose: Whose, _held: Held) -> None:
    """Let a person answer for no store and no region any more."""
    with write():
        StoreManager.delete().where(StoreManager.person == whose.person).execute()
        RegionHead.delete().where(RegionHead.person == whose.person).execute()
