"""Scoring a report, publishing and withdrawing its score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import ModelSelect

from server import scoring
from server.database import is_sqlite, write
from server.history.commands import record
from server.kernel.actor import Actor
from server.programmes.queries import rounding_for
from server.programmes.rules import Period, coarsest
from server.programmes.rules import period as rounded
from server.scores import rules
from server.scores.commands.rollup import count, gather
from server.scores.models import (
    QUALITIES,
    Score,
    ScoreLine,
    ScorePart,
)
from server.scores.queries import (
    revisions_of,
)
from server.submissions.models import Submission
from server.submissions.queries import Report, accepted_of, unreported
from server.tasks import commands as tasks
from server.visits.models import Visit


def score_report(actor: Actor, submission: UUID) -> Score | None:
    """Score the visit of a report that was accepted, in place of any earlier score of it.

    A visit has one score, of all its parts that are accepted: it belongs to the report of the first
    and there is none before that is accepted. Of an episode there is none.
    """
    visit = Submission.get_by_id(submission).visit
    if visit is None:
        return None
    with write():
        _hold(visit.id)
        reports = accepted_of(visit.id)
        return _score(actor, visit, reports) if _has_first(reports) else None


def _hold(visit: UUID) -> None:
    """Let one verdict after the other score a visit; SQLite has one writer anyway."""
    if not is_sqlite():
        Visit.select(Visit.id).where(Visit.id == visit).for_update().execute()


def _has_first(reports: Sequence[Report]) -> bool:
    return bool(reports) and reports[0].part == reports[0].form.parts[0].id


def _score(actor: Actor, visit: Visit, reports: Sequence[Report]) -> Score:
    """A new score. Published at once where it is due already, otherwise by a task.

    What is out stays out until then, so that no scorecard is away for a while.
    """
    there = list(_current(visit.id))
    period = _period(visit, reports[0])
    publication = _publication(actor, visit, there, reports, period)
    for score in there:
        if score.published_at is None:
            _withdraw(actor, score)
    score = _insert(actor, reports, visit, period, publication)
    record(actor, "score.make", "score", score.id, policy=score.policy)
    if score.publish_at <= actor.at:
        publish(actor, score.id)
    else:
        tasks.add("scores.publish", {"score": str(score.id)}, score.publish_at)
    _score_again_at_close(visit, reports[0], period, actor.at)
    return score


def _period(visit: Visit, first: Report) -> Period:
    """The visit's period, as coarse as the programme had it, and never finer than it once was."""
    scored = Score.select(Score.rounding).join(Submission).where(Submission.visit == visit)
    before = {rounding for (rounding,) in scored.tuples()}
    visited, zone = rules.visited_at(first), visit.store.zone
    rounding = coarsest({rounding_for(visit.wave.programme, visited, zone), *before})
    return rounded(visited, zone, rounding)


def _current(visit: UUID) -> ModelSelect:
    """The score of a visit that is in force, and the one that waits to take its place."""
    return Score.select().join(Submission).where((Submission.visit == visit) & Score.current)


def _publication(
    actor: Actor, visit: Visit, there: Sequence[Score], reports: Sequence[Report], period: Period
) -> rules.Publication:
    """When a store may see the score: an earlier one has set the time, but not for a new part."""
    waiting = next((score for score in there if score.published_at is None), None)
    rests_on = {report.revision.id for report in reports}
    programme, zone, ready = visit.wave.programme, visit.store.zone, actor.at
    if programme.whole_period:
        ready = max(ready, rules.not_before(period, reports, zone))
    if waiting is not None and (ready == actor.at or ready <= waiting.publish_at):
        return _as_before(waiting)
    if waiting is None and there and not revisions_of(there[0]) < rests_on:
        return _as_before(there[0])
    return rules.publication(ready, programme, zone)


def _as_before(score: Score) -> rules.Publication:
    at = score.publish_at
    return rules.Publication(at, score.publish_from or at, score.publish_until or at)


def _score_again_at_close(visit: Visit, first: Report, period: Period, now: datetime) -> None:
    """Have the scorecard say, once a part has closed, that it was not reported."""
    hidden = rules.days_hidden(period, first, visit.store.zone)
    for closes_at in _closings(visit.id):
        if closes_at + hidden > now:
            tasks.add("scores.part_closed", {"visit": str(visit.id)}, closes_at + hidden)


def _closings(visit: UUID) -> list[datetime]:
    return [part.closes_at for part in unreported(visit)]


