"""Taking in reports and their revisions, exactly once, durable before the answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import IntegrityError

from audit_forms import Evaluation, Form, asks_anything, evaluate
from server.database import write
from server.database.statements import Insert
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.media.commands import announce
from server.programmes.queries import form_of, sibling
from server.submissions import queries, rules
from server.submissions.models import Answer, Revision, Submission
from server.visits.commands import give_back, settle_parts
from server.visits.queries import Assigned, assigned_to
from server.visits.rules import fits


@dataclass(frozen=True, slots=True)
class Sent:
    """A report as it arrived: its bytes, what they say, and what the phone's clock said."""

    raw: bytes
    body: Mapping[str, Any]
    device_time: datetime | None


@dataclass(frozen=True, slots=True)
class _Checked:
    """A report that may be stored."""

    digest: str
    evaluation: Evaluation
    form: Form
    # The version that the report was made on, which may not be the visit's any more.
    form_version: UUID
    assigned: Assigned
    sent: Sent


def receive(actor: Actor, submission: UUID, sent: Sent) -> tuple[Submission, Revision, bool]:
    """Store the first revision of a report; the third value says whether it is new.

    The same bytes again change nothing. Raises submission_conflict for other bytes,
    reported_by_other where the visit was given to another shopper, what `check_open` does for a
    part that is not open yet, and whatever `_check` finds wrong.
    """
    assigned = assigned_to(actor, submission, sent.body["visit"])
    try:
        rules.check_open(assigned, actor.at)
        return *_insert_first(actor, submission, _check(assigned, sent)), True
    except (IntegrityError, Problem):
        # It is here already, or another request with this id was faster: what is stored decides,
        # also where the visit has moved on since. Asking first would cost every new report.
        there = Submission.get_or_none(Submission.id == submission)
        if there is None:
            raise
    if there.shopper_id != actor.shopper:
        raise Problem("reported_by_other")
    return *_same_or_conflict(there, sha256_hex(sent.raw)), False


_SUBMISSION = Insert(
    Submission.id,
    Submission.visit,
    Submission.part,
    Submission.shopper,
    Submission.state,
    Submission.revision,
    Submission.created_at,
    Submission.updated_at,
)


def _insert_submission(actor: Actor, submission: UUID, assigned: Assigned) -> Submission:
    row = (submission, assigned.visit, assigned.part, actor.shopper, "received", 1)
    _SUBMISSION.one(*row, actor.at, actor.at)
    return Submission(
        id=submission, visit=assigned.visit, part=assigned.part, state="received", revision=1
    )


def _same_or_conflict(there: Submission, digest: str) -> tuple[Submission, Revision]:
    for revision in _revisions(there):
        if revision.digest == digest:
            return there, revision
    raise Problem("submission_conflict", revision=there.revision)


def _revisions(submission: Submission) -> list[Revision]:
    return list(
        Revision.select()
        .where(Revision.submission == submission.id)
        .order_by(Revision.number.desc())
        .limit(100)
    )


def _check(assigned: Assigned, sent: Sent) -> _Checked:
    """Raises form_wrong, part_unknown, photos_wrong, and what answers lack."""
    body = sent.body
    if body["part"] != assigned.part:
        raise Problem("part_unknown")
    form_version = assigned.form_version
    if (body["form"], body["version"]) != (assigned.form, assigned.version):
        form_version = _other_version(assigned, body)
    form = form_of(form_version)
    answers = body["answers"] if body["outcome"] == "done" else {}
    evaluation = evaluate(form, assigned.part, answers, assigned.facts)
    if body["outcome"] == "done":
        rules.check_answers(form, evaluation)
        rules.check_photos(form, evaluation, body["photos"])
    elif body["photos"]:
        raise Problem("photos_wrong")
    return _Checked(sha256_hex(sent.raw), evaluation, form, form_version, assigned, sent)


