"""A phone's public key is kept for its shopper, and the first one stays."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.people import commands as people
from server.people.models import DeviceKey
from tests.cast import Chain
from tests.rescue.keys import key_of, new_key


def register(client: FlaskClient, device: UUID, key: Any) -> TestResponse:
    """Send a key as the phone does."""
    body = json.dumps({"key": key})
    return client.put(f"/api/v1/phone/devices/{device}", data=body, headers={"X-Kit": "1"})


def test_it_works(chain: Chain) -> None:
    device, key = uuid4(), key_of(new_key())
    answered = register(chain.client(chain.sol), device, key)
    assert (answered.status_code, answered.json) == (201, {"device": str(device)})
    kept = DeviceKey.get_by_id(device)
    assert (kept.shopper_id, kept.key) == (chain.sol.id, key)
    assert HistoryEntry.select().where(HistoryEntry.act == "device.register").count() == 1


def test_the_same_key_again_is_fine_and_changes_nothing(chain: Chain) -> None:
    phone, device, key = chain.client(chain.sol), uuid4(), key_of(new_key())
    register(phone, device, key)
    assert register(phone, device, key).status_code == 200
    assert HistoryEntry.select().where(HistoryEntry.act == "device.register").count() == 1


def test_another_key_for_a_known_device_is_refused(chain: Chain) -> None:
    phone, device, key = chain.client(chain.sol), uuid4(), key_of(new_key())
    register(phone, device, key)
    answered = register(phone, device, key_of(new_key()))
    assert (answered.status_code, answered.json["code"]) == (409, "device_taken")
    assert DeviceKey.get_by_id(device).key == key


def test_another_shoppers_device_is_refused(chain: Chain) -> None:
    device, key = uuid4(), key_of(new_key())
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega")
    register(chain.client(chain.sol), device, key)
    assert register(chain.client(luz), device, key).json["code"] == "device_taken"
    assert DeviceKey.get_by_id(device).shopper_id == chain.sol.id


def test_a_key_that_is_no_point_of_the_curve_is_refused(chain: Chain) -> None:
    crooked = key_of(new_key()) | {"y": "A" * 43}
    answered = register(chain.client(chain.sol), uuid4(), crooked)
    assert (answered.status_code, answered.json["code"]) == (422, "device_key_unusable")


@pytest.mark.parametrize(
    "change",
    [{"crv": "P-384"}, {"kty": "RSA"}, {"x": "short"}, {"d": "A" * 43}, {"y": None}],
    ids=["curve", "kind", "length", "private", "nothing"],
)
def test_anything_but_a_public_key_is_refused(chain: Chain, change: dict[str, Any]) -> None:
    answered = register(chain.client(chain.sol), uuid4(), key_of(new_key()) | change)
    assert (answered.status_code, answered.json["code"]) == (422, "fields_wrong")
    assert DeviceKey.select().count() == 0


def test_a_shopper_has_so_many_devices_and_no_more(chain: Chain) -> None:
    sol = chain.actor(chain.sol)
    for _ in range(people.MOST_DEVICES):
        people.register_device(sol, uuid4(), key_of(new_key()))
    answered = register(chain.client(chain.sol), uuid4(), key_of(new_key()))
    assert (answered.status_code, answered.json["code"]) == (409, "device_limit")
