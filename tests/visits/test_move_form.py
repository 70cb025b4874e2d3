"""Visits that have not been reported move to a corrected version of their form, and no other."""

from __future__ import annotations

from uuid import uuid4

import pytest

from audit_forms import load_shipped
from server.desk.commands import move_open_visits
from server.history.models import HistoryEntry
from server.kernel.problems import Problem
from server.programmes.commands import add_programme, publish_form
from server.programmes.models import FormVersion
from server.visits import commands as visits
from server.visits.models import Visit
from tests.cast import Chain
from tests.corrected import corrected, with_another_part


def published(chain: Chain, version: int = 2) -> FormVersion:
    """The corrected version, published to the chain's programme."""
    return publish_form(chain.actor(chain.ana), chain.programme, corrected(version))


def version_of(visit: Visit) -> int:
    """The version on which a visit is to be reported now."""
    return int(Visit.get_by_id(visit.id).form_version.version)


def test_it_works(chain: Chain) -> None:
    first, second, ana = chain.plan(), chain.plan(chain.norte), chain.actor(chain.ana)
    assert move_open_visits(ana, published(chain)) == 2
    assert [version_of(visit) for visit in (first, second)] == [2, 2]
    told = HistoryEntry.select().where(HistoryEntry.act == "visit.move_form")
    assert {(entry.object, entry.details["version"]) for entry in told} == {
        (str(first.id), 2),
        (str(second.id), 2),
    }
    assert move_open_visits(ana, published(chain)) == 0


def test_what_is_reported_cancelled_or_long_over_stays(chain: Chain) -> None:
    ana, sent, cancelled = chain.actor(chain.ana), chain.plan(), chain.plan()
    chain.send(sent)
    visits.cancel_visit(ana, cancelled.id, "The store moves.")
    over = chain.plan()
    chain.later(days=70)
    fresh = chain.plan()
    assert move_open_visits(chain.actor(chain.ana), published(chain)) == 1
    assert [version_of(visit) for visit in (sent, cancelled, over, fresh)] == [1, 1, 1, 2]


def test_one_visit_or_one_wave_is_moved_alone(chain: Chain) -> None:
    ana, first, second = chain.actor(chain.ana), chain.plan(), chain.plan()
    version = published(chain)
    assert move_open_visits(ana, version, visit=second.id) == 1
    assert move_open_visits(ana, version, wave=uuid4()) == 0
    assert (version_of(first), version_of(second)) == (1, 2)
    assert move_open_visits(ana, version, wave=chain.wave.id) == 1
    assert version_of(first) == 2


def test_a_move_can_be_taken_back(chain: Chain) -> None:
    ana, visit = chain.actor(chain.ana), chain.plan()
    move_open_visits(ana, published(chain))
    assert move_open_visits(ana, chain.form) == 1
    assert version_of(visit) == 1


def test_a_version_with_other_parts_is_refused_and_moves_nothing(chain: Chain) -> None:
    ana, visit = chain.actor(chain.ana), chain.plan()
    other = publish_form(ana, chain.programme, with_another_part())
    with pytest.raises(Problem) as refused:
        move_open_visits(ana, other)
    assert refused.value.code == "form_does_not_fit"
    assert version_of(visit) == 1


def test_a_form_of_another_programme_is_refused(chain: Chain) -> None:
    ana, visit = chain.actor(chain.ana), chain.plan()
    elsewhere = publish_form(ana, add_programme(ana, "Otro"), load_shipped("five-qualities", 1))
    with pytest.raises(Problem) as refused:
        visits.move_form(ana, elsewhere, [visit.id])
    assert refused.value.code == "form_unknown"


def test_over_the_api_the_administrator_is_told_how_many(chain: Chain) -> None:
    chain.plan()
    published(chain)
    ana, ours = chain.client(chain.ana), {"X-Kit": "1"}
    asked = {"form": "five-qualities", "version": 2}
    done = ana.post("/api/v1/visits/move-form", json=asked, headers=ours)
    assert (done.status_code, done.get_json()) == (200, {"moved": 1})
    wrong = ana.post("/api/v1/visits/move-form", json=asked | {"visit": "x"}, headers=ours)
    assert (wrong.status_code, wrong.get_json()["fields"][0]["field"]) == (422, "visit")
    none = ana.post("/api/v1/visits/move-form", json=asked | {"version": 9}, headers=ours)
    assert none.get_json()["code"] == "form_unknown"


def test_on_the_desk_it_says_how_many_and_asks_first(chain: Chain) -> None:
    visit = chain.plan()
    ana = chain.client(chain.ana)
    assert "still open" not in ana.get("/desk/forms").text
    published(chain)
    assert "Use version 2 for the 1 visit that is still open" in ana.get("/desk/forms").text
    place = "/desk/forms/five-qualities/2/visits"
    assert "Change 1 visit" in ana.get(place).text
    assert version_of(visit) == 1
    assert ana.post(place, headers={"X-Kit": "1"}).status_code == 303
    assert version_of(visit) == 2
    assert "still open" not in ana.get("/desk/forms").text
    assert "No visit that is still open" in ana.get(place).text
