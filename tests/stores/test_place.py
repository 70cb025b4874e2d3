"""Where a store is: as people copy it from a map, and nowhere off the globe."""

from __future__ import annotations

import pytest

from server.kernel.problems import Problem
from server.stores import commands as stores
from server.stores.models import Store
from server.stores.rules import place_of
from tests.cast import Chain

PUEBLA = (19.0414, -98.2063)


@pytest.mark.parametrize(
    "text",
    [
        "19.0414, -98.2063",
        " 19.0414,-98.2063 ",
        "19.0414 -98.2063",
        "(19.0414, -98.2063)",
        "19.0414; -98.2063",
        "19,0414; -98,2063",
        "19,0414, -98,2063",
        "19.0414° N, 98.2063° W",
        "19,0414° N, 98,2063° O",
        "19.0414°, \u221298.2063°",
    ],
)
def test_it_works(text: str) -> None:
    assert place_of(text) == PUEBLA


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19.0414",
        "Puebla",
        "19.0414, ",
        "19.0414, -98.2063, 12",
        "98.2063, 19.0414, N",
        "-98.2063, 19.0414",
        "19.0414, -198.2063",
        "nan, nan",
        "inf, 0",
        "1e1, 2",
        "https://maps.example/@19.0414,-98.2063,17z",
        "19.0414, -98.2063\n19.0414, -98.2063",
        "\u0661\u0669.0, \u0669\u0668.2",
        "9" * 5000,
    ],
)
def test_what_is_no_place(text: str) -> None:
    with pytest.raises(ValueError, match="n"):
        place_of(text)


def test_the_poles_and_the_date_line_are_places() -> None:
    assert place_of("90, 180") == (90, 180)
    assert place_of("-90, -180") == (-90, -180)


def test_a_store_is_added_with_its_place_and_can_be_moved(chain: Chain) -> None:
    boss = chain.actor(chain.ana)
    store = stores.add_store(boss, chain.region, "PB-01", "Tienda Puebla", place=PUEBLA)
    kept = Store.get_by_id(store.id)
    assert (kept.latitude, kept.longitude) == PUEBLA
    stores.set_place(boss, store, None)
    assert Store.get_by_id(store.id).latitude is None


@pytest.mark.parametrize("place", [(90.1, 0.0), (0.0, 180.1), (float("nan"), 0.0)])
def test_a_place_off_the_globe_is_refused(chain: Chain, place: tuple[float, float]) -> None:
    boss, before = chain.actor(chain.ana), Store.select().count()
    with pytest.raises(Problem) as refused:
        stores.add_store(boss, chain.region, "PB-01", "Tienda Puebla", place=place)
    assert refused.value.code == "store_place_wrong"
    with pytest.raises(Problem):
        stores.set_place(boss, chain.centro, place)
    assert Store.select().count() == before
    assert Store.get_by_id(chain.centro.id).latitude is None


def test_who_runs_the_programme_reads_it_and_no_store_does(chain: Chain) -> None:
    stores.set_place(chain.actor(chain.ana), chain.centro, PUEBLA)
    told = {each["code"]: each for each in chain.client(chain.ana).get("/api/v1/stores").get_json()}
    assert (told["CN-01"]["latitude"], told["CN-01"]["longitude"]) == PUEBLA
    assert told["NT-02"]["latitude"] is None
    for who in (chain.mateo, chain.regina):
        for each in chain.client(who).get("/api/v1/stores").get_json():
            assert not {"latitude", "longitude"} & each.keys()


def test_the_phone_is_told_where_its_stores_are(chain: Chain) -> None:
    stores.set_place(chain.actor(chain.ana), chain.centro, PUEBLA)
    chain.plan(), chain.plan(chain.norte)
    synced = chain.client(chain.sol).get("/api/v1/phone/sync").get_json()["visits"]
    places = {visit["store"]["code"]: visit["store"]["place"] for visit in synced}
    assert places == {"CN-01": {"lat": 19.0414, "lon": -98.2063}, "NT-02": None}
