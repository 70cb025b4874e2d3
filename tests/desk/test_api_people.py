"""Inviting, links and signing out as JSON: the desk's pages do no more."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from server.history.models import HistoryEntry
from server.mail.models import Message
from server.people.models import Person, Shopper
from server.people.queries import roles_of
from server.stores.queries import responsible_for
from tests.cast import Chain

EVA = {"name": "Eva Ríos", "language": "es", "roles": ["store_manager"]}


def post(chain: Chain, address: str, /, **body: Any) -> TestResponse:
    """Send a JSON object as Ana."""
    address = f"/api/v1/{address}"
    return chain.client(chain.ana).post(address, json=body, headers={"X-Kit": "1"})


def opens(chain: Chain, link: str) -> TestResponse:
    """What the link leads to on a new device."""
    client = chain.app.test_client()
    assert client.post(urlsplit(link).path, headers={"X-Kit": "1"}).status_code == 303
    return client.get("/devices")


def test_it_works(chain: Chain) -> None:
    made = post(chain, "people", **EVA, store_codes="NT-02", email="eva@example.com")
    assert made.status_code == 201, made.text
    eva = Person.get(Person.name == "Eva Ríos")
    assert made.json["id"] == str(eva.id)
    assert (eva.email, eva.language) == ("eva@example.com", "es")
    assert responsible_for(eva.id) == ({chain.norte.id}, frozenset())
    assert opens(chain, made.json["link"]).status_code == 200
    again = post(chain, f"people/{eva.id}/link").json
    assert again["link"] != made.json["link"]
    typed = {"code": again["code"]}
    coming = chain.app.test_client().post("/sign-in/code", data=typed, headers={"X-Kit": "1"})
    assert coming.status_code == 303


def test_sent_twice_somebody_is_added_once(chain: Chain) -> None:
    identity = "6d0e7bfc-3f4b-4f6e-9d43-0a4c9f5b9b0e"
    for _ in range(2):
        made = post(chain, "people", **EVA, stores=[str(chain.norte.id)], identity=identity)
        assert (made.status_code, made.json["id"]) == (201, identity)
    assert Person.select().where(Person.name == "Eva Ríos").count() == 1


def test_who_cannot_be_added_is_said_with_the_field(chain: Chain) -> None:
    for body, field in (
        (EVA, "stores"),
        (EVA | {"roles": []}, "roles"),
        (EVA | {"roles": ["king"]}, "roles"),
        (EVA | {"email": "eva"}, "email"),
        ({"name": "Eva"}, "language"),
    ):
        refused = post(chain, "people", **body)
        assert (refused.status_code, refused.json["code"]) == (422, "fields_wrong"), body
        assert field in {each["field"].split(".")[0] for each in refused.json["fields"]}, body
    unknown = post(chain, "people", **EVA, store_codes="ZZ-9")
    assert unknown.json["code"] == "store_unknown"
    assert not Person.select().where(Person.name.contains("Eva")).exists()


def test_a_shopper_is_a_code_from_then_on(chain: Chain) -> None:
    made = post(chain, "shoppers", name="Luz Vega", language="es")
    assert made.status_code == 201, made.text
    luz = Shopper.get_by_id(made.json["id"])
    assert (luz.code, "Luz" in made.text) == (made.json["shopper_code"], False)
    Shopper.update(active=False).where(Shopper.id == chain.sol.id).execute()
    listed = chain.client(chain.ana).get("/api/v1/shoppers")
    assert [(each["code"], each["active"]) for each in listed.json] == [
        (luz.code, True),
        (chain.sol.code, False),
    ]
    assert "Vega" not in listed.text
    assert "Méndez" not in listed.text


def test_a_link_of_somebody_who_is_out_is_refused(chain: Chain) -> None:
    Shopper.update(active=False).where(Shopper.id == chain.sol.id).execute()
    assert post(chain, f"shoppers/{chain.sol.id}/link").status_code == 404


def test_signing_out_everywhere(chain: Chain) -> None:
    phone, store = chain.client(chain.sol), chain.client(chain.mateo)
    unused = post(chain, f"shoppers/{chain.sol.id}/link").json["link"]
    assert post(chain, f"shoppers/{chain.sol.id}/sign-out").json == {"devices": 1}
    assert post(chain, f"people/{chain.mateo.id}/sign-out").json == {"devices": 1}
    assert phone.get("/api/v1/phone/sync").status_code == 401
    assert store.get("/store/").status_code == 401
    late = chain.app.test_client().post(urlsplit(unused).path, headers={"X-Kit": "1"})
    assert late.status_code == 410
    assert roles_of(chain.mateo.id)


def test_a_link_is_sent_to_the_address_that_is_kept(chain: Chain) -> None:
    for address in (f"people/{chain.mateo.id}", f"shoppers/{chain.sol.id}"):
        assert post(chain, f"{address}/send").json["code"] == "address_missing"
        sent = post(chain, f"{address}/send", address=f"{address[:3]}@example.com")
        assert (sent.status_code, sent.json) == (202, {"sent": True})
        assert post(chain, f"{address}/send").status_code == 202
    assert Message.select().where(Message.kind == "people.invited").count() == 4
    assert HistoryEntry.select().where(HistoryEntry.act == "link.send").count() == 4


def test_messages_are_tried_again_and_given_up(chain: Chain) -> None:
    at, ana = chain.clock.now(), chain.client(chain.ana)
    about = {"kind": "people.invited", "state": "parked", "run_at": at, "created_at": at}
    sols = Message.create(payload={"shopper": str(chain.sol.id)}, failure="no_address", **about)
    mateos = Message.create(payload={"person": str(chain.mateo.id)}, failure="server", **about)
    told = ana.get("/api/v1/mail").json
    assert {each["whose"] for each in told["parked"]} == {chain.sol.code, "Mateo Luna"}
    assert {each["id"] for each in told["parked"]} == {str(sols.id), str(mateos.id)}
    assert any("Send the link anew" in each["reason"] for each in told["parked"])
    left = post(chain, f"mail/{mateos.id}/retry").json
    assert (left["waiting"], len(left["parked"])) == (1, 1)
    gone = ana.delete(f"/api/v1/mail/{sols.id}", headers={"X-Kit": "1"}).json
    assert gone == {"waiting": 1, "parked": []}
    assert ana.delete(f"/api/v1/mail/{sols.id}", headers={"X-Kit": "1"}).status_code == 404
