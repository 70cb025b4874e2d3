"""Adding regions and stores, and saying who is responsible for them."""

from __future__ import annotations

from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.ids import new_id
from server.kernel.problems import Problem
from server.stores.models import Region, RegionHead, Store, StoreManager
from server.stores.rules import Place, on_globe

# Told apart by hue and by lightness, and dark enough to carry white text (at least 4.5:1).
COLOURS = ("#0A5C8A", "#7A3E9D", "#8A5A00", "#1D6F5C", "#9C3D54", "#4B5B2A", "#3F51A3", "#6B4A3A")


def add_region(actor: Actor, name: str, parent: Region | None = None) -> Region:
    """Add a region below `parent`, or at the top; raises region_name_taken beside its like."""
    identity = new_id()
    path = f"{parent.path if parent else '/'}{identity.hex}/"
    with write():
        beside = Region.parent == parent if parent else Region.parent.is_null()
        if Region.select().where(beside & (Region.name == name)).exists():
            raise Problem("region_name_taken", name=name)
        region = Region.create(id=identity, name=name, parent=parent, path=path)
        record(actor, "region.add", "region", region.id)
    return region


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
                address=address,
                mark=mark_of(name),
                colour=COLOURS[sum(code.encode()) % len(COLOURS)],
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
