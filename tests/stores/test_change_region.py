"""A region is renamed and moved with all below it, never into itself; an empty one is deleted."""

from __future__ import annotations

import pytest

from server.history.models import HistoryEntry
from server.kernel.problems import Problem
from server.stores import commands as stores
from server.stores.models import Region, Store
from server.stores.queries import region_names, stores_for, visible_to
from server.stores.rules import MOST_LEVELS
from tests.cast import Chain


def refused(chain: Chain, region: Region, name: str, parent: Region | None) -> str:
    """The code with which a change is refused."""
    with pytest.raises(Problem) as problem:
        stores.change_region(chain.actor(chain.ana), region.id, name, parent.id if parent else None)
    return problem.value.code


def test_it_works(chain: Chain) -> None:
    ana = chain.actor(chain.ana)
    country = stores.add_region(ana, "México")
    city = stores.add_region(ana, "Puebla", chain.region)
    store = stores.add_store(ana, city, "PU-04", "Tienda Puebla")
    stores.change_region(ana, chain.region.id, "Centro", country.id)
    assert region_names(ana)[city.id] == "México / Centro / Puebla"
    # Regina heads what was moved, and still sees what lies below it.
    regina = chain.actor(chain.regina)
    assert store.id in [row.id for row in stores_for(regina)]
    stores.let_head(ana, country, chain.rosa.id)
    assert {row.code for row in stores_for(regina)} == {"CN-01", "NT-02", "PU-04"}
    stores.change_region(ana, city.id, "Puebla", None)
    assert store.id not in [row[0] for row in visible_to(regina).tuples()]
    entry = HistoryEntry.get(HistoryEntry.act == "region.change")
    assert entry.details == {"below": str(country.id)}


def test_a_region_inside_itself(chain: Chain) -> None:
    ana = chain.actor(chain.ana)
    below = stores.add_region(ana, "Puebla", chain.region)
    for parent in (chain.region, below):
        assert refused(chain, chain.region, "Centro", parent) == "region_inside_itself"
    assert Region.get_by_id(chain.region.id).name == "Centro Sur"


def test_a_name_that_stands_beside_it(chain: Chain) -> None:
    other = stores.add_region(chain.actor(chain.ana), "Norte")
    assert refused(chain, other, "Centro Sur", None) == "region_name_taken"
    stores.change_region(chain.actor(chain.ana), other.id, "Centro Sur", chain.region.id)


def test_a_tree_goes_only_so_deep(chain: Chain) -> None:
    ana = chain.actor(chain.ana)
    deep = stores.add_region(ana, "0")
    for level in range(1, MOST_LEVELS):
        deep = stores.add_region(ana, str(level), deep)
    with pytest.raises(Problem) as problem:
        stores.add_region(ana, "too deep", deep)
    assert problem.value.code == "region_too_deep"
    stores.add_region(ana, "Puebla", chain.region)
    assert refused(chain, chain.region, "Centro", deep) == "region_too_deep"


def test_only_an_empty_region_is_deleted(chain: Chain) -> None:
    ana = chain.actor(chain.ana)
    below = stores.add_region(ana, "Puebla", chain.region)
    with pytest.raises(Problem) as problem:
        stores.delete_region(ana, chain.region)
    assert problem.value.args_by_name == {"name": "Centro Sur", "stores": 2, "regions": 1}
    stores.delete_region(ana, below)
    with pytest.raises(Problem) as gone:
        stores.delete_region(ana, below)
    assert gone.value.code == "not_found"
    assert Store.select().count() == 2


def test_a_region_that_is_not_there(chain: Chain) -> None:
    gone = stores.add_region(chain.actor(chain.ana), "Puebla")
    stores.delete_region(chain.actor(chain.ana), gone)
    assert refused(chain, gone, "Puebla", None) == "not_found"
    assert refused(chain, chain.region, "Centro", gone) == "not_found"
