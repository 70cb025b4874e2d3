"""An actor reads their own stores and regions, and no other, whether there or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from server.kernel.actor import Actor, Role, system
from server.kernel.problems import Problem
from server.people import commands as people
from server.stores import commands as stores
from server.stores import queries
from server.stores.models import Store
from tests.cast import Chain


def seen(actor: Actor) -> set[str]:
    return {store.code for store in queries.stores_for(actor)}


def test_it_works(chain: Chain) -> None:
    assert seen(chain.actor(chain.mateo)) == {"CN-01"}
    assert seen(chain.actor(chain.regina)) == {"CN-01", "NT-02"}
    assert seen(chain.actor(chain.ana)) == {"CN-01", "NT-02"}
    assert seen(chain.actor(chain.rosa)) == set()
    assert seen(chain.actor(chain.sol)) == set()
    assert Store.select().count() == 2


def test_a_head_reads_what_lies_below(chain: Chain) -> None:
    boss = system(chain.clock.now())
    below = stores.add_region(boss, "Sur", chain.region)
    beside = stores.add_region(boss, "Norte")
    stores.add_store(boss, below, "SR-01", "Tienda Sur")
    stores.add_store(boss, beside, "XX-01", "Tienda de otra parte")
    regina = chain.actor(chain.regina)
    assert seen(regina) == {"CN-01", "NT-02", "SR-01"}
    assert {region.name for region in queries.regions_for(regina)} == {"Centro Sur", "Sur"}


def test_whoever_heads_only_the_lower_region_reads_nothing_above(chain: Chain) -> None:
    boss = system(chain.clock.now())
    below = stores.add_region(boss, "Sur", chain.region)
    stores.add_store(boss, below, "SR-01", "Tienda Sur")
    ramon = people.add_person(boss, "Ramón", [Role.REGIONAL_HEAD])
    stores.let_head(boss, below, ramon.id)
    assert seen(chain.actor(ramon)) == {"SR-01"}


def test_a_manager_who_is_a_head_too_reads_both(chain: Chain) -> None:
    boss = system(chain.clock.now())
    far = stores.add_region(boss, "Península")
    stores.add_store(boss, far, "PN-01", "Tienda Península")
    both = people.add_person(boss, "Berta", [Role.REGIONAL_HEAD, Role.STORE_MANAGER])
    stores.let_manage(boss, chain.centro, both.id)
    stores.let_head(boss, far, both.id)
    assert seen(chain.actor(both)) == {"CN-01", "PN-01"}


def test_a_role_alone_opens_no_store(chain: Chain) -> None:
    boss = system(chain.clock.now())
    for role in (Role.STORE_MANAGER, Role.REGIONAL_HEAD):
        assert seen(chain.actor(people.add_person(boss, f"New {role}", [role]))) == set()


def test_a_store_without_the_role_is_not_enough(chain: Chain) -> None:
    """Whoever managed it once and is now a reviewer reads nothing of it."""
    stores.let_manage(system(chain.clock.now()), chain.centro, chain.rosa.id)
    assert seen(chain.actor(chain.rosa)) == set()


@pytest.mark.parametrize("find", [queries.store_for, queries.region_for], ids=["store", "region"])
def test_foreign_and_missing_are_the_same(chain: Chain, find: Callable[..., object]) -> None:
    boss = system(chain.clock.now())
    far = stores.add_region(boss, "Península")
    store = stores.add_store(boss, far, "PN-01", "Tienda Península")
    foreign = store.id if find is queries.store_for else far.id
    assert find(boss, foreign)
    for identity in (foreign, chain.sol.id):
        with pytest.raises(Problem) as refused:
            find(chain.actor(chain.regina), identity)
        assert refused.value.code == "not_found"
