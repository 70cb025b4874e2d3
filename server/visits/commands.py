"""Planning visits, and changing what was planned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from audit_forms import Form
from server.database import write
from server.database.statements import Insert
from server.history.commands import record, record_all
from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose
from server.kernel.ids import new_id, part_submission_id
from server.kernel.problems import Problem
from server.people.queries import person_behind
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import form_of
from server.stores.models import Store
from server.stores.queries import answered_for_by, own_stores_of_shoppers
from server.visits.models import HAS_BRIEF, FormerShopper, Visit, VisitPart, Wave
from server.visits.rules import Window, first_opening, fits

_VISITS = Insert(
    Visit.id,
    Visit.wave,
    Visit.store,
    Visit.shopper,
    Visit.form_version,
    Visit.brief,
    Visit.facts,
    Visit.opens_at,
    Visit.closes_at,
    Visit.created_at,
)
_AT_ONCE = 500
_PARTS = Insert(
    VisitPart.visit,
    VisitPart.part,
    VisitPart.submission,
    VisitPart.opening,
    VisitPart.opens_at,
    VisitPart.closes_at,
)


def open_wave(
    actor: Actor, programme: Programme, name: str, opens_at: datetime, closes_at: datetime
) -> Wave:
    """Open a round of visits."""
    with write():
        wave = Wave.create(programme=programme, name=name, opens_at=opens_at, closes_at=closes_at)
        record(actor, "wave.open", "wave", wave.id)
    return wave


def wave_of_quarter(actor: Actor, programme: Programme, opens_at: datetime) -> Wave:
    """The wave of the quarter (UTC) in which a visit opens; opened when it is its first."""
    quarter = (opens_at.month - 1) // 3
    name = f"{opens_at.year}-Q{quarter + 1}"
    with write():
        found = Wave.get_or_none((Wave.programme == programme) & (Wave.name == name))
        if found is not None:
            return found
        begins = datetime(opens_at.year, quarter * 3 + 1, 1, tzinfo=UTC)
        ends = datetime(opens_at.year + quarter // 3, (quarter * 3 + 3) % 12 + 1, 1, tzinfo=UTC)
        return open_wave(actor, programme, name, begins, ends)


def plan_visit(
    actor: Actor,
    wave: Wave,
    store: Store,
    shopper: UUID,
    form_version: FormVersion,
    opens_at: datetime,
    closes_at: datetime,
    brief: Mapping[str, Any],
    facts: Mapping[str, Any],
    identity: UUID | None = None,
) -> Visit:
    """Plan one call of a shopper at a store.

    `brief` is language -> {scenario, buy, rules}. A page that was sent twice names the same
    `identity` twice: the visit is then planned once. Raises shops_own_store where the shopper
    manages the store or heads a region that it lies in, and store_closed.
    """
    _check_stranger(store, shopper)
    there = Visit.get_or_none(Visit.id == identity) if identity else None
    if there is not None:
        return there
    if store.closed_at is not None:
        raise Problem("store_closed")
    with write():
        visit = Visit.create(
            id=identity or new_id(),
            wave=wave,
            store=store,
            shopper=shopper,
            form_version=form_version,
            brief=dict(brief),
            facts=dict(facts),
            opens_at=opens_at,
            closes_at=closes_at,
            created_at=actor.at,
        )
        _add_parts(visit, form_of(form_version.id))
        record(actor, "visit.plan", "visit", visit.id, shopper=str(shopper))
    return visit


@dataclass(frozen=True, slots=True)
class Call:
    """One call to be planned: who goes where, when, and what they are told."""

    store: UUID
    shopper: UUID
    form_version: UUID
    opens_at: datetime
    closes_at: datetime
    brief: Mapping[str, Any]
    facts: Mapping[str, Any]


def plan_visits(actor: Actor, programme: Programme, calls: Sequence[Call]) -> list[UUID]:
    """Plan many visits at once, each in the wave of its quarter; all or none of them.

    Raises shops_own_store and store_closed as `plan_visit` does.
    """
    with write():
        _check_places(calls)
        waves: dict[tuple[int, int], UUID] = {}
        visits: list[tuple[Any, ...]] = []
        parts: list[tuple[Any, ...]] = []
        for call in calls:
            quarter = (call.opens_at.year, (call.opens_at.month - 1) // 3)
            if quarter not in waves:
                waves[quarter] = wave_of_quarter(actor, programme, call.opens_at).id
            visit = new_id()
            visits.append(_visit_row(actor, visit, waves[quarter], call))
            parts += _part_rows(visit, call)
        _VISITS.many(visits)
        _PARTS.many(parts)
        planned = [row[0] for row in visits]
        told = [{"shopper": str(call.shopper)} for call in calls]
        record_all(actor, "visit.plan", "visit", zip(planned, told, strict=True))
    return planned


def _check_places(calls: Sequence[Call]) -> None:
    closed = {
        store for (store,) in Store.select(Store.id).where(Store.closed_at.is_null(False)).tuples()
    }
    if closed & {call.store for call in calls}:
        raise Problem("store_closed")
    if own_stores_of_shoppers() & {(call.shopper, call.store) for call in calls}:
        raise Problem("shops_own_store")


def _visit_row(actor: Actor, visit: UUID, wave: UUID, call: Call) -> tuple[Any, ...]:
    who = (visit, wave, call.store, call.shopper, call.form_version)
    return (
        *who,
        dict(call.brief),
        dict(call.facts),
        call.opens_at,
        call.closes_at,
        actor.at,
    )


def _part_rows(visit: UUID, call: Call) -> Iterator[tuple[Any, ...]]:
    form = form_of(call.form_version)
    for part in form.parts:
        opening = first_opening(form, part, call.facts)
        report = part_submission_id(visit, part.id)
        yield (visit, part.id, report, opening, call.opens_at, call.closes_at)


def _add_parts(visit: Visit, form: Form) -> None:
    for part in form.parts:
        VisitPart.create(
            visit=visit,
            part=part.id,
            submission=part_submission_id(visit.id, part.id),
            opening=first_opening(form, part, visit.facts),
            opens_at=visit.opens_at,
            closes_at=visit.closes_at,
        )


def _check_stranger(store: Store, shopper: UUID) -> None:
    if answered_for_by(store, person_behind(shopper)):
        raise Problem("shops_own_store")


def settle_parts(visit: UUID, windows: Mapping[str, Window | None]) -> None:
    """Give parts of a visit their windows; a part without one never opens.

    Inside the transaction that stores the report from which the windows follow. A part that opens
    on the day on which it opened before keeps its window as it is.
    """
    for part, window in windows.items():
        this = (VisitPart.visit == visit) & (VisitPart.part == part)
        if window is None:
            VisitPart.update(opening="never").where(this).execute()
            continue
        opens, closes = window
        as_before = (VisitPart.opening == "open") & (VisitPart.opens_at == opens)
        VisitPart.update(opening="open", opens_at=opens, closes_at=closes).where(
            this & ~as_before
        ).execute()


def cancel_visit(actor: Actor, visit: UUID, reason: str) -> None:
    """Cancel a visit, so that no report of it is taken any more; raises not_found for one that is
    cancelled already."""
    with write():
        changed = (
            Visit.update(cancelled_at=actor.at)
            .where((Visit.id == visit) & Visit.cancelled_at.is_null())
            .execute()
        )
        if not changed:
            raise Problem("not_found")
        record(actor, "visit.cancel", "visit", visit, reason=reason)


def reassign_visit(actor: Actor, visit: UUID, shopper: UUID, reason: str | None = None) -> None:
    """Give a visit to another shopper; it goes from the list of the one who had it.

    Who had begun can send the report all the same, as long as the other has sent none.
    The same shopper again changes nothing. Raises shops_own_store, and not_found for a visit that
    is cancelled or does not exist.
    """
    with write():
        found = Visit.get_or_none((Visit.id == visit) & Visit.cancelled_at.is_null())
        if found is None:
            raise Problem("not_found")
        if found.shopper_id == shopper:
            return
        _check_stranger(found.store, shopper)
        before = _hand_over(found, shopper)
        record(actor, "visit.reassign", "visit", visit, reason=reason, **before)


def give_back(actor: Actor, visit: UUID) -> None:
    """Make a visit that was given to another its former shopper's again, who has reported it."""
    assert actor.shopper is not None  # Only shoppers send reports.
    before = _hand_over(Visit.get_by_id(visit), actor.shopper)
    record(actor, "visit.give_back", "visit", visit, **before)


