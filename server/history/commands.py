"""Writing to the log, from inside the transaction of the act itself."""

from __future__ import annotations

from server.history.models import HistoryEntry, HistoryReason
from server.kernel.actor import Actor


def record(
    actor: Actor,
    act: str,
    object_kind: str,
    object_id: object,
    reason: str | None = None,
    **details: object,
) -> None:
    """Note that `actor` did `act` to one object. `details` hold codes and ids, never names."""
    entry = HistoryEntry.insert(
        at=actor.at,
        actor_kind=actor.kind,
        actor=actor.id,
        act=act,
        object_kind=object_kind,
        object=str(object_id),
        details=details,
    ).execute()
    if reason:
        HistoryReason.insert(entry=entry, words=reason).execute()
