"""Regions and stores are added once, and a store can be told from the next by mark and colour."""

from __future__ import annotations

import pytest

from server.kernel.actor import system
from server.kernel.problems import Problem
from server.stores import commands as stores
from server.stores.commands import COLOURS, mark_of
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    store = stores.add_store(
        system(chain.clock.now()), chain.region, "GD-07", "Tienda Guadalajara Ñuñoa"
    )
    assert (store.mark, store.colour in COLOURS) == ("GÑ", True)
    assert (store.zone, store.currency) == ("America/Mexico_City", "MXN")


def test_a_code_that_is_taken(chain: Chain) -> None:
    with pytest.raises(Problem) as refused:
        stores.add_store(system(chain.clock.now()), chain.region, "CN-01", "Another")
    assert refused.value.code == "store_code_taken"


def test_a_region_of_the_same_name_beside_it(chain: Chain) -> None:
    boss = system(chain.clock.now())
    with pytest.raises(Problem) as refused:
        stores.add_region(boss, "Centro Sur")
    assert refused.value.code == "region_name_taken"
    below = stores.add_region(boss, "Centro Sur", chain.region)
    assert below.path.startswith(chain.region.path)


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Tienda Centro", "TC"),
        ("Ñandú", "ÑA"),
        ("X", "X·"),
        ("La Tienda de la Esquina", "LE"),
        ("7 Soles", "7S"),
        ("Café – Bar", "CB"),
    ],
)
def test_a_mark_of_two_letters(name: str, mark: str) -> None:
    assert mark_of(name) == mark


def test_responsible_twice_is_responsible_once(chain: Chain) -> None:
    boss = system(chain.clock.now())
    stores.let_manage(boss, chain.centro, chain.mateo.id)
    stores.let_head(boss, chain.region, chain.regina.id)
    assert chain.centro.managers.count() == 1
    assert chain.region.heads.count() == 1
