"""Scores that an actor may read, their lines, and what a quarter says beside one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from peewee import SQL, Case, ModelSelect, fn

from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.programmes.models import Programme
from server.programmes.queries import form_of, in_aggregate, in_aggregate_only
from server.scores import rules
from server.scores.models import Score, ScoreLine, ScorePart
from server.scoring import Line, Part, Reason
from server.statistics import Sums
from server.stores.models import Store
from server.stores.queries import visible_to
from server.submissions.models import Answer, Revision, Submission
from server.submissions.queries import Report, read_back

_PUBLISHED = Score.current & Score.published_at.is_null(False)


@dataclass(frozen=True, slots=True)
class SeenTogether:
    """What one visit found in a section that its store sees over several visits only."""

    programme: UUID
    form: str
    section: str
    found: Part


def of_single_visits() -> Any:
    """The condition that a store may know of a score's visit by itself."""
    apart = in_aggregate_only()
    if not apart:
        return SQL("1 = 1")
    hidden = Revision.select(Revision.id).where(Revision.form_version.in_(apart))
    return Score.revision.not_in(hidden)


def seen_together(store: Store) -> list[SeenTogether]:
    """What the visits of a store found in such sections, by when it was first published there.

    Not by the score in force: one that takes its place later must not change the order.
    """
    versions = {row.id: row for row in in_aggregate()}
    sections = {s.id for id in versions for s in form_of(id).sections if s.aggregate_of is not None}
    rows = list(
        ScoreLine.select(
            Score.programme,
            Revision.form_version,
            Score.submission,
            ScoreLine.section,
            fn.MIN(Score.published_at),
            _in_force(ScoreLine.points),
            _in_force(ScoreLine.possible),
        )
        .join(Score)
        .join(Revision, on=(Score.revision == Revision.id))
        .where(
            (Score.store == store.id)
            & Score.published_at.is_null(False)
            & Revision.form_version.in_(list(versions))
            & ScoreLine.section.in_(list(sections))
            & (ScoreLine.possible > 0)
        )
        .group_by(Score.programme, Revision.form_version, Score.submission, ScoreLine.section)
        .order_by(fn.MIN(Score.published_at), Score.submission)
        .tuples()
    )
    return [
        SeenTogether(programme, versions[version].form, section, Part(int(points), int(possible)))
        for programme, version, _submission, section, _first, points, possible in rows
        if possible
    ]


def _in_force(column: Any) -> Any:
    return fn.SUM(Case(None, ((Score.current, column),), 0))


def published(actor: Actor) -> ModelSelect:
    """The published scores of single visits to stores that the actor may read, newest first."""
    return (
        Score.select(Score, Store, Programme)
        .join(Store)
        .switch(Score)
        .join(Programme)
        .where(_PUBLISHED & Score.store.in_(visible_to(actor)) & of_single_visits())
        .order_by(Score.week.desc(), Score.published_at.desc(), Score.id)
    )


def published_one(actor: Actor, score: UUID) -> Score:
    """One published score that the actor may read; raises not_found for any other."""
    found = published(actor).where(Score.id == score).first()
    if found is None:
        raise Problem("not_found")
    return found


def revisions_of(score: Score) -> set[int]:
    """The reports that a score rests on, by their revisions."""
    later = ScorePart.select(ScorePart.revision).where(ScorePart.score == score.id).tuples()
    return {score.revision_id, *(revision for (revision,) in later)}


def reports_of(score: Score) -> list[Report]:
    """The reports that a score rests on, as they were then: the first part's, then the others'."""
    later = (
        Revision.select(Revision, Submission)
        .join(ScorePart, on=(ScorePart.revision == Revision.id))
        .switch(Revision)
        .join(Submission)
        .where(ScorePart.score == score.id)
        .order_by(ScorePart.id)
    )
    return [
        read_back(score.submission, score.revision),
        *(read_back(revision.submission, revision) for revision in later),
    ]


def lines_of(score: UUID) -> list[Line]:
    """The lines of a score as scoring made them, in the order of the form."""
    rows = ScoreLine.select().where(ScoreLine.score == score).order_by(ScoreLine.position)
    return [_as_scored(row) for row in rows]


def _as_scored(line: ScoreLine) -> Line:
    return Line(
        question=line.question,
        section=line.section,
        quality=line.quality,
        points=line.points,
        possible=line.possible,
        weight=line.weight,
        critical_failed=line.critical_failed,
        reason=Reason(line.reason["code"], line.reason["args"]),
        action=line.action,
    )


def quarter_so_far(score: Score) -> Mapping[UUID, Mapping[str, Sums]]:
    """Store -> share -> sums of the same form, over the store's region, in the visit's quarter.

    Only what was out when this score was published counts, so that a scorecard drawn again later
    says the same.
    """
    first, after = rules.quarter_of(score.month)
    siblings = Store.select(Store.id).where(Store.region == score.store.region_id)
    rows = (
        Score.select(Score.store, *share_sums())
        .where(
            _PUBLISHED
            & (Score.programme == score.programme_id)
            & (Score.form == score.form)
            & Score.store.in_(siblings)
            & (Score.month >= first)
            & (Score.month < after)
            & (Score.published_at <= score.published_at)
        )
        .group_by(Score.store)
        .tuples()
    )
    return {store: _by_share(values) for store, *values in rows}


def share_sums() -> list[Any]:
    """Columns: n, sum and sum of squares of each share, in the order of `rules.SHARES`."""
    sums: list[Any] = []
    for name in rules.SHARES:
        share = getattr(Score, name)
        sums += [fn.COUNT(share), fn.COALESCE(fn.SUM(share), 0)]
        sums.append(fn.COALESCE(fn.SUM(share * share), 0))
    return sums


def _by_share(values: list[int]) -> dict[str, Sums]:
    return {
        name: Sums(*(int(value) for value in values[3 * i : 3 * i + 3]))
        for i, name in enumerate(rules.SHARES)
    }


_SIN_QUESTIONS = [rules.sin_question(sin) for sin in rules.SINS]
_TOLD = (
    Answer.question.in_(_SIN_QUESTIONS)
    & (Answer.position == 0)
    & Answer.applies
    & Answer.choice.is_null(False)
)


def sin_answers(revision: int) -> dict[str, str]:
    """Question -> answer, of the sins that a report was asked for and that apply."""
    rows = Answer.select(Answer.question, Answer.choice).where(
        (Answer.revision == revision) & _TOLD
    )
    return dict(rows.tuples())


def sin_sums() -> ModelSelect:
    """The rollup of the sins as the published scores say it now, in the order of its columns."""
    sums: list[Any] = []
    for question in _SIN_QUESTIONS:
        asked = Answer.question == question
        sums.append(fn.SUM(Case(None, [(asked, 1)], 0)))
        sums.append(fn.SUM(Case(None, [(asked & (Answer.choice != rules.NOT_SEEN), 1)], 0)))
    key = (Score.programme, Score.store, Score.month)
    return (
        Score.select(*key, fn.COUNT(Score.id.distinct()), *sums)
        .join(Answer, on=(Answer.revision == Score.revision))
        .where(_PUBLISHED & _TOLD & of_single_visits())
        .group_by(*key)
    )
