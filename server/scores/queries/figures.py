"""Scores that an actor may read, their lines, and what a quarter says beside one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add
from typing import Any
from uuid import UUID

from peewee import SQL, Case, ModelSelect, fn

from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import in_aggregate_only
from server.scores import rules
from server.scores.models import (
    LOYALTY,
    Score,
    ScoreLine,
    ScorePart,
    StoreMonth,
)
from server.scoring import Line, Reason
from server.statistics import NOTHING, Sums
from server.stores.models import Store
from server.stores.queries import visible_to
from server.submissions.models import Answer, Revision, Submission
from server.submissions.queries import Report, read_back

# Store -> what was summed up -> its sums.
SumsByStore = Mapping[UUID, Mapping[str, Sums]]

# What the rollup keeps of each share.
_KINDS = ("n", "total", "squares")

PUBLISHED = Score.current & Score.published_at.is_null(False)


def of_single_visits() -> Any:
    """The condition that a store may know of a score's visit by itself."""
    apart = in_aggregate_only()
    if not apart:
        return SQL("1 = 1")
    made = Revision.alias()
    return ~fn.EXISTS(
        made.select(made.id).where((made.id == Score.revision) & made.form_version.in_(apart))
    )


def published(actor: Actor) -> ModelSelect:
    """The published scores of single visits to stores that the actor may read, newest first."""
    return (
        Score.select(Score, Store, Programme)
        .join(Store)
        .switch(Score)
        .join(Programme)
        .where(PUBLISHED & Score.store.in_(visible_to(actor)) & of_single_visits())
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


def versions_of(scores: Iterable[Score]) -> dict[UUID, UUID]:
    """Score -> the version of its form on which its visit was reported."""
    revisions = {score.id: score.revision_id for score in scores}
    rows = Revision.select(Revision.id, Revision.form_version).where(
        Revision.id.in_(list(revisions.values()))
    )
    versions = dict(rows.tuples())
    return {score: versions[revision] for score, revision in revisions.items()}


def versions_told(programme: UUID, forms: Collection[str]) -> dict[str, UUID]:
    """Form -> its newest version on which any published score of a single visit rests.

    No newer one: that a version is there, and since when, is nothing for stores to know before.
    """
    rests = (
        Score.select(Score.id)
        .join(Revision)
        .where(PUBLISHED & (Revision.form_version == FormVersion.id) & of_single_visits())
    )
    rows = FormVersion.select(FormVersion.form, FormVersion.id).where(
        (FormVersion.programme == programme) & FormVersion.form.in_(forms) & fn.EXISTS(rests)
    )
    return dict(rows.order_by(FormVersion.version).tuples())


def waiting_for(submissions: Iterable[UUID]) -> dict[UUID, Score]:
    """Submission -> the score that rests on its report and waits to be published."""
    wanted = list(submissions)
    waiting = Score.current & Score.published_at.is_null()
    first = Score.select().where(waiting & Score.submission.in_(wanted))
    later = (
        ScorePart.select(ScorePart, Score, Revision)
        .join(Score)
        .switch(ScorePart)
        .join(Revision)
        .where(waiting & Revision.submission.in_(wanted))
    )
    return {part.revision.submission_id: part.score for part in later} | {
        score.submission_id: score for score in first
    }


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
    found = _in_quarter(siblings(score.store), score.month, rules.SHARES, until=score)
    return {store: sums for (form, store), sums in found.items() if form == score.form}


def opinions_so_far(score: Score) -> SumsByStore:
    """As `quarter_so_far`, of what shoppers would do: whatever the form, its module asks alike."""
    found = _in_quarter(siblings(score.store), score.month, LOYALTY, until=score)
    by_store: dict[UUID, dict[str, Sums]] = {}
    for (_form, store), sums in found.items():
        there = by_store.setdefault(store, dict.fromkeys(LOYALTY, NOTHING))
        by_store[store] = {name: there[name] + sums[name] for name in LOYALTY}
    return by_store


def mixes_so_far(score: Score, mixes: Mapping[str, Sequence[str]]) -> SumsByStore:
    """Store -> mix -> sums of the mean that some qualities have in each visit, so far.

    Of the form that most visits of the region's quarter were scored on: only like is put together.
    """
    return _mixes(siblings(score.store), score.month, mixes, until=score)


def mixes_in(
    stores: ModelSelect, quarter: Quarter, mixes: Mapping[str, Sequence[str]]
) -> SumsByStore:
    """The same over all that is published of some stores' quarter; `stores` is a subselect."""
    return _mixes(stores, quarter.months()[0], mixes)


def siblings(store: Store) -> ModelSelect:
    """A subselect of the stores of a store's own region, from which the spread is learnt."""
    return Store.select(Store.id).where(Store.region == store.region_id)


def _mixes(
    stores: ModelSelect,
    month: date,
    mixes: Mapping[str, Sequence[str]],
    until: Score | None = None,
) -> SumsByStore:
    summed = {mix: rules.mean_of(qualities) for mix, qualities in mixes.items()}
    names = tuple(dict.fromkeys(["overall", *summed.values()]))
    found = _in_quarter(stores, month, names, until)
    scored: dict[str, int] = {}
    for (form, _store), sums in found.items():
        scored[form] = scored.get(form, 0) + sums["overall"].n
    most = min(scored, key=lambda form: (-scored[form], form), default="")
    return {
        store: {mix: sums[name] for mix, name in summed.items()}
        for (form, store), sums in found.items()
        if form == most
    }


def _in_quarter(
    stores: ModelSelect, month: date, names: Sequence[str], until: Score | None = None
) -> dict[tuple[str, UUID], dict[str, Sums]]:
    """(form, store) -> name -> sums of some stores' quarter, from the rollup.

    With `until` only of that score's programme, and less what has been published after it: few
    scores, while all that came before are many. One statement, so that both tell of one moment.
    """
    first, after = rules.quarter_of(month)
    of = StoreMonth
    sums = [fn.SUM(getattr(of, f"{kind}_{name}")) for name in names for kind in _KINDS]
    rows = of.select(of.programme, of.form, of.store, fn.SUM(of.visits), *sums)
    within = (of.month >= first) & (of.month < after) & of.store.in_(stores)
    rows = rows.where(within).group_by(of.programme, of.form, of.store)
    if until is not None:
        rows = rows.union_all(_since(until, names))
    found: dict[tuple[str, UUID], list[int]] = {}
    # The rollup first: what is taken away may be of other stores, which are none of ours.
    for programme, form, store, *values in sorted(rows.tuples(), key=lambda row: row[3] < 0):
        there = found.get((form, store), [0] * len(values) if values[0] >= 0 else None)
        if there is not None and (until is None or programme == until.programme_id):
            pairs = zip(there, values, strict=True)
            found[form, store] = [one + int(other) for one, other in pairs]
    return {
        key: {name: Sums(*sums[3 * at : 3 * at + 3]) for at, name in enumerate(names)}
        for key, (visits, *sums) in found.items()
        if visits
    }


def _since(score: Score, names: Sequence[str]) -> ModelSelect:
    """What the scores of a quarter that were published after one of them take from its sums.

    Whatever their stores and programme: so the index of when they were published is what finds
    them, and nothing leads an engine to read the whole quarter.
    """
    first, after = rules.quarter_of(score.month)
    # A minus before a column would be the ORM's word for descending.
    counts = [fn.COUNT(Score.id), *_sums([_column(name) for name in names])]
    return (
        Score.select(Score.programme, Score.form, Score.store, *(each * -1 for each in counts))
        .where(
            PUBLISHED
            & (Score.published_at > score.published_at)
            & (Score.month >= first)
            & (Score.month < after)
            & of_single_visits()
        )
        .group_by(Score.programme, Score.form, Score.store)
    )


def _column(name: str) -> Any:
    """What the rollup sums up under a name, of one score."""
    return _mean(rules.PAIRS[name]) if name in rules.PAIRS else getattr(Score, name)


def _mean(qualities: Sequence[str]) -> Any:
    """A visit's mean of some qualities, of those that it has; in whole hundredths, half up."""
    shares = [getattr(Score, name) for name in qualities]
    total = reduce(add, (fn.COALESCE(share, 0) for share in shares))
    count = reduce(add, (Case(None, [(share.is_null(), 0)], 1) for share in shares))
    return (total * 2 + count) / fn.NULLIF(count * 2, 0)


def share_sums() -> list[Any]:
    """Columns: n, sum and sum of squares of what the rollup sums up, as `rules.SUMMED` has it."""
    return _sums([_column(name) for name in rules.SUMMED])


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


def reports_behind() -> Any:
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
    reports = reports_behind()
    return (
        Score.select(*key, fn.COUNT(Score.id.distinct()), *sums)
        .join(reports, on=(reports.c.score_id == Score.id))
        .join(Answer, on=(Answer.revision == reports.c.revision_id))
        .where(PUBLISHED & _TOLD & of_single_visits())
        .group_by(*key)
    )
