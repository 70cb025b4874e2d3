"""What of reports a reviewer keeps from their stores, and whether that can still be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from peewee import fn

from server.kernel.actor import Actor
from server.reviews.models import Withheld
from server.reviews.queries.allowed import open_review
from server.reviews.rules import Piece
from server.scores.models import Score, ScorePart
from server.submissions.models import Revision, Submission


def withheld_in(submission: UUID) -> Mapping[Piece, str]:
    """What of a report is kept from its store, and why, as a code."""
    rows = Withheld.select().where(Withheld.submission == submission)
    return {Piece(row.question, row.kind, row.photo): row.reason for row in rows}


def withheld_from(submissions: Iterable[UUID]) -> frozenset[Piece]:
    """What is kept from the store of all parts of one visit; no question is in two of them."""
    rows = Withheld.select().where(Withheld.submission.in_(list(submissions)))
    return frozenset(Piece(row.question, row.kind, row.photo) for row in rows)


def changed_at(submission: UUID) -> datetime | None:
    """When something of the visit that a report is of was last kept from its store, if ever."""
    visit = Submission.select(Submission.visit).where(Submission.id == submission)
    return (
        Withheld.select(fn.MAX(Withheld.withheld_at))
        .join(Submission)
        .where(Submission.visit.in_(visit))
        .scalar()
    )


def is_out(submission: UUID) -> bool:
    """Whether a store can have read anything of a report."""
    later = (
        ScorePart.select(ScorePart.score).join(Revision).where(Revision.submission == submission)
    )
    rests = (Score.submission == submission) | Score.id.in_(later)
    return Score.select().where(rests & Score.published_at.is_null(False)).exists()


def may_be_settled_by(actor: Actor, submission: Submission) -> bool:
    """Whether the actor may say what of a report the store reads: it is claimed, or accepted.

    A report that is accepted has no claim any more; whoever may review it may mend what was missed.
    """
    claim = open_review(submission.id)
    if claim is not None:
        return claim.reviewer_id == actor.person
    return submission.state == "accepted"
