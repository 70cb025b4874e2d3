"""Giving a self-view, and revising it by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.selfviews.models import SelfView
from server.selfviews.queries import last_given, own_store, to_rate
from server.selfviews.rules import GRACE, VERSION


def give(
    actor: Actor,
    store: UUID,
    quarter: Quarter,
    ratings: Mapping[str, int],
    note: str,
    *,
    identity: UUID,
    replaces: int,
) -> SelfView:
    """Say how a store that the actor manages does in a quarter.

    `replaces` is the number of the self-view that this one revises, 0 for the first. A page that
    was sent twice names the same `identity` twice: it then counts once. Raises not_found,
    self_view_not_open, and self_view_overtaken where somebody else has given one meanwhile.
    """
    own = own_store(actor, store)
    there = SelfView.get_or_none((SelfView.id == identity) & (SelfView.store == own.id))
    if there is not None:
        return there
    if quarter not in to_rate(own, actor.at):
        raise Problem("self_view_not_open", days=GRACE.days)
    try:
        with write():
            last = last_given(own.id, quarter)
            if (last.number if last else 0) != replaces:
                raise Problem("self_view_overtaken")
            return _insert(actor, own.id, quarter, ratings, note, identity, replaces + 1)
    except IntegrityError:
        # The index decides between two that come at the same moment.
        raise Problem("self_view_overtaken") from None


def _insert(
    actor: Actor,
    store: UUID,
    quarter: Quarter,
    ratings: Mapping[str, int],
    note: str,
    identity: UUID,
    number: int,
) -> SelfView:
    made = SelfView.create(
        id=identity,
        store=store,
        quarter=str(quarter),
        number=number,
        person=actor.person,
        version=VERSION,
        ratings=dict(ratings),
        note=note or None,
        created_at=actor.at,
    )
    record(actor, "self_view.give", "self_view", made.id, quarter=str(quarter), number=number)
    return made


def erase_old(_actor: Actor, before: datetime, held: Held) -> None:
    """Erase the notes of self-views that were given before an instant; the ratings stay."""
    old = (SelfView.created_at < before) & SelfView.person.not_in(list(held.people))
    with write():
        SelfView.update(note=None).where(old).execute()


def erase_by(_actor: Actor, whose: Whose, _held: Held) -> None:
    """Erase the notes of a person's self-views; the ratings stay."""
    with write():
        SelfView.update(note=None).where(SelfView.person == whose.person).execute()
