"""A list of visits is previewed row by row, in each store's own time, and planned once agreed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from audit_forms import load, load_shipped
from server.history.models import HistoryEntry
from server.kernel.actor import Role, system
from server.people import commands as people
from server.people.models import RoleGrant, ShopperIdentity
from server.programmes.commands import publish_form
from server.spreadsheets import to_xlsx
from server.stores import commands as stores
from server.visits.commands import cancel_visit
from server.visits.models import Visit, VisitPart
from tests.cast import Chain
from tests.imports.lists import choose, confirm, said
from tests.own_form import WITH_TIER

HEADER = "shopper,store,opens,closes,brief,purchase\n"
WHEN = "2026-12-01 09:00,2026-12-08 20:00"


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def row(chain: Chain, store: str = "CN-01", when: str = WHEN, rest: str = "A lamp.,yes") -> str:
    """One row of Sol's."""
    return f"{chain.sol.code},{store},{when},{rest}\n"


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega")
    preview = choose(
        ana,
        "Comprador;Tienda;Formulario;Desde;Hasta;Instrucciones;Brief in English;Qué comprar;"
        "Reglas;Compra algo;Notas\n"
        f"{chain.sol.code};CN-01;five-qualities;2026-12-01 09:00;2026-12-08;Busca una lámpara.;"
        "You look for a lamp.;Una vela;Con calma. | Sin prisa.;sí;x\n"
        f"{luz.code.lower()};nt-02;five-qualities 1;2026-12-01;2026-12-02 9:30;Mira.;;;;no;\n",
        "visits",
    )
    assert preview.status_code == 200
    assert "New: 2" in said(preview)
    assert f"{chain.sol.code} → Tienda Centro CN-01 2 New From: 2026-12-01 09:00" in said(preview)
    assert "Until: 2026-12-08 23:59" in said(preview)
    assert "The shopper buys something: Yes" in said(preview)
    assert "Columns that are left out: Notas." in said(preview)
    assert Visit.select().count() == 0
    assert "Tienda Norte" in confirm(ana, preview, "visits").text
    first = Visit.get(Visit.shopper == chain.sol)
    # Noon in London is six in the morning at the store.
    assert (first.opens_at, first.closes_at) == (
        datetime(2026, 12, 1, 15, tzinfo=UTC),
        datetime(2026, 12, 9, 5, 59, tzinfo=UTC),
    )
    rules = {"buy": "Una vela", "rules": ["Con calma.", "Sin prisa."]}
    assert first.brief == {
        "en": {"scenario": "You look for a lamp."} | rules,
        "es": {"scenario": "Busca una lámpara."} | rules,
    }
    assert (first.facts, first.wave.name) == ({"purchase": True}, "2026-Q4")
    assert [part.part for part in VisitPart.select().where(VisitPart.visit == first)] == ["visit"]
    # It is on the phone, with its brief.
    (told,) = chain.client(luz).get("/api/v1/phone/sync?language=en").json["visits"]
    assert told["brief"]["scenario"] == "Mira."
    entry = HistoryEntry.get(HistoryEntry.act == "visit.import")
    assert entry.details == {"new": 2}
    assert HistoryEntry.select().where(HistoryEntry.act == "visit.plan").count() == 2


