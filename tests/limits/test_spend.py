"""So many times in a while, counted for all processes, and no longer than the while."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from server.database import disconnect
from server.kernel.problems import Problem
from server.limits.commands import spend, sweep
from server.limits.models import Count
from server.limits.rules import Allowance

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
THREE = Allowance("knock", 3, timedelta(minutes=10))


def knocks(times: int, whose: str = "Sol", at: datetime = NOW) -> int:
    """How many of so many were let through."""
    through = 0
    for _ in range(times):
        with suppress(Problem):
            spend(THREE, whose, at)
            through += 1
    return through


def test_it_works() -> None:
    assert knocks(5) == 3


def test_it_says_when_to_try_again() -> None:
    knocks(3)
    with pytest.raises(Problem) as refused:
        spend(THREE, "Sol", NOW + timedelta(minutes=4, seconds=30))
    assert refused.value.code == "too_many"
    assert refused.value.args_by_name == {"minutes": 6, "retry_after": 330}


def test_the_next_while_begins_anew() -> None:
    assert knocks(4) == 3
    assert knocks(4, at=NOW + timedelta(minutes=9, seconds=59)) == 0
    assert knocks(4, at=NOW + timedelta(minutes=10)) == 3


def test_one_is_not_refused_for_another() -> None:
    assert knocks(4, "Sol") == 3
    assert knocks(1, "Luz") == 1
    spend(Allowance("ring", 1, THREE.span), "Sol", NOW)


def test_at_the_same_moment_all_are_counted() -> None:
    def knock(_number: int) -> int:
        try:
            return knocks(1)
        finally:
            disconnect()

    with ThreadPoolExecutor(4) as several:
        assert sum(several.map(knock, range(12))) == 3


def test_what_is_over_is_forgotten() -> None:
    knocks(1)
    assert sweep(NOW) == 0
    assert sweep(NOW + THREE.span) == 1
    assert Count.select().count() == 0
