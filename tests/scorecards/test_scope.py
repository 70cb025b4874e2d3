"""Who may read which store: its managers, the heads above it, administrators; nobody else."""

from __future__ import annotations

import pytest

from server.kernel.actor import Role, system
from server.people.commands import add_person
from server.reviews import commands as reviews
from server.scores.models import Score
from server.stores.commands import add_region, let_head, let_manage
from tests.cast import Chain


def _addresses(chain: Chain) -> list[str]:
    score = Score.get().id
    return [
        f"/store/{chain.centro.id}",
        f"/store/scorecards/{score}.pdf",
        f"/api/v1/stores/{chain.centro.id}/scorecards",
        f"/api/v1/scorecards/{score}.pdf",
    ]


@pytest.mark.parametrize("name", ["mateo", "regina", "ana"])
def test_it_works(chain: Chain, name: str) -> None:
    chain.published()
    client = chain.client(getattr(chain, name))
    assert [client.get(address).status_code for address in _addresses(chain)] == [200] * 4


@pytest.mark.parametrize("name", ["rosa", "sol"])
def test_reviewers_and_shoppers_are_not_let_in(chain: Chain, name: str) -> None:
    chain.published()
    client = chain.client(getattr(chain, name))
    assert [client.get(address).status_code for address in _addresses(chain)] == [403] * 4


def test_another_store_s_manager_finds_nothing(chain: Chain) -> None:
    chain.published()
    now = system(chain.clock.now())
    other = add_person(now, "Nora Ríos", [Role.STORE_MANAGER])
    let_manage(now, chain.norte, other.id)
    client = chain.client(other)
    assert [client.get(address).status_code for address in _addresses(chain)] == [404] * 4
    assert [store["code"] for store in client.get("/api/v1/stores").json] == ["NT-02"]


def test_another_region_s_head_finds_nothing(chain: Chain) -> None:
    chain.published()
    now = system(chain.clock.now())
    other = add_person(now, "Raúl Vega", [Role.REGIONAL_HEAD])
    let_head(now, add_region(now, "Norte"), other.id)
    client = chain.client(other)
    assert [client.get(address).status_code for address in _addresses(chain)] == [404] * 4
    assert client.get("/api/v1/stores").json == []


def test_what_was_withdrawn_is_gone(chain: Chain) -> None:
    submission = chain.published()
    mateo = chain.client(chain.mateo)
    page, download, listed, resource = _addresses(chain)
    assert mateo.get(download).status_code == 200
    reviews.undo(chain.actor(chain.rosa), submission)
    assert mateo.get(download).status_code == mateo.get(resource).status_code == 404
    assert mateo.get(listed).json == []
    assert "No scorecard yet" in mateo.get(page).text
