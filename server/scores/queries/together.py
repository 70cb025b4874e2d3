"""Groups of visits that a store sees only together, and the visits that wait to be in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from peewee import fn

from server.programmes.queries import form_of, in_aggregate, in_aggregate_only
from server.scores.models import Score, ScoreLine, SeenClosing, SeenGroup, SeenInGroup
from server.scores.queries.figures import PUBLISHED, reports_behind
from server.scoring import Part
from server.stores.models import Store
from server.submissions.models import Answer, Revision


@dataclass(frozen=True, slots=True)
class SeenTogether:
    """What a group of visits found in a section that their store sees over several visits only.

    `first` and `last` are the months in which they count.
    """

    programme: UUID
    form: str
    section: str
    visits: int
    found: Part
    first: date
    last: date
    # Closing -> how many of its visits closed so; nothing where the section does not tell it.
    closings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one visit found in such a section, before it is one of a group."""

    submission: UUID
    month: date
    found: Part


def seen_together(store: Store) -> list[SeenTogether]:
    """The groups of visits that a store sees, the oldest first in each section."""
    of = SeenGroup
    mine = (of.store == store.id) & (of.section != "")
    rows = (
        of.select(of.programme, of.form, of.section, of.visits)
        .select_extend(of.points, of.possible, of.first, of.last, of.id)
        .where(mine)
        .order_by(of.number)
    )
    told = SeenClosing.select(SeenClosing.group, SeenClosing.closing, SeenClosing.visits)
    closings: dict[int, dict[str, int]] = {}
    for group, closing, visits in told.join(of).where(mine).tuples():
        closings.setdefault(group, {})[closing] = visits
    return [
        SeenTogether(
            *(programme, form, section, visits, Part(points, possible), first, last),
            closings=closings.get(id, {}),
        )
        for programme, form, section, visits, points, possible, first, last, id in rows.tuples()
    ]


def waiting_together(score: Score, section: str) -> list[Waiting]:
    """The visits at a score's store, on its form, that are in no group of a section yet.

    With the section "" the visits themselves, else those that found something in it. In the order
    in which the scores in force were published.
    """
    grouped = SeenInGroup.select(SeenInGroup.submission).where(
        (SeenInGroup.submission == Score.submission) & (SeenInGroup.section == section)
    )
    found = (
        Score.select(Score.submission, Score.month)
        .join(Revision)
        .where(
            PUBLISHED
            & (Score.store == score.store_id)
            & (Score.programme == score.programme_id)
            & (Score.form == score.form)
            & Revision.form_version.in_(_apart_in(section))
            & ~fn.EXISTS(grouped)
        )
        .order_by(Score.published_at, Score.submission)
    )
    if not section:
        return [Waiting(submission, month, Part()) for submission, month in found.tuples()]
    points, possible = fn.SUM(ScoreLine.points), fn.SUM(ScoreLine.possible)
    rows = (
        found.select_extend(points, possible)
        .join_from(Score, ScoreLine)
        .where(ScoreLine.section == section)
        .group_by(Score.id)
        .having(possible > 0)
    )
    return [
        Waiting(submission, month, Part(int(earned), int(of)))
        for submission, month, earned, of in rows.tuples()
    ]


def _apart_in(section: str) -> list[UUID]:
    """The versions of forms of which a store sees a section, or with "" all, in groups only."""
    if not section:
        return in_aggregate_only()
    found = ((row.id, form_of(row.id).sections) for row in in_aggregate())
    return [id for id, all in found if any(s.id == section and s.aggregate_of for s in all)]


def choices_in(submissions: Iterable[UUID], questions: Iterable[str]) -> list[tuple[str, str]]:
    """Question and answer, in the published reports of some visits and their later parts."""
    reports = reports_behind()
    applies = Answer.applies & (Answer.position == 0) & Answer.choice.is_null(False)
    rows = (
        Score.select(Answer.question, Answer.choice)
        .join(reports, on=(reports.c.score_id == Score.id))
        .join(Answer, on=(Answer.revision == reports.c.revision_id))
        .where(PUBLISHED & Score.submission.in_(list(submissions)))
        .where(Answer.question.in_(list(questions)) & applies)
    )
    return list(rows.tuples())
