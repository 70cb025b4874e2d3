"""A report can be corrected until a reviewer has it, one revision after the other."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from server.database import disconnect
from server.kernel.ids import sha256_hex
from server.reviews import commands as reviews
from server.submissions.models import Answer, Revision, Submission
from server.submissions.queries import report
from tests.stored import stored
from tests.submissions.phone import OURS, Phone, code_of


def corrected(phone: Phone, replaces: str, people: int = 7) -> dict[str, Any]:
    """The report with another number of people, naming what it replaces."""
    return phone.answering(people_ahead={"value": people}) | {"replaces": replaces}


def test_it_works(phone: Phone) -> None:
    first = phone.put(phone.body()).get_json()
    revised = phone.revise(2, corrected(phone, first["digest"]))
    assert revised.status_code == 201
    assert revised.get_json()["revision"] == 2
    assert report(phone.submission).answers["people_ahead"] == {"value": 7}
    assert Revision.select().count() == 2
    told = Answer.select().join(Revision).where(Answer.question == "people_ahead")
    assert [row.number for row in told.order_by(Revision.number)] == [2, 7]


def test_the_same_bytes_again_change_nothing(phone: Phone) -> None:
    first = phone.put(phone.body()).get_json()
    raw = json.dumps(corrected(phone, first["digest"])).encode()
    revised = phone.revise(2, raw)
    before = stored(phone.chain.data)
    again = phone.revise(2, raw)
    assert (again.status_code, again.get_json()) == (200, revised.get_json())
    assert stored(phone.chain.data) == before


def test_the_first_bytes_again_still_have_their_receipt(phone: Phone) -> None:
    raw = json.dumps(phone.body()).encode()
    first = phone.put(raw).get_json()
    phone.revise(2, corrected(phone, first["digest"]))
    again = phone.put(raw)
    assert (again.status_code, again.get_json()["digest"]) == (200, sha256_hex(raw))
    assert again.get_json()["revision"] == 1


def test_a_revision_of_something_older_is_stale(phone: Phone) -> None:
    first = phone.put(phone.body()).get_json()
    second = phone.revise(2, corrected(phone, first["digest"])).get_json()
    before = stored(phone.chain.data)
    for number, replaces in ((2, first["digest"]), (3, first["digest"]), (4, second["digest"])):
        problem = phone.revise(number, corrected(phone, replaces, people=8))
        assert (problem.status_code, code_of(problem)) == (409, "stale_revision")
        assert problem.get_json()["revision"] == 2
        assert problem.get_json()["digest"] == second["digest"]
    assert stored(phone.chain.data) == before


def test_a_revision_that_names_nothing_is_stale(phone: Phone) -> None:
    phone.put(phone.body())
    assert code_of(phone.revise(2, phone.answering(people_ahead={"value": 7}))) == "stale_revision"


def test_a_revision_of_nothing_is_not_found(phone: Phone) -> None:
    assert code_of(phone.revise(2, corrected(phone, "0" * 64))) == "not_found"
    assert code_of(phone.revise(1, phone.body())) == "not_found"


def test_a_revision_is_checked_like_a_report(phone: Phone) -> None:
    first = phone.put(phone.body()).get_json()
    before = stored(phone.chain.data)
    problem = phone.revise(2, corrected(phone, first["digest"], people=100))
    assert code_of(problem) == "answer_out_of_range"
    assert stored(phone.chain.data) == before


def test_two_revisions_at_the_same_moment_are_one(phone: Phone) -> None:
    chain = phone.chain
    first = phone.put(phone.body()).get_json()
    phones = [chain.client(chain.sol) for _ in range(6)]
    start = Barrier(len(phones))

    def send(place: int) -> int:
        raw = json.dumps(corrected(phone, first["digest"], people=place)).encode()
        start.wait()
        sent = phones[place].put(f"{phone.address}/revisions/2", data=raw, headers=OURS)
        disconnect()
        return sent.status_code

    with ThreadPoolExecutor(len(phones)) as threads:
        statuses = sorted(threads.map(send, range(len(phones))))
    assert statuses == [201] + [409] * 5
    assert Revision.select().count() == 2


def test_a_claimed_report_cannot_be_changed(phone: Phone) -> None:
    chain = phone.chain
    first = phone.put(phone.body()).get_json()
    reviews.claim(chain.actor(chain.rosa), phone.submission)
    before = stored(chain.data)
    problem = phone.revise(2, corrected(phone, first["digest"]))
    assert (problem.status_code, code_of(problem)) == (409, "submission_claimed")
    assert stored(chain.data) == before
    assert Submission.get_by_id(phone.submission).state == "claimed"


def test_a_report_that_was_sent_back_can_be_changed(phone: Phone) -> None:
    chain = phone.chain
    first = phone.put(phone.body()).get_json()
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, phone.submission)
    reviews.send_back(rosa, phone.submission, "How many people were ahead of you?")
    revised = phone.revise(2, corrected(phone, first["digest"]))
    assert (revised.status_code, revised.get_json()["state"]) == (201, "received")


def test_an_accepted_report_is_settled(phone: Phone) -> None:
    chain = phone.chain
    submission = chain.send(phone.visit)
    chain.accept(submission)
    digest = phone.client.get(phone.address).get_json()["digest"]
    before = stored(chain.data)
    problem = phone.revise(2, corrected(phone, digest))
    assert (problem.status_code, code_of(problem)) == (409, "submission_settled")
    assert stored(chain.data) == before


def test_a_claim_and_a_revision_at_the_same_moment(phone: Phone) -> None:
    """Whichever comes first, the reviewer never holds what the shopper has just replaced."""
    chain = phone.chain
    first = phone.put(phone.body()).get_json()
    raw = json.dumps(corrected(phone, first["digest"])).encode()
    start = Barrier(2)

    def claim() -> int:
        start.wait()
        review = reviews.claim(chain.actor(chain.rosa), phone.submission)
        disconnect()
        return int(review.revision)

    def revise() -> int:
        start.wait()
        sent = phone.client.put(f"{phone.address}/revisions/2", data=raw, headers=OURS)
        disconnect()
        return sent.status_code

    with ThreadPoolExecutor(2) as threads:
        claimed, sent = threads.submit(claim), threads.submit(revise)
        outcome = (claimed.result(), sent.result())
    assert outcome in {(1, 409), (2, 201)}
    assert Submission.get_by_id(phone.submission).revision == claimed.result()
