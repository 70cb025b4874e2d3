"""Accepting a report scores it, and without a delay the store sees it at once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from server.scores.commands import score_report
from server.scores.models import Score, ScoreLine, StoreMonth
from server.submissions.models import Submission
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    submission = chain.published()
    score = Score.get(Score.submission == submission)
    assert score.current
    assert score.published_at == chain.clock.now()
    assert score.overall == score.respect == score.response == 10_000
    assert score.points == score.possible > 50
    assert (score.month, score.week, score.day_part) == (date(2026, 11, 1), "2026-W47", "morning")
    assert Submission.get_by_id(submission).state == "accepted"
    month = StoreMonth.get()
    assert (month.visits, month.n_overall, month.total_overall) == (1, 1, 10_000)
    assert month.squares_overall == 10_000**2


def test_every_question_has_a_line_with_its_reason(chain: Chain) -> None:
    submission = chain.published({"asked_need": False, "patience": {"na": True}})
    lines = {
        line.question: line
        for line in ScoreLine.select().join(Score).where(Score.submission == submission)
    }
    assert (lines["asked_need"].points, lines["asked_need"].possible) == (0, 2)
    assert lines["asked_need"].reason["args"]["answer"] == {"kind": "yes_no", "value": False}
    assert lines["asked_need"].action
    assert lines["patience"].reason["code"] == "not_applicable"
    assert lines["patience"].possible == 0
    assert lines["when_unknown"].reason["code"] == "not_asked"
    assert lines["first_step"].possible == 6
    score = Score.get()
    assert sum(line.points for line in lines.values()) == score.points
    assert sum(line.possible for line in lines.values()) == score.possible
    exact = Fraction(10_000 * score.points, score.possible)
    assert abs(score.overall - exact) <= Fraction(1, 2)


def test_a_failed_critical_question_caps_the_score(chain: Chain) -> None:
    chain.published({"humiliated": True})
    score = Score.get()
    assert score.capped_by == ["humiliated"]
    assert score.overall == 5_000 < 10_000 * score.points // score.possible


def test_scoring_again_is_a_new_row_that_takes_the_place_of_the_old_one(chain: Chain) -> None:
    submission = chain.published({"asked_need": False})
    first = Score.get()
    chain.later(days=1)
    second = score_report(chain.actor(chain.rosa), submission)
    assert second is not None
    assert Score.select().count() == 2
    assert not Score.get_by_id(first.id).current
    again = Score.get_by_id(second.id)
    assert again.current
    assert again.publish_at == first.publish_at
    assert again.published_at == chain.clock.now()
    assert StoreMonth.get().visits == 1


def test_a_visit_late_in_the_day_counts_by_the_clocks_of_its_store(chain: Chain) -> None:
    """03:10 on Monday in UTC is still Sunday evening there, in the week and the month before."""
    taps = {
        "arrived": {"at": "2026-11-30T03:10:00Z", "offset": -360, "zone": "America/Mexico_City"},
        "left": {"at": "2026-11-30T03:40:00Z", "offset": -360, "zone": "America/Mexico_City"},
    }
    missed = {id: {"na": True} for id in ("greeted", "served", "paid")}
    answers = {id: {"value": tap} for id, tap in taps.items()} | missed
    chain.later(days=10)
    chain.published(answers)
    score = Score.get()
    assert (score.month, score.week, score.day_part) == (date(2026, 11, 1), "2026-W48", "evening")
