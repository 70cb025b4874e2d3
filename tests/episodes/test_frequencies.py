"""Which counts of moments a region is shown: none that could be traced to who logged them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from server.episodes.queries import frequencies
from server.episodes.rules import told
from server.kernel.quarters import Quarter
from server.stores.models import Store
from tests.cast import Chain
from tests.episodes.moments import at_store, log

A, B, C, D = (UUID(int=n) for n in (1, 2, 3, 4))
NORTH, SOUTH = UUID(int=5), UUID(int=6)
AUTUMN = Quarter(2026, 4)


def test_it_works() -> None:
    shown = told([(NORTH, A, "apathy", 2), (NORTH, A, "good", 1), (NORTH, B, "coldness", 4)])
    assert shown.stores == {A: {"apathy": 2, "good": 1}, B: {"coldness": 4}}
    assert (shown.merged, shown.fewer) == (None, False)


def test_stores_with_few_are_told_together() -> None:
    few = [(NORTH, B, "good", 2), (NORTH, C, "good", 1), (NORTH, C, "apathy", 1)]
    shown = told([(NORTH, A, "apathy", 3), *few])
    assert set(shown.stores) == {A}
    assert (shown.merged, shown.fewer) == ({"good": 3, "apathy": 1}, False)


def test_a_sum_over_regions_less_that_of_one_is_no_store_s() -> None:
    """Whoever heads both and looks at each, and at both together."""
    north, south = [(NORTH, A, "good", 2), (NORTH, B, "good", 1)], [(SOUTH, C, "apathy", 1)]
    both = told([*north, *south])
    assert (both.stores, both.merged, both.fewer) == ({}, told(north).merged, True)
    assert told(south).merged is None
    more = told([*north, *south, (SOUTH, D, "good", 2)])
    assert (more.merged, more.fewer) == ({"good": 5, "apathy": 1}, False)


@pytest.mark.parametrize(
    "few", [[(NORTH, B, "good", 2)], [(NORTH, B, "good", 1), (NORTH, C, "good", 1)]]
)
def test_one_store_s_few_are_never_told(few: list[tuple[UUID, UUID, str, int]]) -> None:
    """Nor are so few of two stores that together they are still too few."""
    shown = told([(NORTH, A, "apathy", 3), *few])
    assert (shown.merged, shown.fewer) == (None, True)


def counted(chain: Chain, quarter: Quarter = AUTUMN) -> dict[UUID, dict[str, int]]:
    stores = Store.select(Store.id)
    found = frequencies(chain.actor(chain.regina), stores, quarter).stores
    return {store: dict(kinds) for store, kinds in found.items()}


def test_they_count_when_their_week_is_over(chain: Chain) -> None:
    """Saturday's moments are counted from the store's Monday on, and not as they come."""
    chain.plan()
    phone = chain.client(chain.sol)
    for kind in ("apathy", "apathy", "good"):
        assert log(phone, at_store("CN-01", kind=kind)).status_code == 201
    assert counted(chain) == {}
    chain.later(days=1, hours=11)
    assert counted(chain) == {}
    chain.later(hours=2)
    assert counted(chain) == {chain.centro.id: {"apathy": 2, "good": 1}}
    log(phone, at_store("CN-01"), uuid4())
    assert counted(chain) == {chain.centro.id: {"apathy": 2, "good": 1}}
    assert counted(chain, AUTUMN.before()) == {}
