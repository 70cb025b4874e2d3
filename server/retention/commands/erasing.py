"""Erasing what is old, and erasing one person."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from server.database import compact, write
from server.history.commands import record
from server.kernel.actor import Actor, system
from server.kernel.erasing import Held, Whose
from server.kernel.problems import Problem
from server.people.commands import keep_an_administrator, require_confirmed
from server.retention import queries
from server.retention.models import Erasure
from server.retention.rules import Erasures, Sweep

_log = logging.getLogger("audit_kit.retention")


def erase_due(erasures: Erasures, now: datetime) -> queries.Due:
    """Erase all that is older than the programme's period; return how much it was.

    A chore: two may do it at once, and one that was interrupted goes on the next time.
    """
    before = queries.cut_off(now)
    if before is None or queries.all_held():
        return queries.Due(0, 0)
    actor, held = system(now), queries.held()
    for erase in erasures.old:
        erase(actor, before, held)
    reports = people = 0
    while found := queries.due_reports(before):
        for submission in found:
            _erase_report(actor, erasures, submission)
        reports += len(found)
    while due := queries.due_people(before, now):
        for person in due:
            _erase_person(actor, erasures, queries.whose(person), held)
        people += len(due)
    if reports or people:
        compact()
        _log.info("erased by age: %s reports, %s people", reports, people)
    return queries.Due(reports, people)


def unless_held(sweep: Sweep, now: datetime) -> int:
    """Let a feature clear up what lies there too long, but of nothing that a legal hold names."""
    return 0 if queries.all_held() else sweep(now, queries.held())


def _erase_report(actor: Actor, erasures: Erasures, submission: UUID) -> None:
    """Each feature in a transaction of its own; the mark comes last, so that none is left out."""
    for erase in erasures.of_report:
        erase(actor, submission)
    _mark(actor, "report", submission)


def _erase_person(
    actor: Actor, erasures: Erasures, whose: Whose, held: Held, reason: str | None = None
) -> None:
    for erase in erasures.of_person:
        erase(actor, whose, held)
    _mark(actor, "person", whose.person, reason)


def _mark(actor: Actor, kind: str, object: UUID, reason: str | None = None) -> None:
    with write():
        # Of words that came later than the first mark another time: the mark says when last.
        Erasure.insert(kind=kind, object=object, at=actor.at).on_conflict(
            conflict_target=[Erasure.kind, Erasure.object], update={Erasure.at: actor.at}
        ).execute()
        if kind == "report":
            record(actor, "report.erase", "submission", object)
        else:
            record(actor, "person.erase", "person", object, reason=reason)


def erase_person(
    actor: Actor, erasures: Erasures, person: UUID, reason: str | None = None
) -> Whose:
    """Erase a person on request: who they are, and what they wrote, photographed and logged.

    A reason must name nobody; it goes, as all reasons do, once it is older than the period.

    Raises not_found, not_oneself, erasing_held, last_administrator for the only one there is, and
    confirm_first.
    """
    if person == actor.person:
        raise Problem("not_oneself")
    require_confirmed(actor)
    whose = queries.whose(person)
    check_erasable(whose)
    for submission in sorted(whose.reports):
        _erase_report(actor, erasures, submission)
    _erase_person(actor, erasures, whose, queries.held(), reason)
    compact()
    return whose


def check_erasable(whose: Whose) -> None:
    """Raises erasing_held, and last_administrator."""
    if queries.is_held(whose):
        raise Problem("erasing_held")
    with write():
        keep_an_administrator(whose.person)
