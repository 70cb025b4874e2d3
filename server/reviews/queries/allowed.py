"""Which reports an actor may review, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from server.kernel.actor import Actor, Role
from server.kernel.problems import Problem
from server.people.models import Person, RoleGrant
from server.people.queries import is_own_code, own_codes
from server.reviews import rules
from server.reviews.models import Review
from server.scores.queries import waiting_for
from server.stores.queries import visible_to
from server.submissions.models import Revision, Submission
from server.visits.models import Visit


def may_be_read_by(actor: Actor) -> Any:
    """The condition on `Submission` under which the actor may review a report.

    Never one's own, nor one on a store that one manages or heads: a reviewer reads the shopper's
    code, and nobody of a store may. A condition and no subselect, for which SQLite would go
    through every report there is.
    """
    answers_for = visible_to(
        replace(actor, roles=actor.roles & {Role.STORE_MANAGER, Role.REGIONAL_HEAD})
    )
    visits = Visit.select(Visit.id).where(Visit.store.in_(answers_for))
    own = list(own_codes(actor.person)) if actor.person else []
    return Submission.shopper.not_in(own) & (
        Submission.visit.is_null() | Submission.visit.not_in(visits)
    )


def reviewable(actor: Actor, submission: UUID) -> tuple[Submission, Revision]:
    """A report and its newest revision; raises not_found and review_own_report."""
    found = Submission.get_or_none(Submission.id == submission)
    if found is None or actor.person is None:
        raise Problem("not_found")
    if is_own_code(found.shopper_id, actor.person):
        raise Problem("review_own_report")
    mine = (Submission.id == submission) & may_be_read_by(actor)
    if not Submission.select().where(mine).exists():
        raise Problem("review_own_store")
    return found, Revision.get(
        (Revision.submission == submission) & (Revision.number == found.revision)
    )


def open_review(submission: UUID) -> Review | None:
    """The claim that a report is under, if it is."""
    return Review.get_or_none((Review.submission == submission) & Review.verdict.is_null())


def left_lying(now: datetime) -> Any:
    """The condition on `Review` under which a colleague may take a claim over.

    It is a day old, or whoever made it may review no longer.
    """
    reviewers = RoleGrant.select(RoleGrant.person).where(RoleGrant.role == Role.REVIEWER.value)
    revoked = Person.select(Person.id).where(Person.revoked_at.is_null(False))
    return Review.verdict.is_null() & (
        (Review.claimed_at <= now - rules.CLAIM_KEPT)
        | Review.reviewer.in_(revoked)
        | Review.reviewer.not_in(reviewers)
    )


def is_left_lying(claim: Review, now: datetime) -> bool:
    """Whether a colleague may take this claim over."""
    return Review.select().where((Review.id == claim.id) & left_lying(now)).exists()


def last_verdict(actor: Actor, submission: UUID) -> Review | None:
    """The actor's own newest verdict on a report that was not undone."""
    return (
        Review.select()
        .where(
            (Review.submission == submission)
            & (Review.reviewer == actor.person)
            & Review.verdict.in_(list(rules.LEFT_IN))
            & Review.undone_at.is_null()
        )
        .order_by(Review.decided_at.desc())
        .first()
    )


def acceptances(submissions: Iterable[UUID], now: datetime) -> dict[UUID, Review]:
    """Submission -> the acceptance of its report, where no store can have read of it."""
    wanted = list(submissions)
    waits = waiting_for(wanted)
    given = (Review.verdict == "accepted") & Review.undone_at.is_null()
    unseen = Review.submission.in_(list(waits)) | (Submission.state == "not_done")
    rows = Review.select().join(Submission).where(Review.submission.in_(wanted) & given & unseen)
    until = {id: score.publish_from for id, score in waits.items()}
    return {
        row.submission_id: row
        for row in rows.order_by(Review.decided_at)
        if rules.undo_left(row, now, until.get(row.submission_id))
    }


def undo_left(verdict: Review, now: datetime) -> int:
    """For how many seconds a verdict can be undone, by when its score may be published first."""
    score = waiting_for([verdict.submission_id]).get(verdict.submission_id)
    return rules.undo_left(verdict, now, score.publish_from if score else None)


def standing(actor: Actor, submission: UUID) -> dict[str, Any]:
    """The state of a report, and for how many seconds the actor can undo the verdict on it."""
    verdict = last_verdict(actor, submission)
    return {
        "submission": submission,
        "state": Submission.get_by_id(submission).state,
        "undo_seconds": undo_left(verdict, actor.at) if verdict else 0,
    }


def note_for(submissions: Iterable[UUID]) -> dict[UUID, str]:
    """Submission id -> the newest note with which it was sent back, for those that have one."""
    wanted = list(submissions)
    if not wanted:
        return {}
    rows = (
        Review.select(Review.submission, Review.note)
        .where(
            Review.submission.in_(wanted)
            & (Review.verdict == "sent_back")
            & Review.undone_at.is_null()
        )
        .order_by(Review.decided_at)
        .tuples()
    )
    return dict(rows)
