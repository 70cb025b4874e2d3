"""Taking in an episode, exactly once, durable before the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.episodes import rules
from server.episodes.models import Episode
from server.episodes.queries import one, others_stores
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.erasing import ERASED, Held, Whose
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.programmes.queries import rounding_now, the_programme
from server.stores.queries import open_store_called, store_among
from server.submissions.rules import skew_of
from server.visits.queries import sent_to

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Logged:
    """An episode as it arrived: its bytes, what they say, and what the phone's clock said."""

    raw: bytes
    body: Mapping[str, Any]
    device_time: datetime | None


def receive(actor: Actor, episode: UUID, logged: Logged) -> tuple[Episode, bool]:
    """Store an episode; the second value says whether it is new.

    The same bytes again change nothing. Raises episode_conflict for other bytes, and
    episode_store_unknown, programme_missing and episode_limit.
    """
    digest = sha256_hex(logged.raw)
    there = Episode.get_or_none(Episode.id == episode)
    if there is None:
        try:
            return _insert(actor, episode, digest, logged), True
        except IntegrityError:
            # Another request with this id was faster.
            there = Episode.get_by_id(episode)
    if (there.digest, there.shopper_id) != (digest, actor.shopper):
        raise Problem("episode_conflict")
    return there, False


def _insert(actor: Actor, episode: UUID, digest: str, logged: Logged) -> Episode:
    body = logged.body
    programme, store = _place(actor, body)
    happened = rules.happened_on(body, skew_of(logged.device_time, actor.at), actor.at)
    with write():
        _check_limit(actor)
        row = Episode.create(
            id=episode,
            programme=programme,
            shopper=actor.shopper,
            store=store,
            store_name=None if body["store"] else body["store_name"].strip(),
            kind=body["kind"],
            moment=body["moment"],
            affected=body["affected"],
            words=body["words"].strip(),
            happened=happened,
            month=rules.month_of(happened, rounding_now()),
            received_at=actor.at,
            placed_at=None,
            digest=digest,
        )
        record(actor, "episode.receive", "episode", episode)
    return row


def _place(actor: Actor, body: Mapping[str, Any]) -> tuple[UUID, UUID | None]:
    """The programme and the store: one that the shopper was sent to, or that is called so."""
    if body["store"] is not None:
        found = sent_to(actor, body["store"])
        if found is None:
            raise Problem("episode_store_unknown")
        return found
    programme = the_programme()
    if programme is None:
        raise Problem("programme_missing")
    return programme.id, open_store_called(body["store_name"])


def place(actor: Actor, episode: UUID, store: str | None) -> None:
    """Say at which open store a place is that a shopper only named; None takes that back.

    Raises not_found, and what naming a store raises.
    """
    found = one(actor, episode).id
    named = store_among(others_stores(actor), store).id if store else None
    with write():
        Episode.update(store=named, placed_at=actor.at if named else None).where(
            (Episode.id == found) & Episode.store_name.is_null(False)
        ).execute()
        record(actor, "episode.place" if named else "episode.unplace", "episode", found)


def _check_limit(actor: Actor) -> None:
    lately = (Episode.shopper == actor.shopper) & (Episode.received_at > actor.at - _DAY)
    if Episode.select().where(lately).count() >= rules.MOST_IN_A_DAY:
        raise Problem("episode_limit", limit=rules.MOST_IN_A_DAY)


def erase_old(_actor: Actor, before: datetime, held: Held) -> None:
    """Erase the words of moments that came before an instant; what was logged stays counted."""
    _erase((Episode.received_at < before) & Episode.shopper.not_in(list(held.shoppers)))


def erase_by(_actor: Actor, whose: Whose, _held: Held) -> None:
    """Erase the words of all moments that a person logged."""
    _erase(Episode.shopper.in_(list(whose.shoppers)))


def _erase(which: Any) -> None:
    with write():
        # Where it was stays told apart from a store of ours.
        named = which & Episode.store_name.is_null(False)
        Episode.update(store_name=ERASED).where(named).execute()
        Episode.update(words="").where(which).execute()
