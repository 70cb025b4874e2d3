"""Writing to the log, from inside the transaction of the act itself."""

from __future__ import annotations

from server.database.statements import Insert
from server.history.models import HistoryEntry, HistoryReason
from server.kernel.actor import Actor

_ENTRY = Insert(
    HistoryEntry.at,
    HistoryEntry.actor_kind,
    HistoryEntry.actor,
    HistoryEntry.act,
    HistoryEntry.object_kind,
    HistoryEntry.object,
    HistoryEntry.details,
    returning=HistoryEntry.id,
)


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
