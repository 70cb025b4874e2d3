"""The list says how each visit stands; a visit is cancelled only after a question."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from server.desk import queries
from server.history.models import HistoryEntry, HistoryReason
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.people.commands import add_shopper
from server.people.models import Shopper, ShopperIdentity
from server.programmes.models import Programme
from server.visits.commands import wave_of_quarter
from server.visits.models import Visit
from tests.cast import Chain
from tests.pages import submit


def states(chain: Chain) -> list[str]:
    """The states of the visits, in the order of the list."""
    return [each.state for each in queries.visits(chain.clock.now())]


def test_it_works(chain: Chain) -> None:
    Programme.update(publish_delay_minutes=720).execute()
    visit = chain.plan()
    assert states(chain) == ["open"]
    submission = chain.send(visit)
    assert states(chain) == ["received"]
    chain.accept(submission)
    assert states(chain) == ["accepted"]
    page = chain.client(chain.ana).get("/desk/visits").text
    assert "Accepted" in page
    chain.later(days=1)
    chain.work()
    assert states(chain) == ["published"]
    assert queries.counts(chain.clock.now()) == {"published": 1}
    assert chain.sol.code in page


def test_what_has_not_begun_and_what_is_late(chain: Chain) -> None:
    chain.plan()
    now = chain.clock.now()
    assert [each.state for each in queries.visits(now - timedelta(days=1))] == ["planned"]
    chain.later(days=3)
    assert states(chain) == ["overdue"]
    assert queries.counts(chain.clock.now()) == {"overdue": 1}


def test_a_visit_that_could_not_be_made(chain: Chain) -> None:
    chain.accept(chain.send(chain.plan(), outcome="closed"))
    assert states(chain) == ["not_done"]


def test_cancelling_asks_first_and_keeps_the_reason(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.client(chain.ana)
    page = ana.get(f"/desk/visits/{visit.id}/cancel")
    assert Visit.get_by_id(visit.id).cancelled_at is None
    unexplained = submit(ana, page, reason=" ")
    assert unexplained.status_code == 422
    assert Visit.get_by_id(visit.id).cancelled_at is None
    assert "Cancelled" in submit(ana, page, reason="The store moves.").text
    entry = HistoryEntry.get(HistoryEntry.act == "visit.cancel")
    assert HistoryReason.get(HistoryReason.entry == entry).words == "The store moves."
    assert ana.get(f"/desk/visits/{visit.id}/cancel").status_code == 404


def test_a_reported_visit_is_not_offered_for_cancelling(chain: Chain) -> None:
    visit = chain.plan()
    chain.send(visit)
    ana = chain.client(chain.ana)
    assert "/cancel" not in ana.get("/desk/visits").text
    assert ana.get(f"/desk/visits/{visit.id}/cancel").status_code == 404


def test_a_visit_reported_while_the_question_stood_open_is_not_cancelled(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.client(chain.ana)
    page = ana.get(f"/desk/visits/{visit.id}/cancel")
    chain.send(visit)
    assert submit(ana, page, reason="The store moves.").status_code == 404
    assert Visit.get_by_id(visit.id).cancelled_at is None


def test_a_page_far_behind_the_last_one_is_empty(chain: Chain) -> None:
    chain.plan()
    page = chain.client(chain.ana).get(f"/desk/visits?page={10**30}")
    assert page.status_code == 200
    assert '<th scope="row"' not in page.text


def test_a_long_list_comes_in_pages(chain: Chain) -> None:
    for _ in range(queries.PAGE + 1):
        chain.plan()
    ana = chain.client(chain.ana)
    first, second = ana.get("/desk/visits").text, ana.get("/desk/visits?page=2").text
    assert "page=2" in first
    assert len(re.findall('<th scope="row"', first)) == queries.PAGE
    assert len(re.findall('<th scope="row"', second)) == 1
    assert "page=3" not in second


def test_the_window_is_told_in_the_store_s_own_time(chain: Chain) -> None:
    chain.plan()
    # Noon in Mexico City on the 21st; two days later it is still the 23rd there.
    assert "Nov 21" in chain.client(chain.ana).get("/desk/visits").text


def test_visits_of_one_quarter_share_a_wave(chain: Chain) -> None:
    now = system(chain.clock.now())
    waves = [
        wave_of_quarter(now, chain.programme, chain.clock.now() + timedelta(days=days))
        for days in (0, 30, 60)
    ]
    assert [wave.name for wave in waves] == ["2026-Q4", "2026-Q4", "2027-Q1"]
    assert waves[0].id == waves[1].id
    assert waves[0].closes_at == waves[2].opens_at


def test_a_visit_goes_to_another_shopper(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.client(chain.ana)
    luz = add_shopper(system(chain.clock.now()), "Luz Vega")
    page = ana.get(f"/desk/visits/{visit.id}/shopper")
    assert submit(ana, page, shopper="").status_code == 422
    assert luz.code in submit(ana, page, shopper=str(luz.id), reason="Sol is ill.").text
    # It is on her phone, and gone from his; what he sends after her is refused with a sentence.
    assert [each["id"] for each in synced(chain, luz)] == [str(visit.id)]
    assert synced(chain, chain.sol) == []
    submission = part_submission_id(visit.id, "visit")
    hers, sent = (
        chain.client(whose).put(
            f"/api/v1/submissions/{submission}", data=chain.body(visit), headers={"X-Kit": "1"}
        )
        for whose in (luz, chain.sol)
    )
    assert hers.status_code == 201
    assert (sent.status_code, sent.json["code"]) == (409, "reported_by_other")
    entry = HistoryEntry.get(HistoryEntry.act == "visit.reassign")
    assert entry.details == {"shopper": str(luz.id), "before": str(chain.sol.id)}
    assert HistoryReason.get(HistoryReason.entry == entry).words == "Sol is ill."


def synced(chain: Chain, shopper: Shopper) -> list[dict[str, Any]]:
    """The visits on a shopper's phone."""
    found: list[dict[str, Any]] = chain.client(shopper).get("/api/v1/phone/sync").json["visits"]
    return found


