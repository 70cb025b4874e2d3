"""A shopper reads back what was sent of her own report, to go on with it on another phone."""

from __future__ import annotations

from server.kernel.actor import system
from server.people import commands as people
from tests.submissions.phone import Phone, code_of


def test_it_works(phone: Phone) -> None:
    sent = phone.body()
    receipt = phone.put(sent).get_json()

    told = phone.client.get(phone.address).get_json()

    content = told.pop("content")
    assert told == receipt
    assert content["answers"] == sent["answers"]
    assert content["photos"] == sent["photos"]
    assert content["version"] == sent["version"]
    assert content["started"] == sent["started"]
    assert (content["outcome"], content["outcome_note"]) == ("done", None)


def test_it_is_the_newest_revision_that_is_told(phone: Phone) -> None:
    first = phone.put(phone.body()).get_json()
    corrected = phone.answering(people_ahead={"value": 7}) | {"replaces": first["digest"]}
    phone.revise(2, corrected)

    told = phone.client.get(phone.address).get_json()

    assert told["revision"] == 2
    assert told["content"]["answers"]["people_ahead"] == {"value": 7}


def test_why_a_visit_could_not_be_done_is_told(phone: Phone) -> None:
    phone.put(phone.body(outcome="closed", outcome_note="Shut", answers={}, photos=[]))

    content = phone.client.get(phone.address).get_json()["content"]

    assert (content["outcome"], content["outcome_note"]) == ("closed", "Shut")
    assert (content["answers"], content["photos"]) == ({}, [])


def test_another_shopper_is_told_nothing(phone: Phone) -> None:
    phone.put(phone.body())
    luz = people.add_shopper(system(phone.chain.clock.now()), "Luz Vega", "en")

    assert code_of(phone.chain.client(luz).get(phone.address)) == "not_found"


def test_not_even_the_administrator_reads_it_here(phone: Phone) -> None:
    phone.put(phone.body())

    answer = phone.chain.client(phone.chain.ana).get(phone.address)

    assert code_of(answer) == "not_permitted"