def test_every_mistake_is_told_at_once_with_its_place(chain: Chain, ana: FlaskClient) -> None:
    boss = system(chain.clock.now())
    gone = people.add_shopper(boss, "Iris Cano")
    people.deactivate_shopper(boss, gone.id, 0)
    stores.close_store(boss, chain.norte.id, "Sold.")
    person = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person_id
    RoleGrant.create(person=person, role=Role.REGIONAL_HEAD)
    stores.let_head(boss, chain.region, person)
    far = stores.add_store(boss, stores.add_region(boss, "Lejos"), "FR-09", "Tienda Lejana")
    page = choose(
        ana,
        "shopper,store,form,opens,closes,brief,purchase\n"
        f"SH-00000,FR-09,,{WHEN},A lamp.,yes\n"
        f"{gone.code},FR-09,,{WHEN},A lamp.,yes\n"
        f"{chain.sol.code},XX-99,,{WHEN},A lamp.,yes\n"
        f"{chain.sol.code},NT-02,,{WHEN},A lamp.,yes\n"
        f"{chain.sol.code},FR-09,seven-sins,{WHEN},A lamp.,yes\n"
        f"{chain.sol.code},FR-09,,2026-12-08 20:00,2026-12-01 09:00,A lamp.,yes\n"
        f"{chain.sol.code},FR-09,,2026-11-01,2026-11-02,A lamp.,yes\n"
        f"{chain.sol.code},FR-09,,2026-12-01,2027-06-01,A lamp.,yes\n"
        f"{chain.sol.code},FR-09,,2062-12-01,2062-12-02,A lamp.,yes\n"
        f"{chain.sol.code},FR-09,,soon,05/06/2027,A lamp.,yes\n"
        f"{chain.sol.code},FR-09,,{WHEN},,perhaps\n"
        f"{chain.sol.code},CN-01,,{WHEN},=NOW(),yes\n"
        f"{chain.sol.code},{far.code},,,{WHEN.split(',')[1]},A lamp.,yes\n",
        "visits",
    )
    assert page.status_code == 422
    words = said(page)
    for place, how in (
        ("Row 2, column A (shopper)", "There is no shopper SH-00000."),
        ("Row 3, column A (shopper)", f"{gone.code} is sent out no longer."),
        ("Row 4, column B (store)", "There is no store with the code XX-99."),
        ("Row 5, column B (store)", "The store NT-02 is closed."),
        ("Row 6, column C (form)", "No form seven-sins is published. Write one of: five-qualit"),
        ("Row 7, column E (closes)", "The window ends before it begins."),
        ("Row 8, column E (closes)", "The window has passed already."),
        ("Row 9, column E (closes)", "A window lasts at most 92 days."),
        ("Row 10, column D (opens)", "That is more than two years ahead."),
        ("Row 11, column D (opens)", "Write a day and a time such as 2027-03-01 09:00."),
        ("Row 11, column E (closes)", "Day and month could be meant either way in this list."),
        ("Row 12, column F (brief)", "A brief is missing."),
        ("Row 12, column G (purchase)", "The form needs to know “The shopper buys something”"),
        ("Row 13, column A (shopper)", "Nobody shops a store that they manage"),
        ("Row 13, column F (brief)", "A formula stands here."),
        ("Row 14, column D (opens)", "This cell must not be empty."),
    ):
        assert f"{place} {how}" in words
    assert "/import/confirm" not in page.text
    assert Visit.select().count() == 0


def test_what_is_missing_in_spanish(chain: Chain, ana: FlaskClient) -> None:
    ana.post("/language", data={"language": "es", "back": "/"}, headers={"X-Kit": "1"})
    page = choose(ana, HEADER + row(chain, rest="Una lámpara.,quizá"), "visits")
    assert "necesita saber de antemano “El comprador compra algo”" in said(page)
    assert "uno de estos valores: sí, no" in said(page)


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("2026-11-01 01:30,2026-12-02 09:00", "set back, so that time comes twice"),
        ("2027-03-14 02:30,2027-03-15 09:00", "jump forward, so that time does not come"),
    ],
)
def test_a_time_that_the_clocks_do_not_show_once(
    chain: Chain, ana: FlaskClient, when: str, sentence: str
) -> None:
    stores.add_store(
        system(chain.clock.now()), chain.region, "US-1", "Broadway", zone="America/New_York"
    )
    assert sentence in said(choose(ana, HEADER + row(chain, "US-1", when), "visits"))
    # Mexico City sets no clock.
    assert sentence not in said(choose(ana, HEADER + row(chain, "CN-01", when), "visits"))


def test_days_as_a_country_writes_them(chain: Chain, ana: FlaskClient) -> None:
    days = "01/12/2026 09:00,13/12/2026 8:00 p. m."
    assert "From: 2026-12-01 09:00" in said(choose(ana, HEADER + row(chain, when=days), "visits"))
    months = "12/01/2026 9:00,12/13/2026 20:00"
    page = said(choose(ana, HEADER + row(chain, when=months), "visits"))
    assert "Until: 2026-12-13 20:00" in page


def test_a_workbook_has_days_of_its_own(chain: Chain, ana: FlaskClient) -> None:
    rows = [HEADER.strip().split(","), row(chain).strip().split(",")]
    page = choose(ana, to_xlsx({"List": rows}), "visits", "visits.xlsx")
    assert "New: 1" in said(page)


def test_the_same_shopper_in_the_same_store_is_remarked_on(chain: Chain, ana: FlaskClient) -> None:
    chain.plan()
    two = row(chain, when="2026-11-22,2026-11-24") + row(chain, "NT-02")
    preview = choose(ana, HEADER + two, "visits")
    assert preview.status_code == 200
    assert f"{chain.sol.code} visits Tienda Centro within that time already" in said(preview)
    assert "1 row is to be looked at" in said(preview)
    confirm(ana, preview, "visits")
    assert Visit.select().count() == 3


