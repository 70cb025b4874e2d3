"""The rollup equals what it would be if it were built anew, whatever happened before."""

from __future__ import annotations

import threading
from random import Random
from typing import Any
from uuid import UUID

import pytest

from server.database import disconnect
from server.programmes.models import Programme
from server.reviews import commands as reviews
from server.scores.commands import publish, rebuild, score_report
from server.scores.models import Score, StoreMonth
from tests.cast import Chain


def _rollup() -> list[dict[str, Any]]:
    rows = StoreMonth.select().dicts()
    return sorted(rows, key=lambda row: (str(row["store"]), row["month"]))


def test_it_works(chain: Chain) -> None:
    chain.published({"asked_need": False})
    chain.published({"humiliated": True})
    chain.published(store=chain.norte)
    kept = _rollup()
    assert [row["visits"] for row in kept].count(2) == 1
    assert rebuild(chain.actor(chain.ana)) == 2
    assert _rollup() == kept


def test_an_undone_verdict_leaves_no_trace(chain: Chain) -> None:
    chain.published()
    before = _rollup()
    other = chain.published({"asked_need": False, "turn_kept": False})
    assert _rollup() != before
    reviews.undo(chain.actor(chain.rosa), other)
    assert _rollup() == before


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_verdicts_agrees_with_a_rebuilt_rollup(chain: Chain, seed: int) -> None:
    chance = Random(seed)
    sent = [_sent(chain, chance) for _ in range(5)]
    accepted: set[UUID] = set()
    counted = set()
    for _ in range(30):
        submission = chance.choice(sent)
        _act(chain, chance, submission, accepted)
        counted.add(len(accepted))
    kept = _rollup()
    assert kept
    assert len(counted) > 2
    rebuild(chain.actor(chain.ana))
    assert _rollup() == kept
    assert sum(row["visits"] for row in kept) == len(accepted)


def _sent(chain: Chain, chance: Random) -> UUID:
    answers: dict[str, Any] = {
        "asked_need": chance.random() < 0.5,
        "humiliated": chance.random() < 0.3,
        "spoken_to": chance.randint(2, 4),
        "patience": chance.choice([{"na": True}, 1, 2, 3]),
    }
    return chain.send(chain.plan(chance.choice([chain.centro, chain.norte])), answers)


def _act(chain: Chain, chance: Random, submission: UUID, accepted: set[UUID]) -> None:
    """Accept what is not accepted; undo, score again or let be what is."""
    rosa = chain.actor(chain.rosa)
    if submission not in accepted:
        reviews.claim(rosa, submission)
        reviews.accept(rosa, submission)
        accepted.add(submission)
    elif chance.random() < 0.6:
        reviews.undo(rosa, submission)
        accepted.remove(submission)
        assert not Score.select().where((Score.submission == submission) & Score.current).exists()
    else:
        score_report(rosa, submission)


def test_publications_go_on_while_it_is_rebuilt(chain: Chain) -> None:
    Programme.update(publish_delay_minutes=5).execute()
    for _ in range(5):
        chain.published()
    chain.later(minutes=5)
    ana, scores = chain.actor(chain.ana), [score.id for score in Score.select()]

    def work() -> None:
        for score in scores:
            publish(ana, score)
        disconnect()

    thread = threading.Thread(target=work)
    thread.start()
    for _ in range(5):
        rebuild(ana)
    thread.join()
    kept = _rollup()
    assert [row["visits"] for row in kept] == [5]
    rebuild(ana)
    assert _rollup() == kept
