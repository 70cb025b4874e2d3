"""When somebody last looked at a place, so that what is new there can be marked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.kernel.actor import Actor
from server.people.models import Person, PlaceSeen

# Whoever comes back within it is still on the same visit: what was new a moment ago stays so.
SAME_VISIT = timedelta(minutes=30)
# So that turning pages does not write at every turn.
_NOT_AGAIN = timedelta(minutes=1)


def come_by(actor: Actor, place: str) -> datetime | None:
    """Note that somebody looks at a place; what came after the moment given back is new to them.

    None at the first visit, when everything would be new, and for whoever is no person.
    """
    if actor.person is None:
        return None
    there = PlaceSeen.get_or_none(_at(actor, place))
    if there is None:
        _first_visit(actor, place)
        return None
    away = actor.at - there.seen_at
    since: datetime | None = there.seen_at if away > SAME_VISIT else there.since
    if away > _NOT_AGAIN:
        with write():
            PlaceSeen.update(seen_at=actor.at, since=since).where(_at(actor, place)).execute()
    return since


def last_looked(person: UUID, places: Mapping[UUID, str]) -> dict[UUID, datetime]:
    """When somebody looked last at each of `places` (id -> its name), or came to be here."""
    seen = PlaceSeen.select(PlaceSeen.place, PlaceSeen.seen_at).where(
        (PlaceSeen.person == person) & PlaceSeen.place.in_(list(places.values()))
    )
    looked, came = dict(seen.tuples()), Person.get_by_id(person).created_at
    return {id: looked.get(name, came) for id, name in places.items()}


def _at(actor: Actor, place: str) -> object:
    return (PlaceSeen.person == actor.person) & (PlaceSeen.place == place)


def _first_visit(actor: Actor, place: str) -> None:
    try:
        with write():
            PlaceSeen.create(person=actor.person, place=place, seen_at=actor.at)
    except IntegrityError:
        return  # Two tabs at once: the other one has noted it.
