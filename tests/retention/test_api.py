"""Holds, one person's file and erasing a person as JSON: the pages do no more."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.history.models import HistoryEntry, HistoryReason
from server.people.models import Person
from server.retention.models import LegalHold
from tests.cast import Chain
from tests.retention.marked import NAME, OF_THE_MANAGER, OF_THE_SHOPPER, Marked, found, leave_marks


@pytest.fixture
def marked(chain: Chain) -> Marked:
    """A chain in which two people have left marks wherever they can."""
    return leave_marks(chain)


@pytest.fixture
def ana(marked: Marked) -> FlaskClient:
    """The administrator's program."""
    return marked.chain.client(marked.chain.ana)


def post(client: FlaskClient, address: str, /, **body: Any) -> TestResponse:
    """Send a JSON object."""
    return client.post(f"/api/v1/{address}", json=body, headers={"X-Kit": "1"})


def last() -> tuple[str, str | None]:
    """The last act of the history, and its reason."""
    entry = HistoryEntry.select().order_by(HistoryEntry.id.desc()).first()
    why = HistoryReason.get_or_none(HistoryReason.entry == entry)
    return entry.act, why.words if why else None


def test_it_works(marked: Marked, ana: FlaskClient) -> None:
    shopper = f"shoppers/{marked.zyanya.id}"
    answer = post(ana, f"{shopper}/data", reason="She asked for it.")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Cache-Control"] == "no-store"
    told = json.loads(zipfile.ZipFile(io.BytesIO(answer.data)).read("data.json"))
    assert told["about"]["name"] == NAME
    assert last() == ("shopper.export", "She asked for it.")
    erased = post(ana, f"{shopper}/erase", sure=True, reason="On request.")
    assert (erased.status_code, erased.json) == (200, {"erased": True})
    assert found(marked, OF_THE_SHOPPER.values()) == set()
    assert last() == ("person.erase", "On request.")
    assert post(ana, f"{shopper}/erase", sure=True).status_code == 404


def test_one_of_the_staff(marked: Marked, ana: FlaskClient) -> None:
    person = f"people/{marked.wences.id}"
    answer = post(ana, f"{person}/data", reason="He asked for it.")
    text = zipfile.ZipFile(io.BytesIO(answer.data)).read("data.json").decode()
    assert all(words in text for words in OF_THE_MANAGER.values())
    assert post(ana, f"{person}/erase", sure=True).status_code == 200
    assert found(marked, OF_THE_MANAGER.values()) == set()


def test_a_hold_is_placed_listed_and_lifted(marked: Marked, ana: FlaskClient) -> None:
    body = {"kind": "shopper", "object": str(marked.zyanya.id), "reason": "A court."}
    placed = post(ana, "holds", **body)
    assert (placed.status_code, placed.json["kind"]) == (201, "shopper")
    assert post(ana, "holds", **body).json == placed.json
    assert last() == ("hold.place", "A court.")
    assert ana.get("/api/v1/holds").json == [placed.json]
    assert marked.zyanya.code in placed.json["what"]
    assert NAME not in placed.text
    held = post(ana, f"shoppers/{marked.zyanya.id}/erase", sure=True)
    assert (held.status_code, held.json["code"]) == (409, "erasing_held")
    lift = f"holds/{placed.json['id']}/lift"
    assert post(ana, lift).json["code"] == "fields_wrong"
    assert post(ana, lift, reason="It is closed.").json == {"lifted": True}
    assert last() == ("hold.lift", "It is closed.")
    assert ana.get("/api/v1/holds").json == []
    assert post(ana, lift, reason="Again.").status_code == 404


def test_the_whole_programme_is_held(ana: FlaskClient) -> None:
    assert ana.get("/api/v1/kept").json["all_held"] is False
    whole = post(ana, "holds", kind="programme", reason="A court.")
    assert (whole.status_code, whole.json["object"]) == (201, None)
    assert ana.get("/api/v1/kept").json["all_held"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "store", "reason": "x"},
        {"kind": "programme"},
        {"kind": "programme", "reason": "  "},
        {"kind": "programme", "reason": "x" * 501},
        {"kind": "shopper", "object": "S-1", "reason": "x"},
        {"kind": "programme", "reason": "x", "days": 3},
    ],
)
def test_what_is_no_hold(ana: FlaskClient, wrong: dict[str, Any]) -> None:
    assert post(ana, "holds", **wrong).status_code == 422
    assert LegalHold.select().count() == 0


def test_a_hold_is_on_what_is_there(marked: Marked, ana: FlaskClient) -> None:
    of_another_kind = str(marked.wences.id)
    for body in (
        {"kind": "visit", "object": of_another_kind},
        {"kind": "visit"},
        {"kind": "programme", "object": of_another_kind},
    ):
        assert post(ana, "holds", reason="A court.", **body).status_code == 404, body


def test_erasing_asks_whether_it_is_meant(marked: Marked, ana: FlaskClient) -> None:
    address = f"people/{marked.wences.id}/erase"
    for body in ({}, {"sure": False}, {"sure": True, "reason": ""}, {"sure": True, "why": "x"}):
        refused = post(ana, address, **body)
        assert (refused.status_code, refused.json["code"]) == (422, "fields_wrong"), body
    own = post(ana, f"people/{marked.chain.ana.id}/erase", sure=True)
    assert (own.status_code, own.json["code"]) == (409, "not_oneself")
    assert Person.get_by_id(marked.wences.id).name == OF_THE_MANAGER["name"]


def test_a_device_left_open_erases_nobody_and_gets_no_name(
    marked: Marked, ana: FlaskClient
) -> None:
    marked.chain.later(minutes=21)
    for address, body in (
        (f"people/{marked.wences.id}/erase", {"sure": True}),
        (f"shoppers/{marked.zyanya.id}/erase", {"sure": True}),
        (f"shoppers/{marked.zyanya.id}/data", {"reason": "She asked for it."}),
    ):
        refused = post(ana, address, **body)
        assert (refused.status_code, refused.json["code"]) == (403, "confirm_first"), address
    assert found(marked, [NAME]) == {NAME}


def test_how_much_a_period_would_erase(marked: Marked, ana: FlaskClient) -> None:
    assert ana.get("/api/v1/kept").json == {
        "months": 24,
        "reports": 0,
        "people": 0,
        "all_held": False,
    }
    marked.chain.later(days=70)
    ana = marked.chain.client(marked.chain.ana)
    assert ana.get("/api/v1/kept?months=1").json["reports"] == 1
    assert ana.get("/api/v1/kept?months=0").json["reports"] == 0
    assert ana.get(f"/api/v1/kept?months={10**30}").json["months"] == 240
    assert ana.get("/api/v1/kept?months=many").json["months"] == 24
