"""A store is found, changed, closed with the visits that were still to be made, and reopened."""

from __future__ import annotations

import html

from server.history.models import HistoryEntry
from server.stores import commands as stores
from server.stores.models import Store
from server.visits.models import Visit
from tests.cast import Chain
from tests.pages import form_on, submit


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = ana.get(f"/desk/stores/{chain.centro.id}")
    assert form_on(page).fields["address"] == ["Calle 5 de Mayo 1"]
    submit(ana, page, name="Tienda Zócalo", code="CN-99", place="19.43, -99.13", currency="USD")
    store = Store.get_by_id(chain.centro.id)
    assert (store.name, store.code, store.mark) == ("Tienda Zócalo", "CN-99", "TZ")
    assert (store.latitude, store.currency) == (19.43, "USD")
    told = HistoryEntry.get(HistoryEntry.act == "store.edit").details
    assert told == {"fields": ["code", "currency", "latitude", "longitude", "name"]}


def test_a_code_of_another_store_is_refused_and_nothing_entered_is_lost(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = ana.get(f"/desk/stores/{chain.centro.id}")
    refused = submit(ana, page, name="Tienda Zócalo", code="NT-02")
    assert refused.status_code == 409
    assert "Another store has the code NT-02." in refused.text
    assert form_on(refused).fields["name"] == ["Tienda Zócalo"]
    assert Store.get_by_id(chain.centro.id).name == "Tienda Centro"


def test_saving_without_a_change_writes_nothing(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    submit(ana, ana.get(f"/desk/stores/{chain.centro.id}"))
    assert not HistoryEntry.select().where(HistoryEntry.act == "store.edit").exists()


def test_closing_says_which_visits_are_cancelled_with_it(chain: Chain) -> None:
    open_one, sent = chain.plan(), chain.plan()
    chain.send(sent)
    ana = chain.client(chain.ana)
    page = ana.get(f"/desk/stores/{chain.centro.id}/close")
    assert "1 visit is cancelled with it" in page.text
    assert submit(ana, page, reason="").status_code == 422
    assert "Tienda Centro" in submit(ana, page, reason="The lease ends.").text
    assert Store.get_by_id(chain.centro.id).closed_at is not None
    assert Visit.get_by_id(open_one.id).cancelled_at is not None
    # What has arrived is reviewed as ever.
    assert Visit.get_by_id(sent.id).cancelled_at is None
    assert "Tienda Centro" not in ana.get("/desk/stores").text
    assert "Tienda Centro" not in ana.get("/desk/visits/new").text
    assert ana.get(f"/desk/stores/{chain.centro.id}/close").json["code"] == "store_closed"


def test_a_visit_planned_meanwhile_is_shown_before_it_is_cancelled(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = ana.get(f"/desk/stores/{chain.centro.id}/close")
    visit = chain.plan()
    refused = submit(ana, page, reason="The lease ends.")
    assert refused.status_code == 409
    assert "Visits that are still to be made there: 1." in refused.text
    assert Store.get_by_id(chain.centro.id).closed_at is None
    assert Visit.get_by_id(visit.id).cancelled_at is None
    submit(ana, refused)
    assert Visit.get_by_id(visit.id).cancelled_at is not None


def test_a_closed_store_is_not_planned_for_and_can_be_reopened(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    old_page = ana.get("/desk/visits/new")
    stores.close_store(chain.actor(chain.ana), chain.centro.id, "The lease ends.")
    refused = submit(
        ana,
        old_page,
        store=str(chain.centro.id),
        shopper=str(chain.sol.id),
        **{"fact-purchase": "true", "scenario-en": "A lamp.", "scenario-es": "Una lámpara."},
    )
    assert "Nothing new begins at a closed store." in html.unescape(refused.text)
    page = ana.get(f"/desk/stores/{chain.centro.id}")
    submit(ana, page, f"/desk/stores/{chain.centro.id}/reopen")
    assert Store.get_by_id(chain.centro.id).closed_at is None


def test_stores_are_found_sorted_and_filtered_by_link(chain: Chain) -> None:
    boss = chain.actor(chain.ana)
    below = stores.add_region(boss, "Puebla", chain.region)
    for each in range(60):
        stores.add_store(boss, below, f"PU-{each:02}", f"Puebla {each:02}")
    ana = chain.client(chain.ana)
    first = ana.get("/desk/stores?order=-code").text
    assert "62 stores" in first
    assert "PU-59" in first
    assert "CN-01" not in first
    assert "CN-01" in ana.get("/desk/stores?order=-code&page=2").text
    assert "60 stores" in ana.get(f"/desk/stores?region={below.id}").text
    assert "1 store" in ana.get("/desk/stores?words=mayo+centro").text
    assert "No store like that." in ana.get("/desk/stores?words=100%25").text
    assert ana.get("/desk/stores?order=moon&state=full&region=x&page=0").status_code == 200
    assert len(ana.get("/desk/stores/list.csv?words=puebla").data.splitlines()) == 61


def test_a_time_zone_is_called_as_the_reader_calls_its_city(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    assert "Mexico City" in ana.get("/desk/stores?language=en").text
    assert "Ciudad de México" in ana.get("/desk/stores?language=es").text
