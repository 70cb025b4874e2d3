"""A score is published when its time has come, once, and not when it was withdrawn before."""

from __future__ import annotations

import threading

from server.database import disconnect
from server.programmes.models import Programme
from server.reviews import commands as reviews
from server.scores.commands import publish
from server.scores.models import Score, StoreMonth
from server.scores.queries import published
from server.tasks.models import Task
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
