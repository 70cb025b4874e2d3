"""What a quarter had found when a score came out: from the rollup, less what came since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from server.database import database, is_sqlite
from server.kernel.quarters import Quarter
from server.scores.commands import rebuild
from server.scores.models import LOYALTY, QUALITIES, Score
from server.scores.queries import mixes_in, mixes_so_far, opinions_so_far, quarter_so_far, siblings
from server.selfviews.rules import SEEN_IN
from server.statistics import Sums
from server.stores import commands as stores
from tests.cast import Chain

FORMS = ("five-qualities", "loyalty")
SHARES = ("overall", *QUALITIES, *LOYALTY)


def scattered(chain: Chain, seed: int) -> list[Score]:
    """Scores of two quarters, forms and regions, some withdrawn or waiting, as they came out."""
    chance = Random(seed)
    boss = chain.actor(chain.ana)
    far = stores.add_store(boss, stores.add_region(boss, "Península"), "PN-09", "Península")
    chain.published()
    first = Score.get()
    usual = {field: first.__data__[field] for field in first.__data__ if field != "id"}
    for minute in range(40):
        Score.create(
            **usual
            | {name: chance.choice([None, chance.randrange(10_001)]) for name in SHARES}
            | {
                "store": chance.choice([chain.centro.id, chain.norte.id, far.id]),
                "form": chance.choice(["five-qualities", "five-qualities", "loyalty"]),
                "month": chance.choice([date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 1)]),
                "current": chance.random() < 0.8,
                "published_at": chance.choice([None, *[first.published_at] * 5]),
            }
        )
        chain.later(minutes=minute)
    for at, score in enumerate(Score.select().where(Score.published_at.is_null(False))):
        at_last = first.published_at + timedelta(minutes=at)
        Score.update(published_at=at_last).where(Score.id == score.id).execute()
    rebuild(chain.actor(chain.ana))
    return list(
        Score.select().where(Score.published_at.is_null(False)).order_by(Score.published_at)
    )


def out_with(all: list[Score], score: Score) -> list[Score]:
    return [
        each
        for each in all
        if each.current
        and each.store.region_id == score.store.region_id
        and each.published_at <= score.published_at
        and (each.month.month - 1) // 3 == (score.month.month - 1) // 3
    ]


def summed(out: list[Score], name: str) -> dict[UUID, Sums]:
    """Visit by visit."""
    return {
        store: Sums.of(
            getattr(each, name)
            for each in out
            if each.store_id == store and getattr(each, name) is not None
        )
        for store in {each.store_id for each in out}
    }


def said(found: Mapping[UUID, Mapping[str, Sums]], name: str) -> dict[UUID, Sums]:
    return {store: sums[name] for store, sums in found.items()}


@pytest.mark.parametrize("seed", range(2))
def test_it_works(chain: Chain, seed: int) -> None:
    every = scattered(chain, seed)
    for score in every[:: len(every) // 4]:
        out = out_with(every, score)
        alike = [each for each in out if each.form == score.form]
        for name in SHARES:
            assert said(quarter_so_far(score), name) == summed(alike, name)
        for name in LOYALTY:
            assert said(opinions_so_far(score), name) == summed(out, name)


def test_a_mean_of_two_is_each_visit_s_own(chain: Chain) -> None:
    every = scattered(chain, 7)
    last = every[-1]
    out = out_with(every, last)
    scored = {form: sum(e.overall is not None for e in out if e.form == form) for form in FORMS}
    most = min(scored, key=lambda form: (-scored[form], form))
    for mix, (one, *other) in SEEN_IN.items():
        for each in out:
            there = [getattr(each, name) for name in (one, *other)]
            there = [share for share in there if share is not None]
            each.mix = (2 * sum(there) + len(there)) // (2 * len(there)) if there else None
        expected = summed([each for each in out if each.form == most], "mix")
        assert said(mixes_so_far(last, SEEN_IN), mix) == expected
    assert mixes_in(siblings(last.store), Quarter.of(last.month), SEEN_IN) == mixes_so_far(
        last, SEEN_IN
    )


def test_only_what_came_later_is_read_visit_by_visit(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the index of when it was published, however many visits the quarter has."""
    score = scattered(chain, 1)[-1]
    explain = "EXPLAIN QUERY PLAN" if is_sqlite() else "EXPLAIN"
    if not is_sqlite():
        # With so few rows it would read them all: here is asked whether it can do otherwise.
        database.obj.execute_sql("SET enable_seqscan = off")
    plans: dict[str, str] = {}
    run = database.obj.execute_sql

    def heard(sql: str, given: object = None) -> object:
        plans[sql] = " ".join(str(row) for row in run(f"{explain} {sql}", given))
        return run(sql, given)

    monkeypatch.setattr(database.obj, "execute_sql", heard)
    mixes_so_far(score, SEEN_IN)
    (plan,) = [plan for sql, plan in plans.items() if "UNION ALL" in sql]
    assert "USING INDEX score_published_at" in plan or not is_sqlite()
    assert "SCAN t" not in plan
    assert "Seq Scan on score " not in plan
