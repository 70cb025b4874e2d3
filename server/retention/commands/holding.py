"""Placing and lifting legal holds."""

from __future__ import annotations

from uuid import UUID

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.retention import queries
from server.retention.models import LegalHold
from server.retention.rules import KINDS, reason_in


def place_hold(actor: Actor, kind: str, object: UUID | None, reason: str) -> LegalHold:
    """Keep something from being erased until the hold is lifted; placing it again changes nothing.

    Raises not_found for what is not there, and hold_without_reason.
    """
    reason = reason_in(reason)
    if kind not in KINDS or (kind == "programme") != (object is None):
        raise Problem("not_found")
    if object is not None and not queries.is_there(kind, object):
        raise Problem("not_found")
    for there in queries.holds():
        if (there.kind, there.object) == (kind, object):
            return there
    with write():
        hold = LegalHold.create(kind=kind, object=object, placed_at=actor.at)
        about = {"kind": kind} | ({"object": str(object)} if object else {})
        record(actor, "hold.place", "legal_hold", hold.id, reason=reason, **about)
    return hold


def lift_hold(actor: Actor, hold: UUID, reason: str) -> None:
    """Let a hold go; raises not_found and hold_without_reason."""
    reason = reason_in(reason)
    there = queries.standing(hold)
    with write():
        mine = (LegalHold.id == there.id) & LegalHold.lifted_at.is_null()
        if LegalHold.update(lifted_at=actor.at).where(mine).execute():
            record(actor, "hold.lift", "legal_hold", there.id, reason=reason)
