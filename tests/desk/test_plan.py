"""One visit is planned on the page and over the API, by the same rules and sentences."""

from __future__ import annotations

import html
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit_forms import load
from server.kernel.actor import system
from server.people.commands import add_shopper, deactivate_shopper
from server.programmes.commands import publish_form
from server.stores import commands as stores
from server.visits.models import Visit
from tests.cast import Chain
from tests.own_form import WITH_TIER
from tests.pages import submit

WINDOW = {"opens": "2026-12-01T09:00", "closes": "2026-12-08T20:00"}
ENTERED = {
    **WINDOW,
    "fact-purchase": "true",
    "scenario-en": "You look for a lamp.",
    "scenario-es": "Busca una lámpara.",
}


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def asked(chain: Chain, **more: Any) -> dict[str, Any]:
    """A visit of Sol's at Centro, as JSON."""
    brief = {"en": {"scenario": "You look for a lamp.", "rules": ["Be kind."]}}
    who = {"store": "CN-01", "shopper": chain.sol.code, "form": "five-qualities"}
    return who | WINDOW | {"brief": brief, "facts": {"purchase": True}} | more


def post(ana: FlaskClient, body: dict[str, Any]) -> TestResponse:
    """Ask for it over the API."""
    return ana.post("/api/v1/visits", json=body, headers={"X-Kit": "1"})


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    made = post(ana, asked(chain))
    assert made.status_code == 201
    assert (made.json["code"], made.json["shopper"], made.json["state"]) == (
        "CN-01",
        chain.sol.code,
        "planned",
    )
    visit = Visit.get()
    assert visit.brief["en"] == {
        "scenario": "You look for a lamp.",
        "buy": "",
        "rules": ["Be kind."],
    }
    assert f"{visit.opens_at:%Y-%m-%d %H:%M}" == "2026-12-01 15:00"


def test_named_twice_it_is_planned_once(chain: Chain, ana: FlaskClient) -> None:
    body = asked(chain, id="0b0e7c1e-2c57-4d0b-9d0b-6f4f4b1f3c11")
    assert [post(ana, body).status_code, post(ana, body).status_code] == [201, 201]
    assert Visit.select().count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"store": "ZZ-1"}, "store_unknown"),
        ({"shopper": "SH-00000"}, "shopper_unknown"),
        ({"form": "loyalty"}, "form_unknown"),
        ({"version": 9}, "form_unknown"),
        ({"closes": "2026-11-30T09:00"}, "window_backwards"),
        ({"opens": "2026-10-01T09:00", "closes": "2026-10-02T09:00"}, "visit_already_over"),
        ({"closes": "2027-12-01T09:00"}, "window_too_long"),
        ({"opens": "2030-12-01T09:00", "closes": "2030-12-02T09:00"}, "window_too_far"),
        ({"facts": {}}, "fact_wrong"),
        ({"brief": {}}, "brief_missing"),
        ({"brief": {"xx": {"scenario": "x"}}}, "fields_wrong"),
        ({"opens": "soon"}, "fields_wrong"),
    ],
)
def test_what_cannot_be_planned(
    chain: Chain, ana: FlaskClient, wrong: dict[str, Any], code: str
) -> None:
    assert post(ana, asked(chain, **wrong)).json["code"] == code
    assert Visit.select().count() == 0


def test_an_ended_shopper_and_a_closed_store(chain: Chain, ana: FlaskClient) -> None:
    boss = system(chain.clock.now())
    deactivate_shopper(boss, chain.sol.id, 0)
    stores.close_store(boss, chain.norte.id, "Sold.")
    assert post(ana, asked(chain)).json["code"] == "shopper_ended"
    luz = add_shopper(boss, "Luz Vega")
    closed = post(ana, asked(chain, store="NT-02", shopper=luz.code))
    assert closed.json["code"] == "store_closed"


