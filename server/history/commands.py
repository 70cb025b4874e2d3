"""Writing to the log, from inside the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from server.database import write
from server.database.statements import Insert
from server.history.models import HistoryEntry, HistoryReason
from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose

_COLUMNS = (
    HistoryEntry.at,
    HistoryEntry.actor_kind,
    HistoryEntry.actor,
    HistoryEntry.act,
    HistoryEntry.object_kind,
    HistoryEntry.object,
    HistoryEntry.details,
)
_ENTRY = Insert(*_COLUMNS, returning=HistoryEntry.id)
_ENTRIES = Insert(*_COLUMNS)
# So many objects are asked for in one query.
_AT_ONCE = 500


def record(
    actor: Actor,
    act: str,
    object_kind: str,
    object_id: object,
    reason: str | None = None,
    **details: object,
) -> None:
    """Note that `actor` did `act` to one object. `details` hold codes and ids, never names."""
    entry = _ENTRY.one(actor.at, actor.kind, actor.id, act, object_kind, str(object_id), details)
    if reason:
        HistoryReason.insert(entry=entry, words=reason).execute()


def record_all(
    actor: Actor,
    act: str,
    object_kind: str,
    done: Iterable[tuple[object, Mapping[str, object]]],
) -> None:
    """Note the same act on many objects, each with its details."""
    who = (actor.at, actor.kind, actor.id, act, object_kind)
    _ENTRIES.many([(*who, str(object_id), dict(details)) for object_id, details in done])


def erase_old(_actor: Actor, before: datetime, held: Held) -> None:
    """Erase the reasons of acts before an instant; that something was done, and by whom, stays."""
    kept = held.texts()
    _erase(
        (HistoryEntry.at < before)
        & HistoryEntry.object.not_in(kept)
        & (
            HistoryEntry.actor.is_null()
            | HistoryEntry.actor.not_in(list(held.people | held.shoppers))
        )
    )


def erase_about(_actor: Actor, whose: Whose, held: Held) -> None:
    """Erase the reasons that a person wrote, and those of what was done to the person.

    And to what tells of the person, but of nothing that is held.
    """
    free = HistoryEntry.object.not_in(held.texts())
    whole = [whose.person, *whose.shoppers]
    _erase(HistoryEntry.actor.in_(whole) & free)
    told = sorted(map(str, {*whole, *whose.reports, *whose.about}))
    for place in range(0, len(told), _AT_ONCE):
        _erase(HistoryEntry.object.in_(told[place : place + _AT_ONCE]) & free)


def _erase(which: Any) -> None:
    # From the few reasons that there are, not from all that was ever done.
    reasons = HistoryReason.select(HistoryReason.id).join(HistoryEntry).where(which)
    with write():
        HistoryReason.delete().where(HistoryReason.id.in_(reasons)).execute()
