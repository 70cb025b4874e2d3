"""Somebody of the programme says at which store a moment was that its shopper only named."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from server.episodes.models import Episode
from server.history.models import HistoryEntry
from server.kernel.actor import Role, system
from server.people.models import RoleGrant, ShopperIdentity
from server.stores.commands import let_manage
from tests.cast import Chain
from tests.episodes.moments import OURS, at_store, body, log
from tests.episodes.test_frequencies import counted


def logged(chain: Chain, place: str = "the one on the Central square") -> UUID:
    identity = uuid4()
    assert log(chain.client(chain.sol), body(store_name=place), identity).status_code == 201
    return identity


def say(chain: Chain, moment: UUID, **entered: str) -> tuple[int, str]:
    rosa, address = chain.client(chain.rosa), f"/episodes/{moment}/store"
    sent = rosa.post(address, data=entered, headers=OURS)
    return sent.status_code, sent.text


def test_it_works(chain: Chain) -> None:
    moment = logged(chain)
    rosa = chain.client(chain.rosa)
    assert f"/episodes/{moment}/store" in rosa.get("/episodes/").text
    asked = rosa.get(f"/episodes/{moment}/store").text
    assert "the one on the Central square" in asked
    assert "Tienda Centro · CN-01" in asked
    assert say(chain, moment, store="CN-01")[0] == 303
    page = rosa.get("/episodes/").text
    assert "Tienda Centro" in page
    assert "written as “the one on the Central square”" in page
    assert "not in the programme" not in page


def test_a_store_that_is_called_so_needs_nobody_to_say_it(chain: Chain) -> None:
    """And whoever knows better may say otherwise."""
    moment = logged(chain, "tienda CENTRO ")
    assert Episode.get_by_id(moment).store_id == chain.centro.id
    assert say(chain, moment, none="yes")[0] == 303
    assert Episode.get_by_id(moment).store_id is None


def test_it_counts_there_once_the_period_in_which_it_was_said_is_over(chain: Chain) -> None:
    moments = [logged(chain) for _ in range(3)]
    chain.later(days=8)
    assert counted(chain) == {}
    for moment in moments:
        assert say(chain, moment, store=str(chain.centro.id))[0] == 303
    assert counted(chain) == {}
    chain.later(days=7)
    assert counted(chain) == {chain.centro.id: {"apathy": 3}}


def test_it_can_be_taken_back(chain: Chain) -> None:
    moment = logged(chain)
    say(chain, moment, store="CN-01")
    assert (
        "It was at none of our stores"
        in chain.client(chain.rosa).get(f"/episodes/{moment}/store").text
    )
    assert say(chain, moment, none="yes")[0] == 303
    row = Episode.get_by_id(moment)
    assert (row.store_id, row.placed_at) == (None, None)
    entries = HistoryEntry.select().order_by(HistoryEntry.id)
    acts = [entry.act for entry in entries if entry.object == str(moment)]
    assert acts[-2:] == ["episode.place", "episode.unplace"]


@pytest.mark.parametrize(
    ("entered", "said"),
    [("", "Choose a store."), ("Nowhere", "There is no store Nowhere."), ("Tienda", "")],
)
def test_what_names_no_one_store_changes_nothing(chain: Chain, entered: str, said: str) -> None:
    moment = logged(chain)
    status, page = say(chain, moment, store=entered)
    assert status in (404, 409, 422)
    assert said in page
    assert 'id="store-wrong"' in page
    assert Episode.get_by_id(moment).store_id is None


def test_a_moment_at_a_store_that_the_shopper_was_sent_to_stays_there(chain: Chain) -> None:
    chain.plan()
    identity = uuid4()
    log(chain.client(chain.sol), at_store("CN-01"), identity)
    assert say(chain, identity, store="CN-01")[0] == 404
    assert f"/episodes/{identity}/store" not in chain.client(chain.rosa).get("/episodes/").text


def test_nobody_places_their_own(chain: Chain) -> None:
    moment = logged(chain)
    ShopperIdentity.update(person=chain.rosa).where(ShopperIdentity.shopper == chain.sol).execute()
    assert say(chain, moment, store="CN-01")[0] == 404
    assert f"/episodes/{moment}/store" not in chain.client(chain.rosa).get("/episodes/").text


def test_who_answers_for_a_store_reads_no_moments_of_it(chain: Chain) -> None:
    """They show a shopper's code; the same person may be a reviewer and manage a store.

    As long as nobody has said where a moment was, it may have been there.
    """
    placed, open_still = logged(chain), logged(chain)
    say(chain, placed, store="CN-01")
    assert chain.client(chain.rosa).get("/episodes/").text.count(chain.sol.code) == 2
    RoleGrant.create(person=chain.rosa, role=Role.STORE_MANAGER)
    let_manage(system(chain.clock.now()), chain.centro, chain.rosa.id)
    for address in ("/episodes/", "/episodes/episodes.csv"):
        assert chain.sol.code not in chain.client(chain.rosa).get(address).text
    assert say(chain, open_still, store="NT-02")[0] == 404
    assert chain.client(chain.ana).get("/episodes/").text.count(chain.sol.code) == 2


def test_the_api_does_the_same(chain: Chain) -> None:
    moment = logged(chain)
    rosa, address = chain.client(chain.rosa), f"/api/v1/episodes/{moment}/store"
    assert rosa.put(address, json={"store": "CN-01"}, headers=OURS).status_code == 204
    assert Episode.get_by_id(moment).store_id == chain.centro.id
    assert rosa.put(address, json={"store": None}, headers=OURS).status_code == 204
    assert Episode.get_by_id(moment).store_id is None
    for wrong in ({}, {"store": 3}, {"store": "CN-01", "more": 1}):
        assert rosa.put(address, json=wrong, headers=OURS).status_code == 422
