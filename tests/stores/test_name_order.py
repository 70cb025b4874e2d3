"""Stores in the order in which people look for them, on both databases alike."""

from __future__ import annotations

from server.database import database
from server.database.schema import migrate_down, migrate_up
from server.kernel.actor import system
from server.stores.commands import add_store, add_stores, edit_store, edit_stores
from server.stores.models import Store
from server.stores.queries import Wanted, stores_for, stores_wanted
from server.stores.rules import name_order
from tests.cast import Chain

IN_ORDER = [
    "2 de Abril",
    "12 de Octubre",
    "Ángel",
    "angel 2",
    "Centro",
    "centro comercial",
    "Tienda 2",
    "Tienda 2 Norte",
    "TIENDA 10",
    "Tienda 10-B",
    "Tienda 10 C",
    "Tiendas",
    "Zócalo",
]


def listed(chain: Chain) -> list[str]:
    return [store.name for store in stores_for(chain.actor(chain.ana))]


def add(chain: Chain, names: list[str]) -> None:
    now = system(chain.clock.now())
    for place, name in enumerate(names):
        add_store(now, chain.region, f"N-{place}", name)


def test_it_works(chain: Chain) -> None:
    add(chain, sorted(IN_ORDER))
    ours = {"Tienda Centro", "Tienda Norte"}
    assert [name for name in listed(chain) if name not in ours] == IN_ORDER
    down = stores_wanted(chain.actor(chain.ana), Wanted(order="-name"))
    assert [each.name for each in down if each.name not in ours] == IN_ORDER[::-1]


def test_a_new_name_has_another_place(chain: Chain) -> None:
    now = system(chain.clock.now())
    usual = {"zone": "America/Lima", "currency": "PEN", "locale": "es_PE"}
    rows = [{"region": chain.region, "code": f"A-{n}", "name": f"Aa {n}"} for n in (10, 9, 8)]
    add_stores(now, [row | usual for row in rows])
    assert listed(chain)[:3] == ["Aa 8", "Aa 9", "Aa 10"]
    eight = Store.get(Store.name == "Aa 8")
    assert edit_store(now, eight, name="Aa 11") == ["name"]
    assert listed(chain)[:3] == ["Aa 9", "Aa 10", "Aa 11"]
    edit_stores(now, {eight.id: {"name": "Aa 1"}})
    assert listed(chain)[:3] == ["Aa 1", "Aa 9", "Aa 10"]


def test_names_of_no_letters_and_long_ones(chain: Chain) -> None:
    assert name_order("★ ★") == ""
    assert len(name_order("1 " * 60)) == 240
    assert name_order("7" * 120) == "7" * 120
    add(chain, ["★", "1 " * 59 + "1", "ß" * 120, "東京"])
    assert listed(chain)[0] == "★"


def test_stores_that_are_there_are_sorted_by_it_too(chain: Chain) -> None:
    add(chain, sorted(IN_ORDER))
    told = dict(Store.select(Store.name, Store.name_order).tuples())
    while "name_order" in {column.name for column in database.get_columns("store")}:
        migrate_down()
    assert "name_order" not in {column.name for column in database.get_columns("store")}
    migrate_up()
    assert dict(Store.select(Store.name, Store.name_order).tuples()) == told
    assert all(told.values())
