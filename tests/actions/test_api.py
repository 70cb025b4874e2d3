"""Commendations as JSON: what the pages list, of one store or of all of a region."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.actions.thankful import ROLE, SAFE, accepted, entry, thanked, thankful_in_aggregate
from tests.cast import Chain


def told(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    answered = client.get(f"/api/v1/{address}")
    assert answered.status_code == 200, answered.text
    return list(answered.get_json())


def test_it_works(chain: Chain) -> None:
    row = accepted(chain, thanked(chain))
    mateo, regina = chain.client(chain.mateo), chain.client(chain.regina)
    (one,) = told(mateo, f"stores/{chain.centro.id}/commendations")
    assert one == {
        "id": str(row.id),
        "store": {"id": str(chain.centro.id), "code": "CN-01", "name": "Tienda Centro"},
        "words": SAFE,
        "edited": True,
        "quality": "courtesy",
        "quality_name": "Courtesy",
        "role": ROLE,
        "name": "",
        "period": "2026-W47",
        "first_quarter": None,
        "last_quarter": None,
    }
    assert told(regina, f"regions/{chain.region.id}/commendations") == [one]
    (spanish,) = told(mateo, f"stores/{chain.centro.id}/commendations?language=es")
    assert spanish["quality_name"] == "Cortesía"


def test_one_store_has_none_of_another_s_and_a_region_all(chain: Chain) -> None:
    accepted(chain, thanked(chain))
    second = entry(words="He told me the truth about the lamp.", quality="response")
    accepted(chain, thanked(chain, chain.norte), second)
    regina = chain.client(chain.regina)
    assert len(told(regina, f"regions/{chain.region.id}/commendations")) == 2
    (one,) = told(regina, f"stores/{chain.norte.id}/commendations")
    assert one["quality"] == "response"
    assert told(regina, f"stores/{chain.norte.id}/commendations?quality=courtesy") == []
    assert told(regina, f"stores/{chain.norte.id}/commendations?quality=%00") == [one]
    assert told(regina, f"stores/{chain.norte.id}/commendations?page=2") == []
    foreign = chain.client(chain.mateo).get(f"/api/v1/stores/{chain.norte.id}/commendations")
    assert foreign.status_code == 404


def test_of_a_group_no_week_is_told(chain: Chain) -> None:
    regina = chain.client(chain.regina)
    for shown in (0, 0, 3):
        accepted(chain, thanked(chain, form=thankful_in_aggregate()))
        found = told(regina, f"regions/{chain.region.id}/commendations")
        assert len(found) == shown
    assert {each["period"] for each in found} == {None}
    assert {each["first_quarter"] for each in found} == {"2026-Q4"}