def _other_version(assigned: Assigned, body: Mapping[str, Any]) -> UUID:
    """The version that a report was made on where the visit has moved to another since.

    The phone learns of the move only when it asks; until then, and where its shopper stays with
    the form they began on, the report is as good as any. Raises form_wrong.
    """
    if body["form"] == assigned.form:
        other = sibling(assigned.form_version, body["version"])
        if other is not None and fits(form_of(assigned.form_version), form_of(other.id)):
            return other.id
    raise Problem("form_wrong", form=assigned.form, version=assigned.version)


def _insert_first(actor: Actor, submission: UUID, checked: _Checked) -> tuple[Submission, Revision]:
    revision, rows = _made(actor, submission, 1, checked)
    with write():
        if checked.assigned.handed_on:
            _take_back(actor, checked.assigned.visit)
        row = _insert_submission(actor, submission, checked.assigned)
        _insert_revision(actor, revision, rows, checked)
        _settle_later_parts(checked, revision, actor.at)
        record(actor, "submission.receive", "submission", submission, revision=1)
    return row, revision


def _take_back(actor: Actor, visit: UUID) -> None:
    """A visit given to another is its former shopper's again: who reports first has made it.

    Raises reported_by_other where the other did.
    """
    theirs = (Submission.visit == visit) & (Submission.shopper != actor.shopper)
    if Submission.select().where(theirs).exists():
        raise Problem("reported_by_other")
    give_back(actor, visit)


def _made(
    actor: Actor, submission: UUID, number: int, checked: _Checked
) -> tuple[Revision, list[rules.Row]]:
    """The rows of a revision, worked out before it is anybody's turn to write."""
    revision = _revision(actor, submission, number, checked)
    if revision.outcome != "done":
        return revision, []
    answers = checked.sent.body["answers"]
    return revision, rules.answer_rows(checked.form, checked.evaluation, answers)


def _insert_revision(
    actor: Actor, revision: Revision, rows: list[rules.Row], checked: _Checked
) -> None:
    revision.id = _REVISION.one(*(revision.__data__[field.name] for field in _REVISION_FIELDS))
    _ANSWERS.many((revision.id, *row) for row in rows)
    assert actor.shopper is not None  # Only shoppers send reports.
    photos = checked.sent.body["photos"]
    announce(revision.submission_id, revision.number, actor.shopper, photos)


def _settle_later_parts(checked: _Checked, revision: Revision, first_at: datetime) -> None:
    """Give the parts that this report opens their windows, by what it says now.

    `first_at` is when the report first came: a revision does not move the visit.
    """
    form, assigned = checked.form, checked.assigned
    opened = rules.opened_by(form, assigned.part)
    if not opened:
        return
    if assigned.part == form.parts[0].id:
        skew = queries.skew_of(revision)
        visited = rules.visit_over(form, checked.evaluation, skew, first_at)
    else:
        visited = queries.visited_on(assigned.visit, form) or first_at
    answers = checked.evaluation if revision.outcome == "done" else None
    clock = (visited, revision.received_at, assigned.zone)
    settle_parts(
        assigned.visit,
        {
            part.id: rules.window_of(part, answers, *clock)
            if asks_anything(form, part.id, assigned.facts)
            else None
            for part in opened
        },
    )


_REVISION_FIELDS = tuple(field for field in Revision._meta.sorted_fields if field.name != "id")
_REVISION = Insert(*_REVISION_FIELDS, returning=Revision.id)


def _revision(actor: Actor, submission: UUID, number: int, checked: _Checked) -> Revision:
    body, assigned = checked.sent.body, checked.assigned
    skew = rules.skew_of(checked.sent.device_time, actor.at)
    stamped = rules.first_stamp(checked.form, checked.evaluation)
    judged = rules.judged(body, stamped, skew, (assigned.opens_at, assigned.closes_at))
    return Revision(
        submission=submission,
        number=number,
        digest=checked.digest,
        replaces=body["replaces"],
        form_version=checked.form_version,
        outcome=body["outcome"],
        outcome_note=body["outcome_note"],
        body=checked.sent.raw,
        received_at=actor.at,
        skew_ms=_milliseconds(skew),
        visit_skew_ms=_milliseconds(judged.skew),
        flags=judged.flags
        + ["visit_cancelled"] * assigned.cancelled
        + ["visit_reassigned"] * assigned.handed_on,
        photos=len(body["photos"]),
    )


