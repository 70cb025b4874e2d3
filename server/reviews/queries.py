"""The queue, one report laid out for its reviewer, and notes for shoppers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, ModelSelect

from audit_forms import say
from server import scoring
from server.kernel.actor import Actor, Role
from server.kernel.problems import Problem
from server.media import queries as media
from server.media.models import ExpectedPhoto
from server.people.models import Shopper
from server.people.queries import is_own_code, known_names, own_codes
from server.programmes.queries import form_of
from server.reviews import rules
from server.reviews.models import Review
from server.scores.models import Score
from server.scores.queries import waiting_for
from server.scoring.said import Reader
from server.stores.models import Store
from server.stores.queries import visible_to
from server.submissions.models import Revision, Submission
from server.submissions.queries import Report, accepted_of, report
from server.visits.models import Visit, VisitPart

PAGE = 25


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report in the queue, as a row."""

    submission: UUID
    code: str
    store: str
    zone: str
    form: str
    part: str
    received_at: datetime
    revision: int
    outcome: str
    flags: tuple[str, ...]
    announced: int
    present: int


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits, oldest first, what the actor has claimed, and what can be undone."""

    waiting: tuple[Waiting, ...]
    mine: tuple[Waiting, ...]
    total: int
    with_others: int
    page: int
    pages: int
    undoable: tuple[tuple[Waiting, Review, int], ...]


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


def queue(actor: Actor, page: int, language: str) -> Queue:
    """The queue as the actor sees it."""
    waiting = _rows(actor).where(Submission.state == "received")
    total = waiting.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    claims = Review.select(Review.submission).where(Review.verdict.is_null())
    own_claims = claims.where(Review.reviewer == actor.person)
    claimed = _rows(actor).where(Submission.state == "claimed")
    return Queue(
        waiting=_listed(waiting.paginate(page, PAGE), language),
        mine=_listed(claimed.where(Submission.id.in_(own_claims)), language),
        total=total,
        with_others=claimed.where(Submission.id.not_in(own_claims)).count(),
        page=page,
        pages=pages,
        undoable=_undoable(actor, language),
    )


def _undoable(actor: Actor, language: str) -> tuple[tuple[Waiting, Review, int], ...]:
    """What the actor has decided on and can take back, the newest first, as far as a page goes."""
    unseen = Score.current & Score.published_at.is_null() & (Score.publish_from > actor.at)
    visits = Score.select(Submission.visit).join(Submission).where(unseen)
    of_these = Submission.select(Submission.id).where(Submission.visit.in_(visits))
    recent = list(
        Review.select()
        .where(
            (Review.reviewer == actor.person)
            & Review.undone_at.is_null()
            & ((Review.decided_at > actor.at - rules.UNDO_FOR) | Review.submission.in_(of_these))
        )
        .order_by(Review.decided_at.desc())
        .limit(PAGE)
    )
    scores = waiting_for(review.submission_id for review in recent)
    left = {
        r.submission_id: (r, rules.undo_left(r, actor.at, scores[r.submission_id].publish_from))
        if r.submission_id in scores
        else (r, rules.undo_left(r, actor.at))
        for r in reversed(recent)
    }
    states = frozenset().union(*rules.LEFT_IN.values())
    rows = _rows(actor).where(Submission.id.in_(list(left)) & Submission.state.in_(list(states)))
    return tuple(
        (row, *left[row.submission])
        for row in _listed(rows, language)
        if left[row.submission][1] > 0
    )


def _rows(actor: Actor) -> ModelSelect:
    newest = (Revision.submission == Submission.id) & (Revision.number == Submission.revision)
    return (
        Submission.select(
            Submission.id,
            Shopper.code,
            Store.name,
            Store.zone,
            Revision.form_version,
            Submission.part,
            Revision.received_at,
            Revision.number,
            Revision.outcome,
            Revision.flags,
        )
        .join(Revision, on=newest)
        .join_from(Submission, Shopper)
        .join_from(Submission, Visit, JOIN.LEFT_OUTER)
        .join_from(Visit, Store, JOIN.LEFT_OUTER)
        .where(may_be_read_by(actor))
        .order_by(Revision.received_at, Submission.id)
    )


def _listed(rows: ModelSelect, language: str) -> tuple[Waiting, ...]:
    found: list[Any] = list(rows.tuples())
    photos = _photos([(row[0], row[7]) for row in found])
    return tuple(_waiting(row, photos.get(row[0], (0, 0)), language) for row in found)


def _waiting(row: Any, photos: tuple[int, int], language: str) -> Waiting:
    id, code, store, zone, form_version, part, received_at, number, outcome, flags = row
    form = form_of(form_version)
    return Waiting(
        submission=id,
        code=code,
        store=store or "",
        zone=zone or "UTC",
        form=say(form.title, language),
        part=rules.part_title(form, part, language),
        received_at=received_at,
        revision=number,
        outcome=outcome,
        flags=tuple(flags),
        announced=photos[0],
        present=photos[1],
    )


def _photos(revisions: list[tuple[UUID, int]]) -> dict[UUID, tuple[int, int]]:
    """Submission -> how many photos its newest revision announced, and how many are here."""
    if not revisions:
        return {}
    numbers = dict(revisions)
    rows = (
        ExpectedPhoto.select(ExpectedPhoto.submission, ExpectedPhoto.revision, ExpectedPhoto.sha256)
        .where(ExpectedPhoto.submission.in_(list(numbers)))
        .tuples()
    )
    newest = [(id, sha256) for id, number, sha256 in rows if numbers[id] == number]
    here = media.present([sha256 for _, sha256 in newest])
    counts: dict[UUID, tuple[int, int]] = {}
    for id, sha256 in newest:
        announced, present = counts.get(id, (0, 0))
        counts[id] = (announced + 1, present + (sha256 in here))
    return counts


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, laid out for a reviewer."""

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
    undo_left: int
    waiting: Score | None
    earlier: tuple[Review, ...]

    @property
    def gives_away(self) -> bool:
        """Whether anything that the store would read may tell when the visit was, or who came."""
        lines = [line for section in self.sections for line in section.lines]
        return any(line.giveaways or line.receipt for line in lines)


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
        sections=rules.sections(found, made, reader, here, known_names()),
        stamps=rules.stamps(found, language),
        location=rules.location(found),
        score=scoring.percent(made.overall),
        uncapped=scoring.percent(made.uncapped),
        qualities=rules.qualities(found.form, made, language),
        announced=tuple(announced),
        missing=tuple(sha256 for sha256 in announced if sha256 not in here),
        claimed_by_me=claim is not None and claim.reviewer_id == actor.person,
        claimed_by_other=claim is not None and claim.reviewer_id != actor.person,
        undo_left=undo_left(verdict, actor.at) if verdict else 0,
        waiting=waiting_for([submission]).get(submission),
        earlier=_earlier(submission),
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