def test_a_reported_visit_stays_with_its_shopper(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.client(chain.ana)
    luz = add_shopper(system(chain.clock.now()), "Luz Vega")
    page = ana.get(f"/desk/visits/{visit.id}/shopper")
    chain.send(visit)
    assert submit(ana, page, shopper=str(luz.id)).json["code"] == "visit_reported"
    assert Visit.get_by_id(visit.id).shopper_id == chain.sol.id
    assert '/shopper"' not in ana.get("/desk/visits").text


def test_nobody_is_given_a_visit_to_a_store_that_they_manage(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.client(chain.ana)
    mateo = Shopper.create(code="SH-MATEO", created_at=chain.clock.now())
    ShopperIdentity.create(shopper=mateo, person=chain.mateo)
    page = ana.get(f"/desk/visits/{visit.id}/shopper")
    refused = submit(ana, page, shopper=str(mateo.id))
    assert refused.status_code == 422
    assert "Nobody shops a store that they manage." in refused.text


def test_the_list_is_filtered_by_link_and_downloaded(chain: Chain) -> None:
    chain.send(chain.plan())
    chain.plan(chain.norte)
    ana = chain.client(chain.ana)

    def stores(query: str) -> list[str]:
        return re.findall(r'<th scope="row">([^<]+)<', ana.get(f"/desk/visits?{query}").text)

    assert len(stores("")) == 2
    assert stores("state=received") == ["Tienda Centro"]
    assert stores(f"store={chain.norte.id}") == ["Tienda Norte"]
    assert len(stores(f"shopper={chain.sol.code.lower()}&wave={chain.wave.id}")) == 2
    assert stores("shopper=SH-00000") == []
    assert stores("state=open&shopper=" + chain.sol.code) == ["Tienda Norte"]
    assert ana.get(f"/desk/visits?store={uuid4()}").status_code == 404
    csv = ana.get("/desk/visits/list.csv?state=open").data.decode("utf-8-sig").splitlines()
    assert len(csv) == 2
    assert csv[1].endswith(
        f"Tienda Norte,NT-02,{chain.sol.code},Noviembre,five-qualities@1,"
        "2026-11-21 06:00,2026-11-23 12:00,open"
    )


def test_the_list_is_put_in_order_by_its_headings(chain: Chain) -> None:
    chain.plan(chain.norte)
    chain.plan()
    ana = chain.client(chain.ana)

    def stores(order: str) -> list[str]:
        page = ana.get(f"/desk/visits?order={order}").text
        return re.findall(r'<th scope="row">([^<]+)<', page)

    assert stores("store") == ["Tienda Centro", "Tienda Norte"]
    assert stores("-store") == ["Tienda Norte", "Tienda Centro"]
    assert len(stores("shopper")) == len(stores("-shopper")) == len(stores("no-such")) == 2
    page = ana.get("/desk/visits?order=store&state=open").text
    assert 'aria-sort="ascending"' in page
    assert "order=-store" in page
    assert "five-qualities" not in re.sub(r"<a [^>]+>", "", page)


def test_visits_without_a_shopper_come_last_either_way(chain: Chain) -> None:
    erased, kept = chain.plan(), chain.plan(chain.norte)
    Visit.update(shopper=None).where(Visit.id == erased.id).execute()
    ana = chain.client(chain.ana)
    for order in ("shopper", "-shopper"):
        page = ana.get(f"/desk/visits?order={order}").text
        assert page.index("Tienda Norte") < page.index("Tienda Centro"), (order, kept)
