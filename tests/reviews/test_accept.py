"""Accepting a claimed report settles it."""

from __future__ import annotations

import pytest

from server.history.models import HistoryEntry
from server.kernel.problems import Problem
from server.reviews import commands
from server.reviews.models import Review
from server.scores.models import Score
from server.submissions.models import Submission
from tests.cast import ENTRANCE, SHELF, Chain


def test_it_works(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    rosa = chain.actor(chain.rosa)
    commands.claim(rosa, submission)
    commands.accept(rosa, submission)
    assert Submission.get_by_id(submission).state == "accepted"
    review = Review.get()
    assert (review.verdict, review.decided_at) == ("accepted", chain.clock.now())
    assert Score.select().where(Score.current & (Score.submission == submission)).count() == 1
    acts = {row.act for row in HistoryEntry.select().where(HistoryEntry.actor == chain.rosa.id)}
    assert acts == {"review.claim", "review.accepted", "score.make", "score.publish"}


def test_a_report_that_was_not_claimed_cannot_be_accepted(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    commands.claim(chain.actor(chain.rita), submission)
    with pytest.raises(Problem) as refused:
        commands.accept(chain.actor(chain.rosa), submission)
    assert refused.value.code == "review_not_yours"
    assert Score.select().count() == 0


def test_it_waits_for_the_photos(chain: Chain) -> None:
    submission = chain.send(chain.plan(), photos=False)
    rosa = chain.actor(chain.rosa)
    commands.claim(rosa, submission)
    with pytest.raises(Problem) as refused:
        commands.accept(rosa, submission)
    assert refused.value.code == "review_photos_missing"
    assert refused.value.args_by_name == {"missing": 2}
    phone = chain.client(chain.sol)
    chain.upload(phone, ENTRANCE)
    chain.upload(phone, SHELF)
    commands.accept(rosa, submission)
    assert Submission.get_by_id(submission).state == "accepted"


def test_a_visit_that_could_not_be_made_is_acknowledged_without_a_score(chain: Chain) -> None:
    submission = chain.send(chain.plan(), outcome="closed")
    chain.accept(submission)
    assert Submission.get_by_id(submission).state == "not_done"
    assert Score.select().count() == 0
    commands.undo(chain.actor(chain.rosa), submission)
    assert Submission.get_by_id(submission).state == "claimed"


def test_it_counts_once_when_the_button_is_pressed_twice(chain: Chain) -> None:
    submission = chain.published()
    with pytest.raises(Problem) as refused:
        commands.accept(chain.actor(chain.rosa), submission)
    assert refused.value.code == "review_not_yours"
    assert Score.select().count() == 1
