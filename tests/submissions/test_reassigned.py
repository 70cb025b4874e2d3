"""A visit that was given to another shopper: who had begun its report may send it, once."""

from __future__ import annotations

import pytest

from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.people.commands import add_shopper
from server.people.models import Shopper
from server.submissions.models import Revision, Submission
from server.visits.commands import reassign_visit
from server.visits.models import Visit
from tests.cast import Chain
from tests.submissions.phone import Phone


@pytest.fixture
def luz(chain: Chain) -> Shopper:
    """Who is to go to the store in Sol's place."""
    return add_shopper(system(chain.clock.now()), "Luz Vega")


def hand_on(phone: Phone, luz: Shopper) -> Phone:
    """The desk gives the visit of Sol's phone to Luz; her phone."""
    reassign_visit(phone.chain.actor(phone.chain.ana), phone.visit.id, luz.id)
    return Phone(phone.chain, phone.chain.client(luz), phone.visit)


def owner(phone: Phone) -> object:
    return Visit.get_by_id(phone.visit.id).shopper_id


def test_it_works(phone: Phone, luz: Shopper) -> None:
    """Sol had been there already: the visit is Sol's again, and the reviewer is told."""
    hand_on(phone, luz)
    sent = phone.put(phone.body())
    assert sent.status_code == 201
    assert sent.get_json()["flags"] == ["visit_reassigned"]
    assert owner(phone) == phone.chain.sol.id
    assert HistoryEntry.select().where(HistoryEntry.act == "visit.give_back").count() == 1
    again = phone.put(phone.body())
    assert (again.status_code, Revision.select().count()) == (200, 1)


def test_who_comes_second_is_told_that_another_has_reported(phone: Phone, luz: Shopper) -> None:
    hers = hand_on(phone, luz)
    assert phone.put(phone.body()).status_code == 201
    late = hers.put(hers.body(language="en"))
    assert (late.status_code, late.get_json()["code"]) == (409, "reported_by_other")
    assert Submission.get_by_id(phone.submission).shopper_id == phone.chain.sol.id


def test_once_the_other_has_reported_the_work_stays_on_the_phone(
    phone: Phone, luz: Shopper
) -> None:
    hers = hand_on(phone, luz)
    assert hers.put(hers.body()).status_code == 201
    for body in (phone.body(), phone.body(language="en")):
        late = phone.put(body)
        assert (late.status_code, late.get_json()["code"]) == (409, "reported_by_other")
    assert owner(phone) == luz.id
    assert Revision.select().count() == 1


def test_the_other_s_report_is_neither_corrected_nor_read(phone: Phone, luz: Shopper) -> None:
    hers = hand_on(phone, luz)
    assert hers.put(hers.body()).status_code == 201
    digest = Revision.get(Revision.submission == phone.submission).digest
    assert phone.revise(2, phone.body(replaces=digest)).status_code == 404
    assert phone.client.get(phone.address).status_code == 404


def test_given_back_and_forth_it_is_whose_it_is_now(phone: Phone, luz: Shopper) -> None:
    hers = hand_on(phone, luz)
    reassign_visit(phone.chain.actor(phone.chain.ana), phone.visit.id, phone.chain.sol.id)
    assert phone.put(phone.body()).get_json()["flags"] == []
    assert hers.put(hers.body(language="en")).get_json()["code"] == "reported_by_other"


def test_who_never_had_it_sends_nothing(phone: Phone, luz: Shopper) -> None:
    stranger = Phone(phone.chain, phone.chain.client(luz), phone.visit)
    assert stranger.put(stranger.body()).get_json()["code"] == "visit_unknown"