def _milliseconds(skew: timedelta | None) -> int | None:
    return None if skew is None else round(skew.total_seconds() * 1000)


_ANSWERS = Insert(
    Answer.revision,
    Answer.question,
    Answer.position,
    Answer.applies,
    Answer.derived,
    Answer.choice,
    Answer.number,
    Answer.instant,
    Answer.words,
    Answer.comment,
)


def revise(
    actor: Actor, submission: UUID, number: int, sent: Sent
) -> tuple[Submission, Revision, bool]:
    """Store a further revision of a report that no reviewer has; the same bytes again are fine.

    Raises not_found, stale_revision, submission_claimed, submission_settled and what `_check` does.
    """
    assigned = assigned_to(actor, submission, sent.body["visit"])
    mine = (Submission.id == submission) & (Submission.shopper == actor.shopper)
    there = Submission.get_or_none(mine)
    if there is None:
        raise Problem("not_found")
    digest = sha256_hex(sent.raw)
    for revision in _revisions(there):
        if revision.number == number and revision.digest == digest:
            return there, revision, False
    _check_replaces(there, number, sent.body["replaces"])
    return *_insert_next(actor, there, number, _check(assigned, sent)), True


def _check_replaces(there: Submission, number: int, replaces: str | None) -> None:
    newest = Revision.get((Revision.submission == there.id) & (Revision.number == there.revision))
    if number != there.revision + 1 or replaces != newest.digest:
        raise Problem("stale_revision", revision=there.revision, digest=newest.digest)


def _insert_next(
    actor: Actor, there: Submission, number: int, checked: _Checked
) -> tuple[Submission, Revision]:
    revision, rows = _made(actor, there.id, number, checked)
    with write():
        # Conditional: a reviewer's claim or another revision may have come in between.
        won = (
            Submission.update(state="received", revision=number, updated_at=actor.at)
            .where(
                (Submission.id == there.id)
                & (Submission.revision == number - 1)
                & Submission.state.in_(rules.OPEN_STATES)
            )
            .execute()
        )
        if not won:
            raise _why_closed(there.id)
        _insert_revision(actor, revision, rows, checked)
        _settle_later_parts(checked, revision, there.created_at)
        record(actor, "submission.revise", "submission", there.id, revision=number)
    return Submission.get_by_id(there.id), revision


def _why_closed(submission: UUID) -> Problem:
    there = Submission.get_by_id(submission)
    if there.state == "claimed":
        return Problem("submission_claimed")
    if there.state not in rules.OPEN_STATES:
        return Problem("submission_settled")
    return Problem("stale_revision", revision=there.revision)


def move(submission: UUID, from_states: Collection[str], to: str, at: datetime) -> bool:
    """Put a report from one of `from_states` into state `to`; whether this call did it.

    For reviews, inside their own transaction: of two that try, one is told True.
    """
    changed = (
        Submission.update(state=to, updated_at=at)
        .where((Submission.id == submission) & Submission.state.in_(list(from_states)))
        .execute()
    )
    return bool(changed)


def erase(_actor: Actor, submission: UUID) -> None:
    """Erase the words, photos, place and device of a report, in all its revisions.

    Coded answers and stamps stay, and the digest of what was sent: the same report that comes
    again is still known, and changes nothing.
    """
    found = Submission.get_or_none(Submission.id == submission)
    with write():
        for revision in _revisions(found) if found else ():
            form = form_of(revision.form_version_id)
            body = json.dumps(rules.without_words(form, json.loads(bytes(revision.body))))
            Revision.update(body=body.encode(), outcome_note=None, photos=0).where(
                Revision.id == revision.id
            ).execute()
            rows = Answer.revision == revision.id
            Answer.update(words=None, comment=None).where(rows).execute()
            photos = [question.id for question in form.questions if question.kind == "photo"]
            Answer.update(choice=None).where(rows & Answer.question.in_(photos)).execute()
