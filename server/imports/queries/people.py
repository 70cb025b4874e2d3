"""What a list of people is held against."""

from __future__ import annotations

from server.imports.rules.people import Member, People, Shop
from server.kernel.actor import Actor
from server.people.queries import (
    addresses_known,
    codes_of,
    members,
    names_of_shoppers,
    shopper_codes,
    shoppers,
)
from server.stores.queries import Wanted, region_ways, stores_wanted

_ALL = 1_000_000


def people_there(actor: Actor) -> People:
    """Who is there already, and the stores and regions that a list of people may name."""
    return People(
        stores={
            store.code: Shop(store.id, store.code, store.closed_at is not None)
            for store in stores_wanted(actor, Wanted(state="all"))
        },
        regions=region_ways(actor),
        addresses=addresses_known(),
        members=frozenset((person.name.casefold(), held) for person, held in members(_ALL)),
        shoppers=frozenset(name.casefold() for name in names_of_shoppers()),
        codes=shopper_codes(),
        staff=_staff(),
        language=actor.language,
    )


def _staff() -> dict[str, Member]:
    known = {row.id: row for row, _roles in members(_ALL) if row.email}
    active = {row.id for row in shoppers(_ALL)}
    shopping = {person for person, code in codes_of(known) if code in active}
    return {row.email: Member(id, row.name, id in shopping) for id, row in known.items()}
