"""Choosing a person's stores: boxes where there are few, codes where there are thousands."""

from __future__ import annotations

import html

import pytest
from flask.testing import FlaskClient

from server.kernel.actor import system
from server.people.models import Person
from server.stores.commands import add_store, close_store
from server.stores.models import Store
from server.stores.queries import responsible_for
from tests.cast import Chain
from tests.pages import submit


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def grow(chain: Chain, number: int) -> None:
    """As many stores as a large chain has."""
    one = add_store(system(chain.clock.now()), chain.region, "G-0", "Tienda 0, la primera")
    fields = {**one.__data__}
    rows = [
        fields | {"id": f"{each:032x}", "code": f"G-{each}", "name": f"Tienda {each}"}
        for each in range(1, number)
    ]
    for first in range(0, len(rows), 500):
        Store.insert_many(rows[first : first + 500]).execute()


def of(name: str) -> set[str]:
    managed, _ = responsible_for(Person.get(Person.name == name).id)
    return {store.code for store in Store.select().where(Store.id.in_(list(managed)))}


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    grow(chain, 5_000)
    close_store(system(chain.clock.now()), chain.norte.id, "Sold.")
    page = ana.get("/desk/people/new")
    assert len(page.data) < 30_000
    entered = {"name": "Eva Ríos", "roles": ["store_manager"]}
    codes = "g-4999\nTienda 0, la primera\nCN-01, G-12\n"
    assert submit(ana, page, **entered, store_codes=codes).status_code == 200
    assert of("Eva Ríos") == {"G-4999", "G-0", "CN-01", "G-12"}
    for wrong, said in (
        ("G-9999", "There is no store G-9999."),
        ("NT-02", "Nothing new begins at a closed store."),
        ("G-499", None),
        ("tienda 49", None),
        ("ienda 498", "Several stores could be meant: Tienda 498 · G-498, Tienda 4980"),
        ("", "Choose the stores that this person manages."),
    ):
        given = {"name": f"X {wrong}", "roles": ["store_manager"], "store_codes": wrong}
        refused = submit(ana, page, **given)
        assert (refused.status_code == 200) == (said is None), wrong
        assert said is None or said in html.unescape(refused.text)


def test_what_somebody_has_stays_when_all_else_is_changed(chain: Chain, ana: FlaskClient) -> None:
    """Also a store that is closed by now, in either way of choosing."""
    close_store(system(chain.clock.now()), chain.centro.id, "Sold.")
    address = f"/desk/people/{chain.mateo.id}"
    for number in (0, 60):
        if number:
            grow(chain, number)
        page = ana.get(address)
        assert "CN-01" in page.text
        assert submit(ana, page, address).status_code == 200
        assert of("Mateo Luna") == {"CN-01"}
    page = ana.get(address)
    assert submit(ana, page, address, store_codes="G-3").status_code == 200
    assert of("Mateo Luna") == {"G-3"}


def test_a_closed_store_is_not_offered(chain: Chain, ana: FlaskClient) -> None:
    close_store(system(chain.clock.now()), chain.norte.id, "Sold.")
    assert "NT-02" not in ana.get("/desk/people/new").text
    assert "CN-01" in ana.get("/desk/people/new").text
