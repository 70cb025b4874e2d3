"""Reading the log, the newest act first, as much of it as is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, ModelSelect, fn

from server.history.models import HistoryEntry, HistoryReason


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts: those for which all that is named here holds.

    `acts` are their names; `since` is within, `until` is not; `before` is the entry after which to
    go on.
    """

    who: UUID | None = None
    acts: frozenset[str] = field(default_factory=frozenset)
    object_kind: str | None = None
    object: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, with the reason where somebody gave one that has not been erased."""

    id: int
    at: datetime
    actor_kind: str
    actor: UUID | None
    act: str
    object_kind: str
    object: str
    details: dict[str, Any]
    reason: str | None


def entries(wanted: Wanted, most: int) -> list[Entry]:
    """At most `most` acts, the newest first; for more, ask again with `before` the last one's."""
    rows = (
        HistoryEntry.select(
            HistoryEntry.id,
            HistoryEntry.at,
            HistoryEntry.actor_kind,
            HistoryEntry.actor,
            HistoryEntry.act,
            HistoryEntry.object_kind,
            HistoryEntry.object,
            HistoryEntry.details,
            HistoryReason.words,
        )
        .join(HistoryReason, JOIN.LEFT_OUTER, on=(HistoryReason.entry == HistoryEntry.id))
        .order_by(HistoryEntry.id.desc())
        .limit(most)
    )
    return [Entry(*row) for row in _narrowed(rows, wanted).tuples()]


def _narrowed(rows: ModelSelect, wanted: Wanted) -> ModelSelect:
    if wanted.who is not None:
        rows = rows.where(HistoryEntry.actor == wanted.who)
    if wanted.acts:
        rows = rows.where(HistoryEntry.act.in_(sorted(wanted.acts)))
    if wanted.object_kind is not None:
        rows = rows.where(HistoryEntry.object_kind == wanted.object_kind)
    if wanted.object is not None:
        rows = rows.where(HistoryEntry.object == wanted.object)
    if wanted.since is not None:
        rows = rows.where(HistoryEntry.at >= wanted.since)
    if wanted.until is not None:
        rows = rows.where(HistoryEntry.at < wanted.until)
    if wanted.before is not None:
        rows = rows.where(HistoryEntry.id < wanted.before)
    return rows


def count_since(acts: Collection[str], actor: UUID | None, since: datetime) -> int:
    """How often somebody, or the system, has done any of these acts since then."""
    by = HistoryEntry.actor == actor if actor else HistoryEntry.actor.is_null()
    mine = HistoryEntry.act.in_(list(acts)) & by
    return int(HistoryEntry.select().where(mine & (HistoryEntry.at > since)).count())


def counts_since(since: datetime, but: UUID | None) -> dict[str, int]:
    """Act -> how often others than `but` have done it since then."""
    rows = (
        HistoryEntry.select(HistoryEntry.act, fn.COUNT(HistoryEntry.id))
        .where(
            (HistoryEntry.at > since) & (HistoryEntry.actor.is_null() | (HistoryEntry.actor != but))
        )
        .group_by(HistoryEntry.act)
    )
    return dict(rows.tuples())


def latest_of(
    acts: Collection[str], object_kind: str
) -> dict[str, tuple[UUID | None, datetime, str]]:
    """Object -> who did one of these acts to it last, when, and which."""
    rows = (
        HistoryEntry.select(
            HistoryEntry.object, HistoryEntry.actor, HistoryEntry.at, HistoryEntry.act
        )
        .where(HistoryEntry.act.in_(list(acts)) & (HistoryEntry.object_kind == object_kind))
        .order_by(HistoryEntry.id)
    )
    return {identity: (actor, at, act) for identity, actor, at, act in rows.tuples()}


def explained(act: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The object and the details of each act of a kind whose reason has not been erased."""
    rows = HistoryEntry.select(HistoryEntry.object, HistoryEntry.details).join(HistoryReason)
    yield from rows.where(HistoryEntry.act == act).tuples()


def in_pieces(wanted: Wanted, size: int, most: int) -> Iterator[list[Entry]]:
    """At most `most` acts, `size` at a time, so that a long history is never held whole."""
    left = most
    while left > 0:
        found = entries(wanted, min(size, left))
        if not found:
            return
        yield found
        left -= len(found)
        wanted = replace(wanted, before=found[-1].id)
