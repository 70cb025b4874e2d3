"""Commendations that an actor may read or has to decide on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, Case, ModelSelect, fn

from audit_forms import say
from server.actions import rules
from server.actions.models import Commendation
from server.kernel.actor import Actor, Role
from server.kernel.problems import Problem
from server.people.models import Shopper
from server.programmes.models import Programme, StaffNotice
from server.programmes.queries import form_of, rounding_for, staff_told
from server.programmes.rules import WEEK, Period, coarsened, coarsest, period
from server.reviews.models import Review
from server.reviews.queries import may_be_read_by, reviewable
from server.scores.models import Score, SeenGroup, SeenInGroup
from server.scores.rules import period_of, visited_at
from server.stores.models import Store
from server.stores.queries import BY_NAME, visible_to
from server.submissions.models import Submission
from server.submissions.queries import Report, accepted_of, report

PAGE = 50
# Beside the queue, which has its own pages; what is settled makes room for the next.
MOST_WAITING = 25
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A commendation as a store reads it: never finer than the week, and nothing of who gave it.

    With `months` not even the period may be told, only the quarters in which the visits of its
    whole group count, from the first of these months to the last.
    """

    id: UUID
    words: str
    edited: bool
    quality_key: str
    quality: str
    role: str
    name: str
    store: Store
    programme: Programme
    period: Period
    months: tuple[date, date] | None

    @property
    def to(self) -> str:
        """Whom it is for, as far as that is known: name and role."""
        return ", ".join(part for part in (self.name, self.role) if part)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of commendations, and what there is to choose from."""

    rows: Sequence[Shown]
    total: int
    page: int
    pages: int
    qualities: Sequence[tuple[str, str]]


def staff_notice_for(found: Report) -> StaffNotice | None:
    """The notice by which staff knew, before the period of a visit, that they may be named.

    They know on which day they were told: a name would tell that the visit of a period in which
    that day lies was after it.
    """
    visit = found.visit
    if visit is None:
        return None
    programme, scored = visit.wave.programme, Score.select(Score.rounding).join(Submission)
    before = {rounding for (rounding,) in scored.where(Submission.visit == visit).tuples()}
    began = min(visited_at(each) for each in (found, *accepted_of(visit.id)))
    zone = visit.store.zone
    rounding = coarsest({rounding_for(programme, began, zone), *before})
    return staff_told(programme.id, period(began, zone, rounding).first)


def _standing() -> Any:
    """The condition on `Review` under which what was settled with a verdict holds."""
    return (Review.verdict == "accepted") & Review.undone_at.is_null()


def of_report(submission: UUID) -> list[Commendation]:
    """The words of thanks of a report as its standing verdict left them, in no order."""
    found = Commendation.select(Commendation, Review).join(Review)
    return list(found.where(_standing() & (Review.submission == submission)))


def to_decide(actor: Actor, page: int = 1) -> tuple[list[tuple[UUID, str, str]], int]:
    """A page of what the actor may still settle, and how much there is on all of them.

    Each as id, store, shopper's code; the oldest first.
    """
    rows = (
        Commendation.select(Commendation.id, Store.name, Shopper.code)
        .join(Review)
        .join(Submission)
        .join(Shopper)
        .join_from(Commendation, Store)
        .where(_standing() & (Commendation.state == "proposed") & may_be_read_by(actor))
        .order_by(Review.decided_at, Commendation.id)
    )
    return list(rows.tuples().paginate(page, MOST_WAITING)), rows.count()


def one_to_decide(actor: Actor, commendation: UUID) -> tuple[Commendation, Report, rules.Thanks]:
    """One that waits, with the report's own words.

    Raises not_found, commendation_settled, review_own_report and review_own_store.
    """
    row = _of_reviewer(actor, commendation)
    if row.state != "proposed":
        raise Problem("commendation_settled")
    found = report(row.review.submission_id)
    words = {each.question.id: each for each in rules.thanks_in(found)}
    return row, found, words[row.question]


def one_to_withdraw(actor: Actor, commendation: UUID) -> Commendation:
    """One that a store reads or will read.

    Raises not_found, commendation_settled where it is withdrawn or was never confirmed, and for
    reviewers review_own_report and review_own_store.
    """
    if actor.has(Role.ADMINISTRATOR):
        row = _rows().where(Commendation.id == commendation).first()
    else:
        row = _of_reviewer(actor, commendation)
    if row is None:
        raise Problem("not_found")
    if row.state != "confirmed" or row.withdrawn_at is not None:
        raise Problem("commendation_settled")
    return row


def _of_reviewer(actor: Actor, commendation: UUID) -> Commendation:
    row = _rows().where(Commendation.id == commendation).first()
    if row is None:
        raise Problem("not_found")
    reviewable(actor, row.review.submission_id)
    return row


def _rows() -> ModelSelect:
    return Commendation.select(Commendation, Review).join(Review).where(_standing())


def _out(at: datetime) -> Any:
    """The condition on `Commendation`, `Review` and `Score` under which a store may read it."""
    return (
        (Commendation.state == "confirmed")
        & Commendation.withdrawn_at.is_null()
        & Commendation.erased_at.is_null()
        & (Commendation.publish_at <= at)
        & _standing()
        & Score.current
        & Score.published_at.is_null(False)
        & _in_a_whole_group()
    )


def _in_a_whole_group() -> Any:
    """The condition under which a commendation betrays no single visit.

    On a form that a store sees in aggregate only, visits are told in whole groups: it comes with
    the group of its own, and stays with it.
    """
    grouped = SeenInGroup.select(SeenInGroup.submission).where(
        (SeenInGroup.submission == Score.submission) & (SeenInGroup.section == "")
    )
    return Commendation.group_of.is_null() | fn.EXISTS(grouped)


def _with_scores() -> ModelSelect:
    """Commendations beside the score of their visit, whichever of its parts they come from."""
    scored = Submission.alias()
    return (
        Commendation.select(
            *(Commendation, Store, Programme, Score.rounding, Score.week, Score.day_part),
            *(Score.month, SeenGroup.first, SeenGroup.last),
        )
        .join(Review)
        .join_from(Commendation, scored, on=(scored.visit == Commendation.visit), attr="scored")
        .join(Score, on=(Score.submission == scored.id), attr="score")
        .join(Programme)
        .join_from(
            Score,
            SeenInGroup,
            JOIN.LEFT_OUTER,
            on=(SeenInGroup.submission == Score.submission) & (SeenInGroup.section == ""),
            attr="seen",
        )
        .join(SeenGroup, JOIN.LEFT_OUTER, attr="group")
        .join_from(Commendation, Store)
    )


def readable_by(actor: Actor) -> ModelSelect:
    """The commendations of the stores that the actor may read, the newest week first."""
    mine = _out(actor.at) & Commendation.store.in_(visible_to(actor))
    # Where the week may not be told, the place in the list must not tell it either.
    week = Case(None, ((Commendation.group_of.is_null(), Score.week),), "")
    return _with_scores().where(mine).order_by(week.desc(), *BY_NAME, Commendation.id)


def listed(actor: Actor, language: str, store: UUID | None, quality: str, page: int) -> Listed:
    """A page of what the actor may read, of one store and quality where these are asked for."""
    found = _filtered(actor, store, quality)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    return Listed(
        rows=[_shown(row, language) for row in found.paginate(page, PAGE)],
        total=total,
        page=page,
        pages=pages,
        qualities=_qualities(actor, language),
    )


def of_stores(
    actor: Actor, language: str, stores: ModelSelect, quality: str, page: int
) -> list[Shown]:
    """A page of what the actor may read of some stores, a subselect; of one quality if asked."""
    found = _filtered(actor, None, quality).where(Commendation.store.in_(stores))
    return [_shown(row, language) for row in found.paginate(page, PAGE)]


def whole_list(actor: Actor, language: str, store: UUID | None, quality: str) -> list[Shown]:
    """The same as `listed`, all pages in one."""
    rows = _filtered(actor, store, quality).limit(MOST_ROWS)
    return [_shown(row, language) for row in rows]


def _filtered(actor: Actor, store: UUID | None, quality: str) -> ModelSelect:
    found = readable_by(actor)
    if store is not None:
        found = found.where(Commendation.store == store)
    return found.where(Commendation.quality == quality) if quality else found


def _qualities(actor: Actor, language: str) -> list[tuple[str, str]]:
    """The qualities that anything here thanks for, by name."""
    pairs = (
        readable_by(actor)
        .order_by()
        .select(Commendation.quality, Commendation.form_version)
        .distinct()
        .tuples()
    )
    names = {key: say(form_of(version).qualities[key], language) for key, version in pairs}
    return sorted(names.items(), key=lambda pair: pair[1])


def readable_one(actor: Actor, commendation: UUID, language: str) -> Shown:
    """One that the actor may read; raises not_found for any other."""
    row = readable_by(actor).where(Commendation.id == commendation).first()
    if row is None:
        raise Problem("not_found")
    return _shown(row, language)


def of_score(score: Score, at: datetime, language: str) -> list[Shown]:
    """What a published score's visit was commended for."""
    found = _with_scores().where(_out(at) & (Score.id == score.id))
    order = {question.id: n for n, question in enumerate(form_of_score(score).questions)}
    rows = sorted(found, key=lambda row: order.get(row.question, 0))
    return [_shown(row, language) for row in rows]


