"""A store's scorecards come a page at a time, and a page costs as much however many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from server.database import database
from server.scorecards import queries
from server.scorecards.queries import store_page
from server.scores.models import Score
from tests.cast import Chain


def test_it_works(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_page, "PAGE", 2)
    for _ in range(3):
        chain.published()
    chain.work()
    mateo = chain.client(chain.mateo)
    first = mateo.get(f"/store/{chain.centro.id}").text
    second = mateo.get(f"/store/{chain.centro.id}?page=2").text
    assert (first.count(">Download<"), second.count(">Download<")) == (2, 1)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    newest = queries.front(chain.actor(chain.mateo), chain.centro, "en").newest_id
    assert f"/store/scorecards/{newest}.pdf" in second
    assert mateo.get(f"/store/{chain.centro.id}?page=99").status_code == 200


def test_a_row_costs_no_question_of_its_own(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    chain.published()
    chain.work()
    mateo = chain.client(chain.mateo)
    few = _asked(monkeypatch, lambda: mateo.get(f"/store/{chain.centro.id}"))
    for _ in range(4):
        chain.published()
    chain.work()
    assert Score.select().count() == 5
    many = _asked(monkeypatch, lambda: mateo.get(f"/store/{chain.centro.id}"))
    assert 0 < many <= few


def _asked(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> int:
    """How many statements are sent meanwhile."""
    sent: list[object] = []
    real = database.obj.execute_sql

    def counted(*args: Any, **kwargs: Any) -> Any:
        sent.append(args)
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(database.obj, "execute_sql", counted)
        act()
    return len(sent)
