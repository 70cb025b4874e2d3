"""What the desk does with regions, stores and visits, as JSON."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.kernel.actor import system
from server.people.commands import add_shopper
from server.stores.models import Store
from server.visits.models import Visit
from tests.cast import Chain


def post(client: FlaskClient, address: str, **body: Any) -> TestResponse:
    """Send a JSON object."""
    return client.post(f"/api/v1/{address}", json=body, headers={"X-Kit": "1"})


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    above = post(ana, "regions/", name="México").json
    region = post(ana, "regions/", name="Puebla", parent=above["id"]).json
    given = {"name": "Tienda Puebla", "code": "PU-01", "region": region["id"]}
    usual = {"zone": "America/Mexico_City", "currency": "MXN", "locale": "es_MX"}
    made = post(ana, "stores", **given, **usual)
    assert made.status_code == 201
    changed = ana.put(
        f"/api/v1/stores/{made.json['id']}",
        json=given | usual | {"name": "Tienda Ángeles", "place": "19.0414, -98.2063"},
        headers={"X-Kit": "1"},
    ).json
    assert (changed["name"], changed["latitude"]) == ("Tienda Ángeles", 19.0414)
    inside = ana.put(
        f"/api/v1/regions/{above['id']}",
        json={"name": "México", "parent": region["id"]},
        headers={"X-Kit": "1"},
    )
    assert (inside.status_code, inside.json["code"]) == (409, "region_inside_itself")
    full = ana.delete(f"/api/v1/regions/{region['id']}", headers={"X-Kit": "1"})
    assert full.json["code"] == "region_not_empty"
    empty = post(ana, "regions/", name="Sur").json["id"]
    gone = ana.delete(f"/api/v1/regions/{empty}", headers={"X-Kit": "1"})
    assert (gone.status_code, gone.json["name"]) == (200, "Sur")


def test_a_store_is_closed_with_its_visits_only_where_that_is_said(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.client(chain.ana)
    address = f"stores/{chain.centro.id}/close"
    assert post(ana, address).json["fields"][0]["field"] == "reason"
    assert post(ana, address, reason="It moves.").json["count"] == 1
    assert Store.get_by_id(chain.centro.id).closed_at is None
    closed = post(ana, address, reason="It moves.", cancel_visits=True)
    assert closed.json["closed_at"] is not None
    assert Visit.get_by_id(visit.id).cancelled_at is not None
    assert post(ana, f"stores/{chain.centro.id}/reopen").json["closed_at"] is None


def test_visits_are_listed_reassigned_and_cancelled(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.client(chain.ana)
    luz = add_shopper(system(chain.clock.now()), "Luz Vega")
    (listed,) = ana.get("/api/v1/visits?state=open").json
    assert (listed["id"], listed["shopper"]) == (str(visit.id), chain.sol.code)
    moved = post(ana, f"visits/{visit.id}/reassign", shopper=luz.code)
    assert moved.json["shopper"] == luz.code
    back = post(ana, f"visits/{visit.id}/reassign", shopper=str(chain.sol.id))
    assert back.json["shopper"] == chain.sol.code
    nobody = post(ana, f"visits/{visit.id}/reassign", shopper="SH-NOBODY")
    assert nobody.json["code"] == "shopper_unknown"
    assert post(ana, f"visits/{visit.id}/cancel", reason="Rain.").json["state"] == "cancelled"
    assert post(ana, f"visits/{visit.id}/cancel", reason="Rain.").status_code == 404
    assert ana.get("/api/v1/visits?state=open").json == []


def test_what_no_database_keeps_is_refused(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    for name in ("a\0b", "a\ud800b"):
        refused = post(ana, "regions/", name=name)
        assert (refused.status_code, refused.json["code"]) == (422, "fields_wrong")


def test_a_list_is_previewed_and_then_imported(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    content = "code,name,region\nGD-07,Guadalajara,Jalisco\nCN-01,Tienda Centro,Centro Sur\n"

    def send(body: str, query: str = "") -> TestResponse:
        address = f"/api/v1/imports/stores{query}"
        return ana.post(address, data=body.encode(), headers={"X-Kit": "1"})

    preview = send(content).json
    assert [row["state"] for row in preview["rows"]] == ["new", "same"]
    assert (preview["done"], preview["regions"]) == (False, ["Jalisco"])
    assert send(content + "X,,Y\n").json["mistakes"][0] == {
        "row": 4,
        "column": "B",
        "header": "name",
        "code": "cell_empty",
        "detail": "This cell must not be empty. Fill it in, or delete the row.",
    }
    assert send(content, "?seen=another").json["code"] == "import_overtaken"
    assert not Store.select().where(Store.code == "GD-07").exists()
    assert send(content, f"?seen={preview['digest']}").json["done"] is True
    assert Store.get(Store.code == "GD-07").region.name == "Jalisco"
    assert send("").json["fields"][0]["code"] == "table_empty"