def of_groups(store: UUID, form: str, at: datetime, language: str, most: int) -> list[Shown]:
    """What the whole groups of a store's visits on a form were commended for, newest group first.

    Of a form that the store sees in aggregate only; at most so many.
    """
    found = (
        _with_scores()
        .where(_out(at) & (Commendation.store == store) & (Score.form == form))
        .where(Commendation.group_of.is_null(False))
        .order_by(SeenGroup.number.desc(), Commendation.id)
        .limit(most)
    )
    return [_shown(row, language) for row in found]


def form_of_score(score: Score) -> Any:
    """The form that a score's report was made with."""
    return form_of(score.revision.form_version_id)


def changed_at(score: Score, at: datetime) -> datetime | None:
    """When what a store reads with a score was last other than before; None if it never was."""
    moments = (
        Commendation.select(
            Commendation.publish_at,
            Commendation.decided_at,
            Commendation.withdrawn_at,
            Commendation.erased_at,
        )
        .join(Submission, on=(Submission.visit == Commendation.visit))
        .where((Submission.id == score.submission_id) & (Commendation.state == "confirmed"))
        .tuples()
    )
    passed = [each for row in moments for each in row if each is not None and each <= at]
    return max(passed, default=None)


def _shown(row: Commendation, language: str) -> Shown:
    form = form_of(row.form_version_id)
    return Shown(
        id=row.id,
        words=row.words,
        edited=row.edited,
        quality_key=row.quality,
        quality=say(form.qualities[row.quality], language),
        role=rules.role_in_words(form, form.question(row.question), row.role, language),
        name=row.person_name or "",
        store=row.store,
        programme=row.scored.score.programme,
        period=coarsened(period_of(row.scored.score), WEEK),
        months=_months(row),
    )


def _months(row: Commendation) -> tuple[date, date] | None:
    if row.group_of is None:
        return None
    group = row.scored.score.seen.group
    return group.first, group.last
