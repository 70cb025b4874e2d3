"""The visits with the state of each, as the desk lists them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, Case, ModelSelect, fn

from server.people.models import Shopper
from server.programmes.models import FormVersion
from server.reviews.queries import acceptances
from server.scores.models import Score
from server.stores.models import Store
from server.submissions.models import Submission
from server.visits.models import Visit, VisitPart, Wave

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
    "published",
    "not_done",
    "cancelled",
)
ORDERS = ("store", "shopper", "window")
# Nothing asks anybody to do anything more about a report in one of these.
_SETTLED = ("accepted", "not_done")


@dataclass(frozen=True, slots=True)
class Listed:
    """One visit of the list."""

    id: UUID
    store: str
    code: str
    zone: str
    shopper: str
    wave: str
    form: str
    version: int
    opens_at: datetime
    closes_at: datetime
    state: str
    reported: bool

    @property
    def can_be_cancelled(self) -> bool:
        """Whether it is still to be made, or nothing of it has arrived in time."""
        return self.state in {"planned", "open", "overdue"}

    @property
    def can_change_hands(self) -> bool:
        """Whether another shopper can make it: nothing of it has arrived at all."""
        return self.can_be_cancelled and not self.reported


@dataclass(frozen=True, slots=True)
class Filter:
    """Which visits are wanted, what is left empty lets all through; and in which order.

    `order` is one of ORDERS, with a minus in front from the last to the first.
    """

    state: str = ""
    wave: UUID | None = None
    store: UUID | None = None
    shopper: str = ""
    version: UUID | None = None
    order: str = "-window"


def visits(
    now: datetime, page: int = 1, most: int = PAGE, wanted: Filter | None = None
) -> list[Listed]:
    """The visits in the wanted order; one more than `most` says that there is a next page."""
    rows = _rows(now, wanted or Filter())
    return [Listed(*row) for row in rows.offset((page - 1) * most).limit(most + 1).tuples()]


def all_visits(now: datetime, wanted: Filter) -> Iterator[Listed]:
    """All that are wanted, for a file."""
    return (Listed(*row) for row in _rows(now, wanted).tuples().iterator())


def visit(now: datetime, identity: UUID) -> Listed | None:
    """One visit as the list shows it."""
    row = _rows(now, Filter()).where(Visit.id == identity).tuples().first()
    return Listed(*row) if row else None


def to_take_back(now: datetime, visits: Collection[UUID]) -> dict[UUID, UUID]:
    """Visit -> its report whose acceptance can be taken back, of these visits."""
    rows = VisitPart.select(VisitPart.submission, VisitPart.visit).where(
        VisitPart.visit.in_(list(visits))
    )
    reports = dict(rows.order_by(VisitPart.id).tuples())
    return {reports[report]: report for report in acceptances(reports, now)}


def still_to_be_made(now: datetime, store: UUID) -> list[Listed]:
    """The visits at one store that are planned or open, and of which nothing has arrived."""
    rows = _rows(now, Filter(store=store)).where(_state(now).in_(("planned", "open")))
    return [each for each in (Listed(*row) for row in rows.tuples()) if each.can_change_hands]


def _rows(now: datetime, wanted: Filter) -> ModelSelect:
    rows = (
        Visit.select(
            Visit.id,
            Store.name,
            Store.code,
            Store.zone,
            fn.COALESCE(Shopper.code, ""),
            Wave.name,
            FormVersion.form,
            FormVersion.version,
            Visit.opens_at,
            Visit.closes_at,
            _state(now),
            fn.EXISTS(_parts().where(Submission.id.is_null(False))),
        )
        .join_from(Visit, Store)
        .join_from(Visit, Wave)
        .join_from(Visit, FormVersion)
        .join_from(Visit, Shopper, JOIN.LEFT_OUTER)
        .order_by(*_ordered(wanted.order))
    )
    for condition in _conditions(now, wanted):
        rows = rows.where(condition)
    return rows


def _ordered(order: str) -> Iterator[Any]:
    fields = {"store": Store.name_order, "shopper": Shopper.code, "window": Visit.opens_at}
    first = fields[order.removeprefix("-")]
    yield first.desc(nulls="LAST") if order.startswith("-") else first.asc(nulls="LAST")
    yield from (Visit.opens_at.desc(), Store.code, Visit.id)


def _conditions(now: datetime, wanted: Filter) -> Iterator[Any]:
    if wanted.state:
        yield _state(now) == wanted.state
    if wanted.wave is not None:
        yield Visit.wave == wanted.wave
    if wanted.store is not None:
        yield Visit.store == wanted.store
    if wanted.shopper:
        yield Shopper.code == wanted.shopper
    if wanted.version is not None:
        yield Visit.form_version == wanted.version


def _parts() -> ModelSelect:
    """The parts of the visit of the row, each with its report if there is one."""
    return (
        VisitPart.select(Submission.state)
        .join(Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission))
        .where(VisitPart.visit == Visit.id)
    )


def _published() -> ModelSelect:
    """The score of the visit of the row, where stores may read it."""
    return (
        Score.select(Score.id)
        .join(VisitPart, on=(VisitPart.submission == Score.submission))
        .where((VisitPart.visit == Visit.id) & Score.current & Score.published_at.is_null(False))
    )


def _state(now: datetime) -> Any:
    """The state of the first part that still asks somebody to do something, else of the last.

    A part that never opens asks nothing of anybody. What is accepted and has a score that stores
    may read is published.
    """
    waits = (VisitPart.opening != "never") & (
        Submission.state.is_null() | Submission.state.not_in(_SETTLED)
    )
    waiting = _parts().where(waits).order_by(VisitPart.id).limit(1)
    settled = _parts().where(Submission.state.in_(_SETTLED)).order_by(VisitPart.id.desc()).limit(1)
    by_the_clock = Case(
        None, ((Visit.opens_at > now, "planned"), (Visit.closes_at < now, "overdue")), "open"
    )
    return Case(
        None,
        (
            (Visit.cancelled_at.is_null(False), "cancelled"),
            (fn.EXISTS(_parts().where(waits)), fn.COALESCE(waiting, by_the_clock)),
            (fn.EXISTS(_published()), "published"),
        ),
        fn.COALESCE(settled, by_the_clock),
    )


def counts(now: datetime) -> dict[str, int]:
    """How many visits are in each state, states without any left out."""
    state = _state(now).alias("state")
    each = Visit.select(state).alias("each")
    rows = Visit.select(each.c.state, fn.COUNT(1)).from_(each).group_by(each.c.state)
    found = dict(rows.tuples())
    return {state: found[state] for state in STATES if state in found}


def waves(most: int = 40) -> list[Wave]:
    """The rounds of visits, newest first."""
    return list(Wave.select().order_by(Wave.opens_at.desc(), Wave.name).limit(most))
