"""Work on a visit that was called off is taken in, and its reviewer is told."""

from __future__ import annotations

from server.submissions.models import Submission
from server.visits import commands as visits
from tests.submissions.phone import Phone


def cancel(phone: Phone) -> None:
    """The administrator calls the visit off."""
    chain = phone.chain
    visits.cancel_visit(chain.actor(chain.ana), phone.visit.id, "The store moves.")


def test_it_works(phone: Phone) -> None:
    cancel(phone)
    receipt = phone.put(phone.body())
    assert receipt.status_code == 201
    assert "visit_cancelled" in receipt.get_json()["flags"]
    assert Submission.get_by_id(phone.submission).state == "received"


def test_the_reviewer_reads_it_in_words(phone: Phone) -> None:
    cancel(phone)
    phone.put(phone.body())
    rosa = phone.chain.client(phone.chain.rosa)
    page = rosa.get("/reviews/", headers={"Accept-Language": "en"}).text
    assert "The visit had been cancelled when this arrived" in page


def test_the_same_bytes_after_the_visit_was_cancelled_bring_the_first_receipt(phone: Phone) -> None:
    body = phone.body()
    first = phone.put(body).get_json()
    cancel(phone)
    again = phone.put(body)
    assert (again.status_code, again.get_json()) == (200, first)
    assert "visit_cancelled" not in first["flags"]


def test_a_correction_can_still_be_sent(phone: Phone) -> None:
    first = phone.put(phone.body()).get_json()
    cancel(phone)
    revised = phone.revise(2, phone.body() | {"replaces": first["digest"]})
    assert revised.status_code == 201
    assert "visit_cancelled" in revised.get_json()["flags"]
