"""Scores that an actor may read, their lines, and what a quarter says beside one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any
from uuid import UUID

from peewee import SQL, Case, ModelSelect, fn

from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.programmes.models import Programme
from server.programmes.queries import form_of, in_aggregate, in_aggregate_only
from server.scores import rules
from server.scores.models import LOYALTY, Score, ScoreLine, ScorePart
from server.scoring import Line, Part, Reason
from server.statistics import Sums
from server.stores.models import Store
from server.stores.queries import visible_to
from server.submissions.models import Answer, Revision, Submission
from server.submissions.queries import Report, read_back

# Store -> what was summed up -> its sums.
SumsByStore = Mapping[UUID, Mapping[str, Sums]]

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


def quarter_so_far(score: Score) -> SumsByStore:
    """Store -> share -> sums of the same form, over the store's region, in the visit's quarter.

    Only what was out when this score was published counts, so that a scorecard drawn again later
    says the same.
    """
    which = _out_with(score) & (Score.form == score.form)
    return _sums_by_store(which, rules.SHARES, [getattr(Score, name) for name in rules.SHARES])


def opinions_so_far(score: Score) -> SumsByStore:
    """As `quarter_so_far`, of what shoppers would do: whatever the form, its module asks alike."""
    columns = [getattr(Score, name) for name in LOYALTY]
    return _sums_by_store(_out_with(score), LOYALTY, columns)


def mixes_so_far(score: Score, mixes: Mapping[str, Sequence[str]]) -> SumsByStore:
    """Store -> mix -> sums of the mean that some qualities have in each visit, so far.

    Of the form that most visits of the region's quarter were scored on: only like is put together.
    """
    return _mixes(_out_with(score), mixes)


def mixes_in(
    stores: ModelSelect, quarter: Quarter, mixes: Mapping[str, Sequence[str]]
) -> SumsByStore:
    """The same over all that is published of some stores' quarter; `stores` is a subselect."""
    return _mixes(_in_quarter(stores, quarter.months()[0]), mixes)


def siblings(store: Store) -> ModelSelect:
    """A subselect of the stores of a store's own region, from which the spread is learnt."""
    return Store.select(Store.id).where(Store.region == store.region_id)


def _out_with(score: Score) -> Any:
    return (
        _in_quarter(siblings(score.store), score.month)
        & (Score.programme == score.programme_id)
        & (Score.published_at <= score.published_at)
    )


def _in_quarter(stores: ModelSelect, month: date) -> Any:
    first, after = rules.quarter_of(month)
    within = (Score.month >= first) & (Score.month < after)
    return _PUBLISHED & Score.store.in_(stores) & within & of_single_visits()


def _mean(qualities: Sequence[str]) -> Any:
    """A visit's mean of some qualities, of those that it has; in whole hundredths, half up."""
    shares = [getattr(Score, name) for name in qualities]
    total = reduce(add, (fn.COALESCE(share, 0) for share in shares))
    count = reduce(add, (Case(None, [(share.is_null(), 0)], 1) for share in shares))
    return (total * 2 + count) / fn.NULLIF(count * 2, 0)


def _mixes(which: Any, mixes: Mapping[str, Sequence[str]]) -> SumsByStore:
    """Both in one query: the sums of each form, and which form has the most visits."""
    columns = [_mean(each) for each in mixes.values()]
    rows = list(
        Score.select(Score.form, fn.COUNT(Score.overall), Score.store, *_sums(columns))
        .where(which)
        .group_by(Score.form, Score.store)
        .tuples()
    )
    scored: dict[str, int] = {}
    for form, visits, *_rest in rows:
        scored[form] = scored.get(form, 0) + visits
    most = min(scored, key=lambda form: (-scored[form], form), default="")
    return {store: _named(mixes, values) for form, _n, store, *values in rows if form == most}


def _sums_by_store(which: Any, names: Sequence[str], columns: Sequence[Any]) -> SumsByStore:
    rows = Score.select(Score.store, *_sums(columns)).where(which).group_by(Score.store).tuples()
    return {store: _named(names, values) for store, *values in rows}


def _named(names: Iterable[str], values: Sequence[Any]) -> dict[str, Sums]:
    return {
        name: Sums(*(int(value) for value in values[3 * i : 3 * i + 3]))
        for i, name in enumerate(names)
    }


def share_sums() -> list[Any]:
    """Columns: n, sum and sum of squares of each share, in the order of `rules.SHARES`."""
    return _sums([getattr(Score, name) for name in rules.SHARES])


def _sums(shares: Sequence[Any]) -> list[Any]:
    sums: list[Any] = []
    for share in shares:
        sums += [fn.COUNT(share), fn.COALESCE(fn.SUM(share), 0)]
        sums.append(fn.COALESCE(fn.SUM(share * share), 0))
    return sums


_SIN_QUESTIONS = [rules.sin_question(sin) for sin in rules.SINS]
_TOLD = (
    Answer.question.in_(_SIN_QUESTIONS)
    & (Answer.position == 0)
    & Answer.applies
    & Answer.choice.is_null(False)
)


def sin_answers(score: Score) -> dict[str, str]:
    """Question -> answer, of the sins that a score's reports were asked for and that apply."""
    later = ScorePart.select(ScorePart.revision).where(ScorePart.score == score.id)
    its = (Answer.revision == score.revision_id) | Answer.revision.in_(later)
    return dict(Answer.select(Answer.question, Answer.choice).where(its & _TOLD).tuples())


def _reports() -> Any:
    """Score and revision, of every report that a score rests on, those of later parts as well."""
    first = Score.select(Score.id.alias("score_id"), Score.revision.alias("revision_id"))
    later = ScorePart.select(ScorePart.score, ScorePart.revision)
    return (first | later).alias("reports")


def sin_sums() -> ModelSelect:
    """The rollup of the sins as the published scores say it now, in the order of its columns."""
    sums: list[Any] = []
    for question in _SIN_QUESTIONS:
        asked = Answer.question == question
        sums.append(fn.SUM(Case(None, [(asked, 1)], 0)))
        sums.append(fn.SUM(Case(None, [(asked & (Answer.choice != rules.NOT_SEEN), 1)], 0)))
    key = (Score.programme, Score.store, Score.month)
    reports = _reports()
    return (
        Score.select(*key, fn.COUNT(Score.id.distinct()), *sums)
        .join(reports, on=(reports.c.score_id == Score.id))
        .join(Answer, on=(Answer.revision == reports.c.revision_id))
        .where(_PUBLISHED & _TOLD & of_single_visits())
        .group_by(*key)
    )
