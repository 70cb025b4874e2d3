"""A report of what is not the shopper's to report is refused."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.people import commands as people
from tests.stored import stored
from tests.submissions.phone import OURS, Phone, code_of


def test_another_shoppers_visit(refused: Phone) -> None:
    chain = refused.chain
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega", "en")
    theirs = Phone(chain, chain.client(luz), refused.visit)
    before = stored(chain.data)
    problem = theirs.put(theirs.body())
    assert (problem.status_code, code_of(problem)) == (404, "visit_unknown")
    assert stored(chain.data) == before


@pytest.mark.parametrize("visit", [str(uuid4()), None], ids=["unknown", "none at all"])
def test_a_visit_that_is_none(refused: Phone, visit: str | None) -> None:
    before = stored(refused.chain.data)
    problem = refused.put(refused.body(visit=visit))
    assert (problem.status_code, code_of(problem)) == (404, "visit_unknown")
    assert stored(refused.chain.data) == before


def test_an_id_that_is_not_the_parts(refused: Phone) -> None:
    before = stored(refused.chain.data)
    problem = refused.put(refused.body(), f"/api/v1/submissions/{uuid4()}")
    assert (problem.status_code, code_of(problem)) == (422, "submission_id_wrong")
    assert stored(refused.chain.data) == before


def test_the_id_of_another_visit(refused: Phone) -> None:
    other = refused.chain.plan(refused.chain.norte)
    address = f"/api/v1/submissions/{part_submission_id(other.id, 'visit')}"
    before = stored(refused.chain.data)
    assert code_of(refused.put(refused.body(), address)) == "submission_id_wrong"
    assert stored(refused.chain.data) == before


def test_another_form_version_or_part(refused: Phone) -> None:
    before = stored(refused.chain.data)
    assert code_of(refused.put(refused.body(version=2))) == "form_wrong"
    assert code_of(refused.put(refused.body(form="six-qualities"))) == "form_wrong"
    assert code_of(refused.put(refused.body(part="follow_up"))) == "part_unknown"
    assert stored(refused.chain.data) == before


def test_whoever_is_no_shopper(refused: Phone) -> None:
    chain = refused.chain
    stranger = Phone(chain, chain.app.test_client(), refused.visit)
    reviewer = Phone(chain, chain.client(chain.rosa), refused.visit)
    before = stored(chain.data)
    assert code_of(stranger.put(stranger.body())) == "not_signed_in"
    assert code_of(reviewer.put(reviewer.body())) == "not_permitted"
    assert stored(chain.data) == before


def test_a_device_that_was_shut_out(refused: Phone) -> None:
    chain = refused.chain
    lost = Phone(chain, chain.client(chain.sol), refused.visit)
    lost.client.post("/out", headers=OURS)
    assert code_of(lost.put(lost.body())) == "not_signed_in"


def test_a_request_from_elsewhere(refused: Phone) -> None:
    before = stored(refused.chain.data)
    raw = refused.chain.body(refused.visit)
    problem = refused.client.put(refused.address, data=raw)
    assert (problem.status_code, code_of(problem)) == (403, "request_not_ours")
    assert stored(refused.chain.data) == before


def test_the_same_part_with_other_bytes(phone: Phone) -> None:
    assert phone.put(phone.body()).status_code == 201
    before = stored(phone.chain.data)
    problem = phone.put(phone.body(outcome_note="Two phones, two reports."))
    assert (problem.status_code, code_of(problem)) == (409, "submission_conflict")
    assert problem.get_json()["revision"] == 1
    assert stored(phone.chain.data) == before


def test_a_receipt_of_anothers_report(phone: Phone) -> None:
    chain = phone.chain
    phone.put(phone.body())
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega", "en")
    theirs = chain.client(luz)
    assert phone.client.get(phone.address).status_code == 200
    assert code_of(theirs.get(phone.address)) == "not_found"
    assert code_of(phone.client.get(f"/api/v1/submissions/{UUID(int=0)}")) == "not_found"
