"""The list says how each visit stands; a visit is cancelled only after a question."""

from __future__ import annotations

import re
from datetime import timedelta

from server.desk import queries
from server.history.models import HistoryEntry, HistoryReason
from server.kernel.actor import system
from server.visits.commands import wave_of_quarter
from server.visits.models import Visit
from tests.cast import Chain
from tests.pages import submit


def states(chain: Chain) -> list[str]:
    """The states of the visits, in the order of the list."""
    return [each.state for each in queries.visits(chain.clock.now())]


def test_it_works(chain: Chain) -> None:
    visit = chain.plan()
    assert states(chain) == ["open"]
    submission = chain.send(visit)
    assert states(chain) == ["received"]
    chain.accept(submission)
    assert states(chain) == ["accepted"]
    page = chain.client(chain.ana).get("/desk/visits").text
    assert "Accepted" in page
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
