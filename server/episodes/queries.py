"""Reading episodes: receipts for their shopper, lists for the programme, counts for a region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from peewee import JOIN, ModelSelect, fn

from server.episodes.models import Episode
from server.episodes.rules import Frequencies, shown_before, told
from server.kernel.actor import Actor
from server.kernel.clock import iso
from server.kernel.ids import readable_number
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.people.models import Shopper
from server.programmes.queries import rounding_now
from server.stores.models import Store

A_PAGE = 50


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
    """An episode as the programme's own people read it: a code, never a name."""

    kind: str
    moment: str
    affected: str
    place: str
    ours: bool
    words: str
    happened: date
    shopper: str


def listed(page: int, most: int = A_PAGE) -> tuple[list[Told], bool]:
    """A page of all episodes, the latest to arrive first, and whether there are more."""
    rows = _listing().paginate(page, most)
    more = _listing().offset(page * most).limit(1).exists()
    return [_told(row) for row in rows], more


def everything(most: int) -> list[Told]:
    """All of them, as far as `most`, the latest to arrive first."""
    return [_told(row) for row in _listing().limit(most)]


def _listing() -> Any:
    return (
        Episode.select(Episode, Shopper.id, Shopper.code, Store.id, Store.name)
        .join_from(Episode, Shopper)
        .join_from(Episode, Store, JOIN.LEFT_OUTER)
        .order_by(Episode.received_at.desc(), Episode.id)
    )


def _told(row: Episode) -> Told:
    return Told(
        kind=row.kind,
        moment=row.moment,
        affected=row.affected,
        place=row.store.name if row.store_id else row.store_name,
        ours=row.store_id is not None,
        words=row.words,
        happened=row.happened,
        shopper=row.shopper.code,
    )


def frequencies(actor: Actor, stores: ModelSelect, quarter: Quarter) -> Frequencies:
    """How often each kind was logged at `stores` (a subselect) in a quarter, as far as shown.

    Only whole periods count, by their arrival, so that no look tells of a moment logged just now.
    """
    rounding = rounding_now()
    zones = Store.select(Store.zone).where(Store.id.in_(stores)).distinct().tuples()
    over = [
        (Store.zone == zone) & (Episode.received_at < shown_before(actor.at, zone, rounding))
        for (zone,) in zones
    ]
    if not over:
        return told(())
    rows = (
        Episode.select(Episode.store, Episode.kind, fn.COUNT(Episode.id))
        .join(Store)
        .where(
            Episode.store.in_(stores) & Episode.month.between(*quarter.months()) & reduce(or_, over)
        )
        .group_by(Episode.store, Episode.kind)
    )
    return told(rows.tuples())
