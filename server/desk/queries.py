"""What the desk lists: how far the start has come, and the visits with the state of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from server.kernel.actor import Role
from server.people.models import RoleGrant, Shopper
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import the_programme
from server.stores.models import Region, Store
from server.submissions.models import Submission
from server.visits.models import Visit, VisitPart
from server.visits.queries import KEPT_AFTER_CLOSE

PAGE = 50
# What a visit can be, in the order of its life, and what an administrator looks for in it.
STATES = (
    "planned",
    "open",
    "overdue",
    "received",
    "claimed",
    "sent_back",
    "accepted",
    "not_done",
    "cancelled",
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a programme is there yet; the desk's first page leads through it in order."""

    programme: Programme | None
    forms: int
    regions: int
    stores: int
    reviewers: int
    people: int
    shoppers: int
    visits: int

    @property
    def complete(self) -> bool:
        """Whether the first visit is planned and somebody is there to review it."""
        return bool(self.programme and self.visits and self.reviewers)


def progress() -> Progress:
    """What is there by now."""
    return Progress(
        programme=the_programme(),
        forms=FormVersion.select().count(),
        regions=Region.select().count(),
        stores=Store.select().where(Store.closed_at.is_null()).count(),
        reviewers=RoleGrant.select().where(RoleGrant.role == Role.REVIEWER).count(),
        people=RoleGrant.select(fn.COUNT(RoleGrant.person.distinct())).scalar(),
        shoppers=Shopper.select().where(Shopper.active).count(),
        visits=Visit.select().count(),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One visit of the list."""

    id: UUID
    store: str
    code: str
    zone: str
    shopper: str
    form: str
    opens_at: datetime
    closes_at: datetime
    state: str

    @property
    def can_be_cancelled(self) -> bool:
        """Whether nothing of the visit has arrived yet."""
        return self.state in {"planned", "open", "overdue"}


def visits(now: datetime, page: int = 1, most: int = PAGE, on: UUID | None = None) -> list[Listed]:
    """The visits, latest window first; one more than `most` says that there is a next page.

    Those on one version of a form alone, where it is named by `on`.
    """
    return _listed(now, (page - 1) * most, most + 1, on=on)


def visit(now: datetime, identity: UUID) -> Listed | None:
    """One visit as the list shows it."""
    found = _listed(now, 0, 1, only=identity)
    return found[0] if found else None


def _listed(
    now: datetime, skip: int, most: int, only: UUID | None = None, on: UUID | None = None
) -> list[Listed]:
    rows = (
        Visit.select(
            Visit.id,
            Store.name,
            Store.code,
            Store.zone,
            Shopper.code,
            FormVersion.form,
            FormVersion.version,
            Visit.opens_at,
            Visit.closes_at,
            Visit.cancelled_at,
        )
        .join_from(Visit, Store)
        .join_from(Visit, FormVersion)
        .join_from(Visit, Shopper, JOIN.LEFT_OUTER)
        .order_by(Visit.opens_at.desc(), Store.code, Visit.id)
    )
    if only is not None:
        rows = rows.where(Visit.id == only)
    if on is not None:
        rows = rows.where(Visit.form_version == on)
    found = list(rows.offset(skip).limit(most).tuples())
    reports = _report_states(row[0] for row in found)
    return [_one(now, row, reports.get(row[0], [])) for row in found]


def _one(now: datetime, row: tuple[Any, ...], reports: list[str | None]) -> Listed:
    identity, store, code, zone, shopper, form, version, opens, closes, cancelled = row
    return Listed(
        id=identity,
        store=store,
        code=code,
        zone=zone,
        shopper=shopper or "",
        form=f"{form} {version}",
        opens_at=opens,
        closes_at=closes,
        state="cancelled" if cancelled else _state(now, opens, closes, reports),
    )


def _report_states(of: Iterable[UUID]) -> dict[UUID, list[str | None]]:
    """Of each visit, the state of each part's report; None where none has arrived."""
    found: dict[UUID, list[str | None]] = {}
    rows = (
        VisitPart.select(VisitPart.visit, Submission.state)
        .join(Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission))
        .where(VisitPart.visit.in_(list(of)))
        .order_by(VisitPart.id)
    )
    for identity, state in rows.tuples():
        found.setdefault(identity, []).append(state)
    return found


def _state(now: datetime, opens: datetime, closes: datetime, reports: list[str | None]) -> str:
    """The state of the first part that still asks somebody to do something, else of the last."""
    settled = {"accepted", "not_done"}
    pending = [state for state in reports if state not in settled]
    if reports and not pending:
        return reports[-1] or "open"
    if pending and pending[0]:
        return pending[0]
    if now < opens:
        return "planned"
    return "overdue" if now > closes else "open"


def counts(now: datetime, most: int = 2000) -> dict[str, int]:
    """How many of the latest visits are in each state, states without any left out."""
    found = [each.state for each in _listed(now, 0, most)]
    return {state: found.count(state) for state in STATES if state in found}


def visits_by_version() -> dict[UUID, int]:
    """How many visits there are on each published version that has any."""
    rows = Visit.select(Visit.form_version, fn.COUNT(Visit.id)).group_by(Visit.form_version)
    return dict(rows.tuples())


def open_elsewhere(
    now: datetime, version: FormVersion, wave: UUID | None = None, visit: UUID | None = None
) -> list[UUID]:
    """The visits, of one wave or one alone where it is named, that a corrected form concerns.

    They are on another version of the same form, are not cancelled, lack at least one report, and
    have not ended so long ago that no phone shows them any more.
    """
    waiting = (
        VisitPart.select(VisitPart.visit)
        .join(Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission))
        .where(Submission.id.is_null())
    )
    rows = (
        Visit.select(Visit.id)
        .join(FormVersion)
        .where(
            (FormVersion.programme == version.programme_id)
            & (FormVersion.form == version.form)
            & (FormVersion.id != version.id)
            & Visit.cancelled_at.is_null()
            & (Visit.closes_at > now - KEPT_AFTER_CLOSE)
            & Visit.id.in_(waiting)
        )
        .order_by(Visit.opens_at, Visit.id)
    )
    if wave is not None:
        rows = rows.where(Visit.wave == wave)
    if visit is not None:
        rows = rows.where(Visit.id == visit)
    return [row[0] for row in rows.tuples()]
