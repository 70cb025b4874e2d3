"""Accepting a report scores it, and without a delay the store sees it at once."""

from __future__ import annotations

from datetime import date

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
