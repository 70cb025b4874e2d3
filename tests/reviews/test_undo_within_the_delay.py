"""An acceptance can be taken back as long as no store can have seen anything of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from server.kernel.problems import Problem
from server.programmes.models import Programme
from server.reviews import commands
from server.scores.models import Score, StoreMonth
from server.scores.queries import published
from server.submissions.models import Submission
from tests.cast import Chain


@pytest.fixture
def waiting(chain: Chain) -> Chain:
    """A chain whose programme publishes half a day to two days after the visit's period."""
    Programme.update(
        whole_period=True, publish_delay_minutes=720, publish_spread_minutes=2160
    ).execute()
    return chain


def test_it_works(waiting: Chain) -> None:
    submission = waiting.published()
    score = Score.get()
    waiting.clock.move(score.publish_from - waiting.clock.now() - timedelta(seconds=2))
    commands.undo(waiting.actor(waiting.rosa), submission)
    assert Submission.get_by_id(submission).state == "claimed"
    waiting.later(days=9)
    waiting.work()
    assert list(published(waiting.actor(waiting.mateo))) == []
    assert StoreMonth.select().count() == 0


def test_once_it_may_be_out_it_is_too_late(waiting: Chain) -> None:
    submission = waiting.published()
    waiting.clock.move(Score.get().publish_from - waiting.clock.now())
    with pytest.raises(Problem) as refused:
        commands.undo(waiting.actor(waiting.rosa), submission)
    assert refused.value.code == "undo_too_late"


def test_the_reviewer_reads_when_it_will_be_published_and_not_exactly(waiting: Chain) -> None:
    """The visit was on Saturday the 21st; its week ends on Sunday the 22nd at midnight."""
    submission = waiting.published()
    rosa = waiting.client(waiting.rosa)
    page = rosa.get(f"/reviews/{submission}").text
    assert "It will be published between 11/24/26, 4:00" in page
    assert "and 11/25/26, 4:00" in page
    assert re.search(r"Undo \(until 11/24/26, 4:00\sAM, Mexico City\)", page)
    assert "Undo (until" in rosa.get("/reviews/").text
    assert f"/reviews/{submission}/undo" in rosa.get("/reviews/").text
