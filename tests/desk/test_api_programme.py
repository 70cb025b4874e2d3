"""A shorter period asks before it erases, through the API as on the page."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.programmes.models import Programme
from tests.cast import Chain

NAMED = {"name": "Tiendas", "languages": ["en", "es"]}


def send(chain: Chain, method: str = "PATCH", /, **body: Any) -> TestResponse:
    """Change the settings as Ana."""
    given = body if method == "PATCH" else NAMED | body
    client = chain.client(chain.ana)
    return client.open("/api/v1/programme", method=method, json=given, headers={"X-Kit": "1"})


def months() -> int:
    """How long personal data is kept now."""
    return int(Programme.get().retention_months)


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_it_works(chain: Chain, method: str) -> None:
    chain.published()
    chain.later(days=14)
    chain.work()
    chain.later(days=70)
    asked = send(chain, method, retention_months=1, minimum_visits=4)
    assert (asked.status_code, asked.json["code"]) == (409, "retention_shorter")
    assert "reports 1, people 0" in asked.json["detail"]
    assert (months(), Programme.get().minimum_visits) == (24, 3)
    counts = {"reports": 1, "people": 0}
    done = send(chain, method, retention_months=1, minimum_visits=4, confirm=counts)
    assert (done.status_code, done.json["retention_months"]) == (200, 1)
    assert Programme.get().minimum_visits == 4
    assert "confirm" not in done.json


@pytest.mark.parametrize("counts", [{"reports": 2, "people": 0}, {"reports": 0, "people": 1}, None])
def test_other_counts_are_not_agreed_to(chain: Chain, counts: dict[str, int] | None) -> None:
    refused = send(chain, retention_months=6, confirm=counts)
    assert (refused.status_code, refused.json["code"]) == (409, "retention_shorter")
    assert months() == 24


@pytest.mark.parametrize("wrong", [True, {"reports": 0}, {"reports": "0", "people": 0}, []])
def test_what_is_no_confirmation(chain: Chain, wrong: Any) -> None:
    refused = send(chain, retention_months=6, confirm=wrong)
    assert (refused.status_code, refused.json["code"]) == (422, "fields_wrong")
    assert months() == 24


@pytest.mark.parametrize("longer", [24, 36, 0])
def test_what_erases_nothing_asks_nothing(chain: Chain, longer: int) -> None:
    assert send(chain, retention_months=longer).status_code == 200
    assert months() == longer


def test_for_ever_is_longer_than_any(chain: Chain) -> None:
    Programme.update(retention_months=0).execute()
    assert send(chain, retention_months=240).json["code"] == "retention_shorter"
    counts = {"reports": 0, "people": 0}
    assert send(chain, retention_months=240, confirm=counts).status_code == 200
    assert months() == 240