def test_the_same_shopper_in_the_same_store_only_where_it_is_meant(
    chain: Chain, ana: FlaskClient
) -> None:
    post(ana, asked(chain))
    again = post(ana, asked(chain, opens="2026-12-03T09:00"))
    assert (again.status_code, again.json["code"]) == (409, "visit_there_already")
    assert post(ana, asked(chain, opens="2026-12-03T09:00", anyway=True)).status_code == 201
    page = ana.get("/desk/visits/new")
    who = {"store": str(chain.centro.id), "shopper": str(chain.sol.id)}
    asks = submit(ana, page, **ENTERED, **who)
    assert asks.status_code == 409
    assert "Staff may recognise the shopper." in html.unescape(asks.text)
    assert submit(ana, asks, "/desk/visits/new", anyway="1").status_code == 200
    assert Visit.select().count() == 3


def test_a_time_that_the_store_s_clocks_do_not_show_once(chain: Chain, ana: FlaskClient) -> None:
    far = stores.add_store(
        system(chain.clock.now()), chain.region, "US-1", "Broadway", zone="America/New_York"
    )
    skipped = {"opens": "2027-03-14T02:30", "closes": "2027-03-15T09:00"}
    told = post(ana, asked(chain, store="US-1", **skipped)).json
    assert (told["code"], told["fields"][0]["field"]) == ("time_skipped", "opens")
    who = {"store": str(far.id), "shopper": str(chain.sol.id)}
    page = submit(ana, ana.get("/desk/visits/new"), **ENTERED | who | skipped)
    assert page.status_code == 422
    assert 'id="opens-wrong"' in page.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Customer type", "Gold", "New")), ("es", ("Tipo de cliente", "Oro", "Nuevo"))],
)
def test_what_a_form_asks_to_know_is_called_as_it_says(
    chain: Chain, ana: FlaskClient, language: str, words: tuple[str, ...]
) -> None:
    publish_form(system(chain.clock.now()), chain.programme, load(WITH_TIER))
    ana.post("/language", data={"language": language, "back": "/"}, headers={"X-Kit": "1"})
    page = ana.get("/desk/visits/new?form=window-check")
    name, gold, new = words
    assert f">{name}<" in page.text.replace("\n", "")
    assert f'value="gold">{gold}</option>' in page.text
    assert f'value="new_here">{new}</option>' in page.text
    assert "new here" not in page.text
    who = {"store": str(chain.centro.id), "shopper": str(chain.sol.id)}
    entered = {key: each for key, each in ENTERED.items() if key != "fact-purchase"}
    submit(ana, page, **entered, **who, **{"fact-tier": "new_here"})
    assert Visit.get().facts == {"tier": "new_here"}


def test_of_very_many_stores_one_writes_which(chain: Chain, ana: FlaskClient) -> None:
    boss = system(chain.clock.now())
    for at in range(70):
        stores.add_store(boss, chain.region, f"T-{at:03}", f"Tienda Nueva {at}")
    page = ana.get(f"/desk/visits/new?store={chain.norte.id}")
    assert '<datalist id="store-list">' in page.text
    assert 'value="Tienda Norte · NT-02"' in page.text
    who = {"shopper": str(chain.sol.id)}
    unclear = submit(ana, page, **ENTERED, **who, store="nueva")
    assert "Several stores could be meant: Tienda Nueva 0 · T-000," in html.unescape(unclear.text)
    unknown = submit(ana, page, **ENTERED, **who, store="Lejana")
    assert 'id="store-wrong"' in unknown.text
    for day, words in enumerate(("t-007", "Tienda Nueva 7 · T-007", "Tienda Nueva 7"), 1):
        when = {"opens": f"2026-12-0{day}T09:00", "closes": f"2026-12-0{day}T20:00"}
        submit(ana, ana.get("/desk/visits/new"), **ENTERED | who | when, store=words)
    assert [visit.store.code for visit in Visit.select()] == ["T-007"] * 3


def test_the_brief_is_asked_for_in_one_s_own_language_first(ana: FlaskClient) -> None:
    page = ana.get("/desk/visits/new?language=es").text
    assert page.index('name="scenario-es"') < page.index('name="scenario-en"')
    assert "Cambiar los idiomas</a>" in page
    page = ana.get("/desk/visits/new?language=en").text
    assert page.index('name="scenario-en"') < page.index('name="scenario-es"')