def _hand_over(visit: Visit, shopper: UUID) -> dict[str, str | None]:
    """Make a visit another shopper's; what the history says of it."""
    former = visit.shopper_id
    if former is not None:
        FormerShopper.insert(visit=visit.id, shopper=former).on_conflict_ignore().execute()
    Visit.update(shopper=shopper).where(Visit.id == visit.id).execute()
    return {"shopper": str(shopper), "before": str(former) if former else None}


def move_form(actor: Actor, version: FormVersion, visits: Collection[UUID]) -> int:
    """Have visits reported on another published version of their form; how many have changed.

    What has been reported keeps the version that it was reported on, and so does a draft on a
    phone until its shopper moves it. Visits that were cancelled, or have that version already, are
    left alone. Raises form_unknown for a visit on another form or in another programme, and
    form_does_not_fit.
    """
    with write():
        moved = 0
        for visit in _movable(version, visits):
            old = visit.form_version
            _check_same_form(old, version)
            Visit.update(form_version=version).where(Visit.id == visit.id).execute()
            record(actor, "visit.move_form", "visit", visit.id, version=version.version)
            moved += 1
    return moved


def _movable(version: FormVersion, visits: Collection[UUID]) -> list[Visit]:
    return list(
        Visit.select(Visit.id, FormVersion.id, FormVersion.form, FormVersion.programme)
        .join(FormVersion)
        .where(
            Visit.id.in_(list(visits))
            & Visit.cancelled_at.is_null()
            & (Visit.form_version != version.id)
        )
    )


