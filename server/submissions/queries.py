"""Reading reports: receipts for the phone, whole reports for reviewers and scoring."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN

from audit_forms import Evaluation, Form, evaluate
from server.kernel.actor import Actor
from server.kernel.clock import iso
from server.kernel.ids import readable_number
from server.kernel.problems import Problem
from server.media import queries as media
from server.programmes.queries import form_of
from server.submissions import rules
from server.submissions.models import Revision, Submission
from server.visits.models import Visit, VisitPart

# What of a report its shopper may go on with, and what it is where the phone left it out.
_CONTENT: dict[str, Any] = {
    "version": None,
    "answers": {},
    "photos": [],
    "started": None,
    "clock": None,
    "location": None,
    "outcome": "done",
    "outcome_note": None,
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report's newest revision, read back. `answers` are those of asked questions only."""

    submission: Submission
    revision: Revision
    visit: Visit | None
    form: Form
    part: str
    body: Mapping[str, Any]
    evaluation: Evaluation
    answers: Mapping[str, Any]
    facts: Mapping[str, Any]

    @property
    def derived(self) -> Mapping[str, int]:
        """Durations in seconds that follow from stamps."""
        return self.evaluation.derived

    @property
    def skew(self) -> timedelta | None:
        """How far the phone's clock was ahead of ours at the visit, as judged on arrival."""
        return skew_of(self.revision)


def skew_of(revision: Revision) -> timedelta | None:
    """How far the phone's clock was ahead of ours at the visit, as judged on arrival."""
    skew = revision.visit_skew_ms
    if skew is None:  # Not judged: it came before reports told what their phones had measured.
        skew = revision.skew_ms
    return None if skew is None else timedelta(milliseconds=skew)


def report(submission: UUID) -> Report:
    """The newest revision of a report; raises not_found."""
    found = Submission.get_or_none(Submission.id == submission)
    if found is None:
        raise Problem("not_found")
    revision = Revision.get((Revision.submission == found.id) & (Revision.number == found.revision))
    return read_back(found, revision)


def visited_on(visit: UUID, form: Form) -> datetime | None:
    """When a visit was over, by the report of its first part; None before that has come."""
    first = Submission.get_or_none(
        (Submission.visit == visit) & (Submission.part == form.parts[0].id)
    )
    if first is None:
        return None
    found = report(first.id)
    return rules.visit_over(found.form, found.evaluation, found.skew, first.created_at)


def accepted_of(visit: UUID) -> list[Report]:
    """The accepted reports of a visit, in the order of its parts; none of a part that never opens.

    Such a one was reported before the report that opened it was corrected.
    """
    parts = (
        VisitPart.select(VisitPart.submission)
        .join(Submission, on=(Submission.id == VisitPart.submission))
        .where(
            (VisitPart.visit == visit)
            & (VisitPart.opening != "never")
            & (Submission.state == "accepted")
        )
        .order_by(VisitPart.id)
    )
    return [report(submission) for (submission,) in parts.tuples()]


def unreported(visit: UUID) -> list[VisitPart]:
    """The parts of a visit that have a window, and no report yet."""
    return list(
        VisitPart.select()
        .join(Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission))
        .where((VisitPart.visit == visit) & (VisitPart.opening == "open") & Submission.id.is_null())
        .order_by(VisitPart.id)
    )


def read_back(submission: Submission, revision: Revision) -> Report:
    """A report from its rows: the bytes that were sent, evaluated again by the form they used."""
    body = json.loads(bytes(revision.body))
    visit = submission.visit
    form = form_of(revision.form_version_id)
    facts = visit.facts if visit else {}
    answers = body["answers"] if revision.outcome == "done" else {}
    evaluation = evaluate(form, submission.part, answers, facts)
    return Report(
        submission=submission,
        revision=revision,
        visit=visit,
        form=form,
        part=submission.part,
        body=body,
        evaluation=evaluation,
        answers={id: answers[id] for id in evaluation.asked if id in answers},
        facts=facts,
    )


def receipt(
    submission: Submission, revision: Revision, announced: list[str] | None = None
) -> dict[str, Any]:
    """What the phone keeps as proof: digest, time, and each photo announced, present, missing.

    `announced` spares a query where the caller has just read the revision's own list.
    """
    if announced is None:
        announced = _announced(revision)
    return _receipt(submission, revision, announced, media.present(announced))


def _receipt(
    submission: Submission, revision: Revision, announced: list[str], here: frozenset[str]
) -> dict[str, Any]:
    return {
        "submission": str(submission.id),
        "revision": revision.number,
        "number": readable_number(submission.id),
        "state": submission.state,
        "digest": revision.digest,
        "received_at": iso(revision.received_at),
        "skew_seconds": None if revision.skew_ms is None else round(revision.skew_ms / 1000),
        "flags": revision.flags,
        "photos": {
            "announced": announced,
            "present": [sha256 for sha256 in announced if sha256 in here],
            "missing": [sha256 for sha256 in announced if sha256 not in here],
        },
    }


def _announced(revision: Revision) -> list[str]:
    if not revision.photos:
        return []
    rows = media.photos_of(revision.submission_id, revision.number)
    return [photo.sha256 for photo in rows]


def sent_by(actor: Actor, submission: UUID) -> dict[str, Any]:
    """The newest receipt of the actor's own report, and what it said; not_found for any other.

    `content` is what another phone of hers needs to go on where the one that sent it stopped.
    """
    found = Submission.get_or_none(
        (Submission.id == submission) & (Submission.shopper == actor.shopper)
    )
    if found is None:
        raise Problem("not_found")
    revision = Revision.get((Revision.submission == found.id) & (Revision.number == found.revision))
    body = json.loads(bytes(revision.body))
    content = {name: body.get(name, default) for name, default in _CONTENT.items()}
    return receipt(found, revision) | {"content": content}


def receipts_of(actor: Actor, submissions: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Submission id -> newest receipt, for those of `submissions` that the actor has sent.

    Three queries, however many there are.
    """
    rows = (
        Revision.select(
            Revision.submission,
            Revision.number,
            Revision.digest,
            Revision.received_at,
            Revision.skew_ms,
            Revision.flags,
            Revision.photos,
            Submission,
        )
        .join(Submission)
        .where(
            Submission.id.in_(list(submissions))
            & (Submission.shopper == actor.shopper)
            & (Revision.number == Submission.revision)
        )
    )
    found = {row.submission.id: row for row in rows}
    announced = media.announced_in([id for id, row in found.items() if row.photos])
    here = media.present(list({sha256 for each in announced.values() for sha256 in each}))
    return {
        id: _receipt(row.submission, row, announced.get((id, row.number), []), here)
        for id, row in found.items()
    }
