"""Reading episodes: receipts for their shopper, lists for the programme, counts for a region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from peewee import JOIN, ModelSelect, fn

from server.episodes.models import Episode
from server.episodes.rules import Frequencies, shown_before, told
from server.kernel.actor import Actor, Role
from server.kernel.clock import iso
from server.kernel.erasing import ERASED
from server.kernel.ids import readable_number
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.people.models import Shopper
from server.people.queries import own_codes
from server.programmes.queries import rounding_now
from server.stores.models import Store
from server.stores.queries import choices_among, visible_to

A_PAGE = 50
_OF_A_STORE = frozenset({Role.STORE_MANAGER, Role.REGIONAL_HEAD})


def receipt(episode: Episode) -> dict[str, Any]:
    """What the phone keeps as proof, in the shape of a report's receipt."""
    return {
        "episode": str(episode.id),
        "number": readable_number(episode.id),
        "digest": episode.digest,
        "revision": 1,
        "received_at": iso(episode.received_at),
        "photos": {"announced": [], "present": [], "missing": []},
    }


def receipt_for(actor: Actor, episode: UUID) -> dict[str, Any]:
    """The receipt of the actor's own episode; not_found for any other."""
    found = Episode.get_or_none((Episode.id == episode) & (Episode.shopper == actor.shopper))
    if found is None:
        raise Problem("not_found")
    return receipt(found)


@dataclass(frozen=True, slots=True)
class Told:
    """An episode as the programme's own people read it: a code, never a name.

    `written` is what the shopper called a place that is, or was, in no list of theirs.
    """

    id: UUID
    kind: str
    moment: str
    affected: str
    place: str
    ours: bool
    written: str
    words: str
    happened: date
    shopper: str
    own: bool

    @property
    def can_be_placed(self) -> bool:
        """Whether the reader may say which store it was: words that were erased say none."""
        return bool(self.written) and self.written != ERASED and not self.own


def listed(actor: Actor, page: int, most: int = A_PAGE) -> tuple[list[Told], bool]:
    """A page of the episodes, the latest to arrive first, and whether there are more."""
    rows = _listing(actor).paginate(page, most)
    more = _listing(actor).offset(page * most).limit(1).exists()
    return _all_told(actor, rows), more


def everything(actor: Actor, most: int) -> list[Told]:
    """All of them, as far as `most`, the latest to arrive first."""
    return _all_told(actor, _listing(actor).limit(most))


def one(actor: Actor, episode: UUID) -> Told:
    """One that somebody may place; raises not_found for any other."""
    found = _all_told(actor, _listing(actor).where(Episode.id == episode))
    if not found or not found[0].can_be_placed:
        raise Problem("not_found")
    return found[0]


def others_stores(actor: Actor) -> ModelSelect:
    """A subselect of the ids of all stores but those that the actor manages or heads."""
    return Store.select(Store.id).where(Store.id.not_in(_answered_for(actor)))


def store_choices(actor: Actor, chosen: str = "") -> list[tuple[str, str]]:
    """The open stores where a moment can have been: id and words."""
    return choices_among(others_stores(actor), chosen)


def _answered_for(actor: Actor) -> ModelSelect:
    return visible_to(replace(actor, roles=actor.roles & _OF_A_STORE))


def _listing(actor: Actor) -> Any:
    """With codes of shoppers, so none at a store that the actor manages or heads.

    A place that is only named may be such a store: whoever answers for any reads of none. But an
    administrator has to place them, and reads the visits of all stores anyway.
    """
    here = Episode.store.not_in(_answered_for(actor))
    if actor.has(Role.ADMINISTRATOR) or not actor.roles & _OF_A_STORE:
        here |= Episode.store.is_null()
    return (
        Episode.select(Episode, Shopper.id, Shopper.code, Store.id, Store.name)
        .join_from(Episode, Shopper)
        .join_from(Episode, Store, JOIN.LEFT_OUTER)
        .where(here)
        .order_by(Episode.received_at.desc(), Episode.id)
    )


def _all_told(actor: Actor, rows: Iterable[Episode]) -> list[Told]:
    own = own_codes(actor.person) if actor.person else frozenset()
    return [_told(row, row.shopper_id in own) for row in rows]


def _told(row: Episode, own: bool) -> Told:
    return Told(
        id=row.id,
        kind=row.kind,
        moment=row.moment,
        affected=row.affected,
        place=row.store.name if row.store_id else row.store_name,
        ours=row.store_id is not None,
        written=row.store_name or "",
        words=row.words,
        happened=row.happened,
        shopper=row.shopper.code,
        own=own,
    )


def frequencies(actor: Actor, stores: ModelSelect, quarter: Quarter) -> Frequencies:
    """How often each kind was logged at `stores` (a subselect) in a quarter, as far as shown.

    Only whole periods count, by their arrival or by when it was said where they were, so that no
    look tells of a moment logged just now.
    """
    rounding = rounding_now()
    zones = Store.select(Store.zone).where(Store.id.in_(stores)).distinct().tuples()
    over = [
        (Store.zone == zone) & _counts_before(shown_before(actor.at, zone, rounding))
        for (zone,) in zones
    ]
    if not over:
        return told(())
    rows = (
        Episode.select(Store.region, Episode.store, Episode.kind, fn.COUNT(Episode.id))
        .join(Store)
        .where(
            Episode.store.in_(stores) & Episode.month.between(*quarter.months()) & reduce(or_, over)
        )
        .group_by(Store.region, Episode.store, Episode.kind)
    )
    return told(rows.tuples())


def _counts_before(end: datetime) -> Any:
    arrived = Episode.placed_at.is_null() & (Episode.received_at < end)
    return arrived | (Episode.placed_at < end)