def _check_same_form(old: FormVersion, new: FormVersion) -> None:
    if (old.form, old.programme_id) != (new.form, new.programme_id):
        raise Problem("form_unknown")
    if not fits(form_of(old.id), form_of(new.id)):
        raise Problem("form_does_not_fit", form=new.form, version=new.version)


def erase_by(_actor: Actor, whose: Whose, _held: Held) -> None:
    """Take a shopper's visits that nobody has reported back, so that others can be sent there."""
    reported = VisitPart.select(VisitPart.visit).where(
        VisitPart.submission.in_(list(whose.reports))
    )
    with write():
        mine = Visit.shopper.in_(list(whose.shoppers)) & Visit.id.not_in(reported)
        Visit.update(shopper=None).where(mine & Visit.cancelled_at.is_null()).execute()
        former = FormerShopper.shopper.in_(list(whose.shoppers))
        FormerShopper.delete().where(former).execute()


def erase_old(_actor: Actor, before: datetime, held: Held) -> None:
    """Erase the briefs of visits of which every part was over before an instant.

    A scenario may name somebody. What is held keeps its brief.
    """
    lasting = VisitPart.select(VisitPart.visit).where(VisitPart.closes_at >= before)
    old = Visit.select(Visit.id).where(
        (Visit.closes_at < before)
        & HAS_BRIEF
        & Visit.id.not_in(lasting)
        & Visit.id.not_in(list(held.others))
    )
    while found := [id for (id,) in old.limit(_AT_ONCE).tuples()]:
        with write():
            Visit.update(brief={}).where(Visit.id.in_(found)).execute()