def part_closed(actor: Actor, visit: UUID) -> Score | None:
    """Score a visit anew when a part has closed without a report since it was scored."""
    with write():
        _hold(visit)
        reports, there = accepted_of(visit), list(_current(visit))
        if not there or not _has_first(reports):
            return None
        found = Visit.get_by_id(visit)
        hidden = rules.days_hidden(_period(found, reports[0]), reports[0], found.store.zone)
        made: datetime = max(score.computed_at for score in there)
        told = [closes_at + hidden for closes_at in _closings(visit)]
        return _score(actor, found, reports) if any(made < at <= actor.at for at in told) else None


def wait_again(actor: Actor, programme: UUID) -> int:
    """Score what waits to be published anew, by the settings of now; how many did."""
    waiting = Score.current & Score.published_at.is_null() & (Score.programme == programme)
    visits = Score.select(Submission.visit).join(Submission).where(waiting).distinct()
    found = [visit for (visit,) in visits.tuples()]
    with write():
        for visit in found:
            _hold(visit)
            _score(actor, Visit.get_by_id(visit), accepted_of(visit))
    return len(found)


def _insert(
    actor: Actor,
    reports: Sequence[Report],
    visit: Visit,
    period: Period,
    publication: rules.Publication,
) -> Score:
    first, *later = reports
    answers = {report.part: report.answers for report in reports}
    made = scoring.score(first.form, answers, first.facts)
    shares = {
        name: scoring.basis_points(made.qualities[name].share) if name in made.qualities else None
        for name in QUALITIES
    }
    score = Score.create(
        submission=first.submission.id,
        revision=first.revision.id,
        programme=visit.wave.programme_id,
        store=visit.store_id,
        form=first.form.id,
        policy=scoring.POLICY_VERSION,
        rounding=period.rounding,
        month=period.month,
        week=period.week,
        day_part=period.day_part,
        overall=scoring.basis_points(made.overall),
        points=made.total.points,
        possible=made.total.possible,
        capped_by=list(made.capped_by),
        computed_at=actor.at,
        publish_at=publication.at,
        publish_from=publication.earliest,
        publish_until=publication.latest,
        **shares,
        **rules.loyalty(first),
    )
    ScoreLine.insert_many([_line(score, i, line) for i, line in enumerate(made.lines)]).execute()
    for report in later:
        ScorePart.create(score=score, revision=report.revision)
    return score


def _line(score: Score, position: int, line: scoring.Line) -> dict[str, Any]:
    return {
        "score": score.id,
        "position": position,
        "question": line.question,
        "section": line.section,
        "quality": line.quality,
        "points": line.points,
        "possible": line.possible,
        "weight": line.weight,
        "critical_failed": line.critical_failed,
        "reason": {"code": line.reason.code, "args": line.reason.args},
        "action": line.action,
    }


def publish(actor: Actor, score: UUID) -> bool:
    """Let the store see a score that is due; True when this call did it.

    Of two calls one has effect: the other, and one for a score that was withdrawn, changes nothing.
    """
    with write():
        won = (
            Score.update(published_at=actor.at)
            .where(
                (Score.id == score)
                & Score.current
                & Score.published_at.is_null()
                & (Score.publish_at <= actor.at)
            )
            .execute()
        )
        if not won:
            return False
        made = Score.get_by_id(score)
        for other in _current(made.submission.visit_id).where(Score.id != score):
            _withdraw(actor, other)
        count(made, 1)
        gather(actor, made)
        record(actor, "score.publish", "score", score)
        tasks.add("score.published", {"score": str(score)}, actor.at)
    return True


def withdraw(actor: Actor, submission: UUID) -> bool:
    """Take back what rests on a report whose verdict was undone; True when something did.

    Without its first part a visit has no score. Without a later one it has that of before, and
    where that is out no longer, it is scored anew.
    """
    visit = Submission.get_by_id(submission).visit
    if visit is None:
        return False
    with write():
        _hold(visit.id)
        there, reports = list(_current(visit.id)), accepted_of(visit.id)
        rests_on = {report.revision.id for report in reports}
        gone = [score for score in there if not revisions_of(score) <= rests_on]
        if len(gone) == len(there) and _has_first(reports) and gone:
            _score(actor, visit, reports)
        for score in gone:
            _withdraw(actor, score)
    return bool(gone)


def _withdraw(actor: Actor, score: Score) -> bool:
    # Conditional: a score leaves the rollup once, whoever else withdraws it at the same moment.
    won = Score.update(current=False).where((Score.id == score.id) & Score.current).execute()
    if not won:
        return False
    # Read again: it may have been published since, and then it is in the rollup.
    score = Score.get_by_id(score.id)
    if score.published_at is not None:
        count(score, -1)
    record(actor, "score.withdraw", "score", score.id)
    return True
