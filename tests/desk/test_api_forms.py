"""The programme named, its notices, and forms kept and published, as JSON."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.programmes.models import FormVersion, Programme, StaffNotice
from server.programmes.queries import all_published
from server.spreadsheets import to_xlsx
from tests.cast import Chain
from tests.own_form import OWN_FORM
from tests.xlsform.books import newcomer

KIT = {"X-Kit": "1"}
DRAFT = "/api/v1/forms/drafts/window-check/1"


def keep(client: FlaskClient, content: str | bytes, query: str = "") -> TestResponse:
    """Send a form's file."""
    return client.post(f"/api/v1/forms/drafts{query}", data=content, headers=KIT)


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    kept = keep(ana, OWN_FORM, "?name=own.yaml")
    assert (kept.status_code, kept.json["mistakes"]) == (201, []), kept.text
    assert [each["seen"] for each in ana.get("/api/v1/forms/drafts").json] == [kept.json["seen"]]
    other = ana.post(f"{DRAFT}/publish", json={"seen": "0" * 64}, headers=KIT)
    assert other.json["code"] == "draft_changed"
    done = ana.post(f"{DRAFT}/publish", json={"seen": kept.json["seen"]}, headers=KIT)
    assert (done.status_code, done.json["ships"]) == (200, False), done.text
    assert FormVersion.select().where(FormVersion.form == "window-check").exists()
    listed = {(each["form"], each["version"]): each for each in ana.get("/api/v1/forms").json}
    assert listed["window-check", 1]["published_at"] == done.json["published_at"]
    assert listed["loyalty", 1] == {
        "form": "loyalty",
        "version": 1,
        "ships": True,
        "published_at": None,
    }


def test_every_mistake_is_told_and_nothing_kept(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    wrong = keep(ana, OWN_FORM.replace("kind: yes_no", "kind: maybe") + "colour: 100%\n")
    assert (wrong.status_code, wrong.json["code"]) == (422, "form_mistaken")
    assert len(wrong.json["fields"]) == wrong.json["count"] > 1
    for each in wrong.json["fields"]:
        assert each["field"].startswith("form.yaml:")
        assert "%%" not in each["detail"]
    assert ana.get("/api/v1/forms/drafts").json == []
    assert keep(ana, "x", "?name=form.doc").json["code"] == "form_file_type"
    assert keep(ana, "x" * 300_001).json["code"] == "form_file_too_large"
    assert keep(ana, b"no book", "?name=form.xlsx").status_code == 422


def test_a_spreadsheet_is_made_into_a_form(chain: Chain) -> None:
    kept = keep(chain.client(chain.ana), to_xlsx(newcomer("pharmacy")), "?name=pharmacy.xlsx")
    assert (kept.status_code, kept.json["mistakes"]) == (201, []), kept.text
    assert {"place", "code", "detail"} == {*kept.json["notices"][0]}


def test_another_draft_is_replaced_only_where_that_is_said(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    first = keep(ana, OWN_FORM).json
    changed = OWN_FORM + "# Once more.\n"
    assert keep(ana, changed).json["code"] == "draft_there"
    second = keep(ana, changed, f"?replaces={first['seen']}").json
    assert ana.get(DRAFT).json["seen"] == second["seen"] != first["seen"]
    assert ana.delete(f"{DRAFT}?seen={first['seen']}", headers=KIT).status_code == 409
    assert ana.delete(f"{DRAFT}?seen={second['seen']}", headers=KIT).status_code == 200
    assert ana.get(DRAFT).status_code == 404


def test_a_form_that_ships_is_published(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    wanted = {"form": "loyalty", "version": 1}
    done = ana.post("/api/v1/forms", json=wanted, headers=KIT)
    assert (done.status_code, done.json["ships"]) == (200, True), done.text
    unknown = ana.post("/api/v1/forms", json=wanted | {"version": 99}, headers=KIT)
    assert unknown.json["code"] == "form_unknown"
    assert {row.form for row in all_published(chain.programme.id)} == {"five-qualities", "loyalty"}


def test_the_programme_is_named(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    named = {"name": "Tiendas de la Luna", "languages": ["es"], "minimum_visits": 5}
    done = ana.put("/api/v1/programme", json=named, headers=KIT)
    assert (done.status_code, done.json["name"]) == (200, "Tiendas de la Luna")
    assert Programme.get().minimum_visits == 5
    less = ana.put("/api/v1/programme", json={"name": "Otra"}, headers=KIT)
    assert [each["field"] for each in less.json["fields"]] == ["languages"]


def test_staff_are_told(chain: Chain) -> None:
    ana, address = chain.client(chain.ana), "/api/v1/programme/staff-notices"
    told = {"told_on": "2026-11-20", "told_by": "The managers", "how": "In the morning."}
    assert ana.post(address, json=told, headers=KIT).status_code == 201
    assert ana.get(address).json == [told]
    early = ana.post(address, json=told | {"told_on": "2027-11-20"}, headers=KIT)
    assert early.json["code"] == "staff_notice_unfit"
    assert StaffNotice.select().count() == 1