def test_a_list_that_is_sent_twice_plans_once(chain: Chain, ana: FlaskClient) -> None:
    preview = choose(ana, HEADER + row(chain), "visits")
    assert confirm(ana, preview, "visits").status_code == 200
    assert "there is nothing to import" in said(confirm(ana, preview, "visits"))
    assert Visit.select().count() == 1
    twice = choose(ana, HEADER + row(chain, "NT-02") + row(chain, "NT-02"), "visits")
    assert "The same visit stands in row 2 already." in said(twice)
    # One that was cancelled can be planned again.
    cancel_visit(chain.actor(chain.ana), Visit.get().id, "Rain.")
    assert "New: 1" in said(choose(ana, HEADER + row(chain), "visits"))


def test_a_form_is_named_once_there_are_two(chain: Chain, ana: FlaskClient) -> None:
    publish_form(chain.actor(chain.ana), chain.programme, load_shipped("loyalty", 1))
    page = choose(ana, HEADER + row(chain), "visits")
    assert "Several forms are published. Write one of: five-qualities, loyalty." in said(page)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("tier", "new_here"),
        ("Customer type", "New"),
        ("customer TYPE", "new here"),
        ("Tipo de cliente", "nuevo"),
    ],
)
def test_a_fact_is_told_by_its_id_or_by_its_words(
    chain: Chain, ana: FlaskClient, header: str, cell: str
) -> None:
    publish_form(system(chain.clock.now()), chain.programme, load(WITH_TIER))
    list_ = f"shopper,store,form,opens,closes,brief,{header}\n"
    list_ += f"{chain.sol.code},CN-01,window-check,{WHEN},A lamp.,{cell}\n"
    preview = choose(ana, list_, "visits")
    assert "Customer type: New" in said(preview)
    confirm(ana, preview, "visits")
    assert Visit.get().facts == {"tier": "new_here"}


def test_the_words_of_a_fact_are_offered_where_none_of_them_is_meant(
    chain: Chain, ana: FlaskClient
) -> None:
    form = load(WITH_TIER.replace("es: Tipo de cliente", "es: Tienda"))
    publish_form(system(chain.clock.now()), chain.programme, form)
    ana.post("/language", data={"language": "es", "back": "/"}, headers={"X-Kit": "1"})
    # Of two columns of one name, the first keeps it; the other goes by its id.
    header = ana.get("/desk/visits/import/template.csv").text
    assert [header.count(name) for name in ("Tienda", "tier", "compra algo")] == [1, 1, 1]
    list_ = "shopper,store,form,opens,closes,brief,tier\n"
    list_ += f"{chain.sol.code},CN-01,window-check,{WHEN},A lamp.,plata\n"
    page = said(choose(ana, list_, "visits"))
    assert "uno de estos valores: Oro, Nuevo" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ((HEADER + "SH-1,CN-01,a,b,c,d\n" * 200_000).encode(), "more than 5000 rows. Split it"),
        ((HEADER.replace(",", "/") + "x").encode(), "The column “Shopper” is missing."),
        (b"\xef\xbb\xbf" + HEADER.encode(), "Below the header stands no row."),
    ],
)
def test_what_is_no_list_of_visits(ana: FlaskClient, content: bytes, sentence: str) -> None:
    page = choose(ana, content, "visits")
    assert page.status_code == 422
    assert sentence in said(page)


def test_letters_as_windows_writes_them(chain: Chain, ana: FlaskClient) -> None:
    list_ = (HEADER + row(chain, rest="Busca una lámpara.,no")).encode("latin-1")
    page = said(choose(ana, list_, "visits"))
    assert "was read as Windows writes it" in page
    assert "Busca una lámpara." in page


def test_a_list_is_pasted(chain: Chain, ana: FlaskClient) -> None:
    pasted = (HEADER + row(chain)).replace(",", "\t")
    page = ana.post("/desk/visits/import", data={"pasted": pasted}, headers={"X-Kit": "1"})
    assert "New: 1" in said(page)


def test_over_the_api_and_only_what_was_seen(chain: Chain, ana: FlaskClient) -> None:
    list_, kit = (HEADER + row(chain)).encode(), {"X-Kit": "1"}
    seen = ana.post("/api/v1/imports/visits", data=list_, headers=kit).json
    assert (seen["done"], [each["state"] for each in seen["rows"]]) == (False, ["new"])
    assert Visit.select().count() == 0
    stale = ana.post("/api/v1/imports/visits?seen=0", data=list_, headers=kit)
    assert (stale.status_code, stale.json["code"]) == (409, "import_overtaken")
    done = ana.post(f"/api/v1/imports/visits?seen={seen['digest']}", data=list_, headers=kit)
    assert done.json["done"]
    assert Visit.select().count() == 1
