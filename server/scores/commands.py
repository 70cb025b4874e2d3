"""Scoring a report, publishing and withdrawing its score, and rebuilding the rollup."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import EXCLUDED, fn

from server import scoring
from server.database import database, is_sqlite, write
from server.history.commands import record
from server.kernel.actor import Actor
from server.scores import rules
from server.scores.models import QUALITIES, Score, ScoreLine, StoreMonth
from server.scores.queries import share_sums
from server.submissions.queries import Report, report
from server.tasks import commands as tasks
from server.visits.models import Visit

_KEY = (StoreMonth.programme, StoreMonth.store, StoreMonth.month, StoreMonth.form)
_SUMS = tuple(rules.contribution(dict.fromkeys(rules.SHARES), 1))
_ADD = {
    getattr(StoreMonth, name): getattr(StoreMonth, name) + getattr(EXCLUDED, name) for name in _SUMS
}


def score_report(actor: Actor, submission: UUID) -> Score | None:
    """Score the newest revision of a report, in place of any earlier score of it.

    Published at once where the programme has no delay, otherwise by a task. A visit's score
    belongs to the report of its first part; for a later part, or an episode, there is none yet.
    """
    found = report(submission)
    if found.visit is None or found.part != found.form.parts[0].id:
        return None
    with write():
        publish_at = _publish_at(actor, submission, found.visit)
        _withdraw(actor, submission)
        score = _insert(actor, found, found.visit, publish_at)
        record(actor, "score.make", "score", score.id, policy=score.policy)
        if publish_at <= actor.at:
            publish(actor, score.id)
        else:
            tasks.add("scores.publish", {"score": str(score.id)}, publish_at)
    return score


def _publish_at(actor: Actor, submission: UUID, visit: Visit) -> datetime:
    """When a store may see the score: an earlier score of the same report has set the time."""
    earlier = Score.get_or_none((Score.submission == submission) & Score.current)
    if earlier is not None:
        return earlier.publish_at
    return actor.at + timedelta(minutes=visit.wave.programme.publish_delay_minutes)


def _insert(actor: Actor, found: Report, visit: Visit, publish_at: datetime) -> Score:
    made = scoring.score(found.form, {found.part: found.answers}, found.facts)
    period = rules.period(rules.visited_at(found), visit.store.zone)
    shares = {
        name: scoring.basis_points(made.qualities[name].share) if name in made.qualities else None
        for name in QUALITIES
    }
    score = Score.create(
        submission=found.submission.id,
        revision=found.revision.id,
        programme=visit.wave.programme_id,
        store=visit.store_id,
        form=found.form.id,
        policy=scoring.POLICY_VERSION,
        month=period.month,
        week=period.week,
        day_part=period.day_part,
        overall=scoring.basis_points(made.overall),
        points=made.total.points,
        possible=made.total.possible,
        capped_by=list(made.capped_by),
        computed_at=actor.at,
        publish_at=publish_at,
        **shares,
    )
    ScoreLine.insert_many([_line(score, i, line) for i, line in enumerate(made.lines)]).execute()
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
        _count(Score.get_by_id(score), 1)
        record(actor, "score.publish", "score", score)
        tasks.add("score.published", {"score": str(score)}, actor.at)
    return True


def withdraw(actor: Actor, submission: UUID) -> bool:
    """Take back the score of a report whose verdict was undone; True when there was one."""
    with write():
        return _withdraw(actor, submission)


def _withdraw(actor: Actor, submission: UUID) -> bool:
    score = Score.get_or_none((Score.submission == submission) & Score.current)
    if score is None:
        return False
    # Conditional: a score leaves the rollup once, whoever else withdraws it at the same moment.
    won = Score.update(current=False).where((Score.id == score.id) & Score.current).execute()
    if not won:
        return False
    # Read again: it may have been published since, and then it is in the rollup.
    score = Score.get_by_id(score.id)
    if score.published_at is not None:
        _count(score, -1)
    record(actor, "score.withdraw", "score", score.id)
    return True


def _count(score: Score, sign: int) -> None:
    """Add a score to its store's month, or take it away: one upsert on either engine."""
    StoreMonth.insert(
        programme=score.programme_id,
        store=score.store_id,
        month=score.month,
        form=score.form,
        **rules.contribution(score.__data__, sign),
    ).on_conflict(conflict_target=_KEY, update=_ADD).execute()
    if sign < 0:
        StoreMonth.delete().where(
            (StoreMonth.programme == score.programme_id)
            & (StoreMonth.store == score.store_id)
            & (StoreMonth.month == score.month)
            & (StoreMonth.form == score.form)
            & (StoreMonth.visits == 0)
        ).execute()


def rebuild(actor: Actor) -> int:
    """Make the rollup anew from the published scores; return how many months of stores it has.

    Publications go on meanwhile: each is either in the rows that are read, or added afterwards.
    """
    with write():
        _hold_rollup()
        StoreMonth.delete().execute()
        key = (Score.programme, Score.store, Score.month, Score.form)
        made = (
            Score.select(*key, fn.COUNT(Score.id), *share_sums())
            .where(Score.current & Score.published_at.is_null(False))
            .group_by(*key)
        )
        fields = [*_KEY, *(getattr(StoreMonth, name) for name in _SUMS)]
        StoreMonth.insert_from(made, fields).execute()
        count = StoreMonth.select().count()
        record(actor, "rollup.rebuild", "rollup", "store_month", rows=count)
    return int(count)


def _hold_rollup() -> None:
    """Make other writers of the rollup wait for this transaction; SQLite has one writer anyway."""
    if not is_sqlite():
        database.execute_sql("LOCK TABLE store_month IN EXCLUSIVE MODE")
