"""One report laid out for its reviewer, and its photos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import JOIN

from audit_forms import say
from server import scoring
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.media import queries as media
from server.people.queries import known_names
from server.reviews import rules
from server.reviews.models import Review
from server.reviews.queries.allowed import (
    is_left_lying,
    last_verdict,
    open_review,
    reviewable,
    undo_left,
)
from server.reviews.queries.withheld import is_out, may_be_settled_by, withheld_in
from server.scores.models import Score
from server.scores.queries import waiting_for
from server.scoring.said import Reader
from server.stores.models import Store
from server.submissions.models import Submission
from server.submissions.queries import Report, accepted_of, report
from server.visits.models import VisitPart


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, laid out for a reviewer.

    `left_lying`: a colleague has claimed it, and the actor may take it over.
    `settles`: whether the actor may say what of it the store reads; `out`: whether a store can
    have read anything of it already.
    """

    report: Report
    code: str
    store: Store | None
    form: str
    part: str
    window: tuple[datetime, datetime] | None
    parts: tuple[rules.ReadPart, ...]
    taken_back: bool
    sections: tuple[rules.ReadSection, ...]
    stamps: tuple[rules.ReadStamp, ...]
    location: rules.ReadLocation | None
    score: int | None
    uncapped: int | None
    qualities: tuple[tuple[str, int | None], ...]
    announced: tuple[str, ...]
    missing: tuple[str, ...]
    claimed_by_me: bool
    claimed_by_other: bool
    left_lying: bool
    undo_left: int
    waiting: Score | None
    earlier: tuple[Review, ...]
    settles: bool
    out: bool

    @property
    def gives_away(self) -> bool:
        """Whether anything that the store would read may tell when the visit was, or who came."""
        pieces = [piece for s in self.sections for line in s.lines for piece in line.pieces]
        return any(piece.telling and piece.kept is None for piece in pieces)


def reading(actor: Actor, submission: UUID, language: str, locale: str) -> Reading:
    """One report with its answers in words and what it would score.

    Raises not_found, and review_own_report for one's own.
    """
    reviewable(actor, submission)
    found = report(submission)
    store = found.visit.store if found.visit else None
    others = accepted_of(found.visit.id) if found.visit else []
    answers = {each.part: each.answers for each in others} | {found.part: found.answers}
    made = scoring.score(found.form, answers, found.facts)
    parts = _parts(found, actor.at, language)
    announced = [photo.sha256 for photo in media.photos_of(submission, found.revision.number)]
    here = media.present(announced)
    reader = Reader(
        language, locale, store.currency if store else "USD", store.zone if store else "UTC"
    )
    claim, verdict = open_review(submission), last_verdict(actor, submission)
    return Reading(
        report=found,
        code=found.submission.shopper.code,
        store=store,
        form=say(found.form.title, language),
        part=rules.part_title(found.form, found.part, language),
        window=next((part.window for part in parts if part.this), None),
        parts=parts,
        taken_back=any(part.this and part.never for part in parts),
        sections=rules.sections(found, made, reader, here, known_names(), withheld_in(submission)),
        stamps=rules.stamps(found, language),
        location=rules.location(found),
        score=scoring.percent(made.overall),
        uncapped=scoring.percent(made.uncapped),
        qualities=rules.qualities(found.form, made, language),
        announced=tuple(announced),
        missing=tuple(sha256 for sha256 in announced if sha256 not in here),
        claimed_by_me=claim is not None and claim.reviewer_id == actor.person,
        claimed_by_other=claim is not None and claim.reviewer_id != actor.person,
        left_lying=claim is not None and is_left_lying(claim, actor.at),
        undo_left=undo_left(verdict, actor.at) if verdict else 0,
        waiting=waiting_for([submission]).get(submission),
        earlier=_earlier(submission),
        settles=may_be_settled_by(actor, found.submission),
        out=is_out(submission),
    )


def _parts(found: Report, now: datetime, language: str) -> tuple[rules.ReadPart, ...]:
    """How far each part of the report's visit has come."""
    rows = (
        VisitPart.select(VisitPart, Submission.state)
        .join(Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission))
        .where(VisitPart.visit == found.visit)
        .order_by(VisitPart.id)
        .objects()
    )
    return tuple(
        rules.ReadPart(
            submission=row.submission,
            title=rules.title_of(found.form, row.part, language),
            standing=rules.standing_of(row, row.state, now),
            reported=row.state is not None,
            window=(row.opens_at, row.closes_at),
            this=row.submission == found.submission.id,
            never=row.opening == "never",
        )
        for row in rows
    )


def _earlier(submission: UUID) -> tuple[Review, ...]:
    """Earlier readings of a report that ended with a note."""
    return tuple(
        Review.select()
        .where((Review.submission == submission) & Review.note.is_null(False))
        .order_by(Review.decided_at)
    )


def photo(actor: Actor, submission: UUID, sha256: str, small: bool) -> tuple[bytes, str]:
    """A photo of a report and its media type: as it was sent, or a small clean JPEG.

    Raises not_found for a photo that the report does not show, and review_own_report.
    """
    _, revision = reviewable(actor, submission)
    if all(each.sha256 != sha256 for each in media.photos_of(submission, revision.number)):
        raise Problem("not_found")
    return (media.for_store(sha256), "image/jpeg") if small else media.original(sha256)
