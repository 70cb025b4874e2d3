"""A score is published when its time has come, once, and not when it was withdrawn before."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

from peewee import Model

from server.database import disconnect, write
from server.kernel.ids import new_id
from server.programmes.models import Programme
from server.reviews import commands as reviews
from server.scores import tasks as scores_tasks
from server.scores.commands import publish
from server.scores.models import Score, StoreMonth
from server.scores.queries import published, quarter_so_far
from server.submissions.models import Submission
from server.tasks import commands as tasks
from server.tasks.commands import run_due
from server.tasks.models import Task
from server.visits.models import Visit
from tests.cast import Chain


def _delay(chain: Chain, minutes: int) -> None:
    Programme.update(publish_delay_minutes=minutes).execute()
    chain.programme.publish_delay_minutes = minutes


def test_it_works(chain: Chain) -> None:
    _delay(chain, 90)
    chain.published()
    mateo = chain.actor(chain.mateo)
    assert Score.get().published_at is None
    assert list(published(mateo)) == []
    assert StoreMonth.select().count() == 0
    chain.later(minutes=89)
    chain.work()
    assert list(published(mateo)) == []
    chain.later(minutes=1)
    chain.work()
    assert [score.overall for score in published(mateo)] == [10_000]
    assert StoreMonth.get().visits == 1


def test_publishing_again_changes_nothing(chain: Chain) -> None:
    chain.published()
    score = Score.get()
    chain.later(hours=1)
    assert not publish(chain.actor(chain.ana), score.id)
    assert Score.get() == score
    assert Score.get().published_at == score.published_at
    assert StoreMonth.get().visits == 1


def test_a_score_is_not_published_before_it_is_due(chain: Chain) -> None:
    _delay(chain, 60)
    chain.published()
    assert not publish(chain.actor(chain.ana), Score.get().id)
    assert Score.get().published_at is None


def test_a_verdict_that_was_undone_is_not_published_later(chain: Chain) -> None:
    _delay(chain, 5)
    submission = chain.published()
    reviews.undo(chain.actor(chain.rosa), submission)
    chain.later(minutes=6)
    assert chain.work() == 1
    assert Task.get(Task.kind == "scores.publish").state == "done"
    assert Score.get().published_at is None
    assert StoreMonth.select().count() == 0


def test_publishing_many_at_once_loses_none(chain: Chain) -> None:
    """Each thread publishes the same scores: every one must count once in one row."""
    _delay(chain, 10)
    for _ in range(6):
        chain.published()
    chain.later(minutes=10)
    ana, scores = chain.actor(chain.ana), [score.id for score in Score.select()]
    wins: list[bool] = []

    def work() -> None:
        wins.extend(publish(ana, score) for score in scores)
        disconnect()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(wins), sum(wins)) == (24, 6)
    month = StoreMonth.get()
    assert (month.visits, month.total_overall) == (6, 60_000)


def _others_of(score: Score, many: int) -> list[str]:
    """Visits that were reported and accepted after `score`'s, one after the other; their scores."""
    submission, accepted = score.submission, [str(score.id)]
    for number in range(many):
        visit = Visit.create(**_copied(submission.visit))
        report = Submission.create(**_copied(submission) | {"id": new_id(), "visit": visit})
        made = Score.create(**_copied(score) | {"submission": report, "overall": 100 * number})
        with write():
            tasks.add("scores.publish", {"score": str(made.id)}, made.publish_at)
        accepted.append(str(made.id))
    return accepted


def _copied(row: Model) -> dict[str, Any]:
    return {name: value for name, value in row.__data__.items() if name != "id"}


def test_of_many_that_come_out_in_one_night_none_tells_which_was_accepted_first(
    chain: Chain,
) -> None:
    """More than a worker does in a moment: they have one time, one n, and an order of chance."""
    Programme.update(whole_period=True).execute()
    chain.programme = Programme.get()
    chain.published()
    first = Score.get()
    accepted = _others_of(first, 120)
    chain.clock.set(first.publish_at + timedelta(seconds=1))
    while published(chain.actor(chain.regina)).count() < 121:
        assert run_due({"scores.publish": scores_tasks.publish}, chain.clock.now())
        chain.later(seconds=1)
    found = list(published(chain.actor(chain.regina)))
    assert len({score.published_at for score in found}) == 1
    assert {quarter_so_far(each)[chain.centro.id]["overall"].n for each in found[:5]} == {121}
    drawn = Task.select().where(Task.kind == "score.published").order_by(Task.id)
    for order in ([str(score.id) for score in found], [task.payload["score"] for task in drawn]):
        assert sorted(order) == sorted(accepted)
        assert order not in (accepted, accepted[::-1])
