"""Whose visit is it, and what is it reported on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import ModelSelect, fn

from server.database.statements import Lookup
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import form_of
from server.stores.models import Store
from server.visits.models import FormerShopper, Visit, VisitPart, Wave

# A visit stays on the phone this long after its window, so that a late report can still be sent.
KEPT_AFTER_CLOSE = timedelta(days=60)
MOST_VISITS = 200


@dataclass(frozen=True, slots=True)
class Assigned:
    """One part of a visit that is the actor's to report."""

    visit: UUID
    part: str
    form_version: UUID
    form: str
    version: int
    facts: Mapping[str, Any]
    opening: str
    opens_at: datetime
    closes_at: datetime
    zone: str
    cancelled_at: datetime | None
    # Given to another shopper meanwhile.
    handed_on: bool = False

    @property
    def later(self) -> bool:
        """Whether it opens after the call, by what the report of an earlier part says."""
        part = next(each for each in form_of(self.form_version).parts if each.id == self.part)
        return part.opens_after_days is not None

    @property
    def cancelled(self) -> bool:
        """Whether the visit was called off."""
        return self.cancelled_at is not None


def _part(submission: Any) -> ModelSelect:
    return (
        VisitPart.select(
            Visit.id,
            VisitPart.part,
            FormVersion.id,
            FormVersion.form,
            FormVersion.version,
            Visit.facts,
            VisitPart.opening,
            VisitPart.opens_at,
            VisitPart.closes_at,
            Store.zone,
            Visit.cancelled_at,
        )
        .join(Visit)
        .join(FormVersion)
        .join_from(Visit, Store)
        .where(VisitPart.submission == submission)
    )


_ASSIGNED = Lookup(
    lambda submission, shopper: _part(submission).where(Visit.shopper == shopper),
    VisitPart.submission,
    Visit.shopper,
)
_HANDED_ON = Lookup(
    lambda submission, shopper: (
        _part(submission).join_from(Visit, FormerShopper).where(FormerShopper.shopper == shopper)
    ),
    VisitPart.submission,
    FormerShopper.shopper,
)


def assigned_to(actor: Actor, submission: UUID, visit: UUID | None) -> Assigned:
    """The visit's part that `submission` reports, when it is the actor's, or was before another's.

    Raises visit_unknown for another shopper's visit as for one that does not exist, and
    submission_id_wrong where the visit is the actor's but the id is none of its parts'.
    """
    row = _ASSIGNED.first(submission, actor.shopper)
    if row is not None and row[0] == visit:
        return Assigned(*row)
    row = _HANDED_ON.first(submission, actor.shopper)
    if row is not None and row[0] == visit:
        return replace(Assigned(*row), handed_on=True)
    mine = (Visit.id == visit) & (Visit.shopper == actor.shopper)
    if visit is not None and Visit.select().where(mine).exists():
        raise Problem("submission_id_wrong")
    raise Problem("visit_unknown")


def sent_to(actor: Actor, code: str) -> tuple[UUID, UUID] | None:
    """The programme and the store of a code, where the actor was ever sent there."""
    rows = (
        Visit.select(Wave.programme, Visit.store)
        .join_from(Visit, Wave)
        .join_from(Visit, Store)
        .where((Store.code == code) & (Visit.shopper == actor.shopper))
        .order_by(Visit.opens_at.desc())
    )
    found: tuple[UUID, UUID] | None = rows.tuples().first()
    return found


def visits_there(
    shopper: UUID, store: UUID, opens: datetime, closes: datetime, besides: UUID | None = None
) -> bool:
    """Whether a shopper has a visit at a store within a time, cancelled ones aside."""
    within = (Visit.opens_at < closes) & (Visit.closes_at > opens)
    theirs = (Visit.shopper == shopper) & (Visit.store == store) & Visit.cancelled_at.is_null()
    others = Visit.id != besides if besides else Visit.id.is_null(False)
    return bool(Visit.select().where(theirs & within & others).exists())


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit as its shopper's phone lists it."""

    visit: Visit
    store: Store
    form: str
    version: int
    digest: str
    programme: str
    parts: tuple[VisitPart, ...]


def planned_for(actor: Actor) -> list[Planned]:
    """The actor's visits by the start of their window, in three queries.

    Of more than a phone is meant to hold, the earliest are left out: they are most likely done.
    One with a part that closes later stays as long as that does.
    """
    since = actor.at - KEPT_AFTER_CLOSE
    still = VisitPart.select(1).where((VisitPart.visit == Visit.id) & (VisitPart.closes_at > since))
    rows = list(
        Visit.select(
            Visit,
            Store,
            FormVersion.id,
            FormVersion.form,
            FormVersion.version,
            FormVersion.digest,
            Wave,
        )
        .join_from(Visit, Store)
        .join_from(Visit, FormVersion)
        .join_from(Visit, Wave)
        .where((Visit.shopper == actor.shopper) & fn.EXISTS(still))
        .order_by(Visit.opens_at.desc(), Visit.id.desc())
        .limit(MOST_VISITS)
    )[::-1]
    parts = _parts_of([row.id for row in rows])
    names = dict(Programme.select(Programme.id, Programme.name).tuples())
    return [
        Planned(
            visit=row,
            store=row.store,
            form=row.form_version.form,
            version=row.form_version.version,
            digest=row.form_version.digest,
            programme=names[row.wave.programme_id],
            parts=tuple(parts.get(row.id, ())),
        )
        for row in rows
    ]


def _parts_of(visits: list[UUID]) -> dict[UUID, list[VisitPart]]:
    found: dict[UUID, list[VisitPart]] = {}
    if visits:
        for part in VisitPart.select().where(VisitPart.visit.in_(visits)).order_by(VisitPart.id):
            found.setdefault(part.visit_id, []).append(part)
    return found
