"""A report is taken once, whole, with a receipt that stays the same."""

from __future__ import annotations

import base64
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from server.app import create_app
from server.database import disconnect
from server.history.models import HistoryEntry
from server.kernel.ids import sha256_hex
from server.submissions.models import Answer, Revision, Submission
from server.submissions.queries import report
from tests.cast import ENTRANCE, SHELF
from tests.stored import stored
from tests.submissions.phone import OURS, Phone


def test_it_works(phone: Phone) -> None:
    raw = json.dumps(phone.body()).encode()
    sent = phone.put(raw)
    receipt = sent.get_json()
    assert sent.status_code == 201
    assert receipt["digest"] == sha256_hex(raw)
    assert receipt["submission"] == str(phone.submission)
    assert receipt["revision"] == 1
    assert receipt["flags"] == []
    kept = Revision.get(Revision.submission == phone.submission)
    assert bytes(kept.body) == raw
    assert Submission.get_by_id(phone.submission).state == "received"


def test_every_answer_can_be_counted(phone: Phone) -> None:
    body = phone.answering(
        way_in_clear={"value": False, "comment": "Boxes in the way. ¡Ay, 📦!"},
        patience={"na": True},
        attending={"value": ["eye_contact", "gave_name"]},
    )
    phone.put(body)
    rows = {(row.question, row.position): row for row in Answer.select()}
    assert rows["way_in_clear", 0].choice == "no"
    assert rows["way_in_clear", 0].comment == "Boxes in the way. ¡Ay, 📦!"
    assert rows["patience", 0].applies is False
    assert [rows["attending", place].choice for place in (0, 1)] == ["eye_contact", "gave_name"]
    assert rows["people_ahead", 0].number == 2
    assert rows["seconds_until_greeted", 0].derived
    assert rows["seconds_until_greeted", 0].number == 20
    assert rows["arrived", 0].instant.isoformat() == "2026-11-21T16:15:00+00:00"
    assert rows["shelf_photo", 0].choice == sha256_hex(SHELF)
    told = {question for question, _ in rows}
    assert told == set(report(phone.submission).evaluation.asked) & set(body["answers"]) | {
        *report(phone.submission).derived
    }


def test_history_says_who_and_what(phone: Phone) -> None:
    phone.put(phone.body())
    (entry,) = HistoryEntry.select().where(HistoryEntry.act == "submission.receive")
    assert (entry.actor_kind, entry.actor) == ("shopper", phone.chain.sol.id)
    assert entry.object == str(phone.submission)


def test_the_same_bytes_again_change_nothing(phone: Phone) -> None:
    raw = json.dumps(phone.body()).encode()
    first = phone.put(raw)
    before = stored(phone.chain.data)
    phone.chain.later(days=2)
    again = phone.put(raw)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json() == first.get_json()
    assert stored(phone.chain.data) == before


def test_a_digest_that_matches_is_fine(phone: Phone) -> None:
    raw = json.dumps(phone.body()).encode()
    digest = base64.b64encode(hashlib.sha256(raw).digest()).decode()
    assert phone.put(raw, headers={"Content-Digest": f"sha-256=:{digest}:"}).status_code == 201


def test_two_at_the_same_moment_are_one(phone: Phone) -> None:
    chain, raw = phone.chain, json.dumps(phone.body()).encode()
    phones = [chain.client(chain.sol) for _ in range(8)]
    start = Barrier(len(phones))

    def send(place: int) -> tuple[int, str]:
        start.wait()
        sent = phones[place].put(phone.address, data=raw, headers=OURS)
        disconnect()
        return sent.status_code, sent.text

    with ThreadPoolExecutor(len(phones)) as threads:
        answers = list(threads.map(send, range(len(phones))))
    assert sorted(status for status, _ in answers) == [200] * 7 + [201]
    assert len({text for _, text in answers}) == 1
    assert Submission.select().count() == Revision.select().count() == 1
    assert HistoryEntry.select().where(HistoryEntry.act == "submission.receive").count() == 1


def test_a_visit_that_could_not_be_made(phone: Phone) -> None:
    sent = phone.put(phone.chain.body(phone.visit, outcome="closed"))
    assert sent.status_code == 201
    assert sent.get_json()["photos"] == {"announced": [], "present": [], "missing": []}
    kept = Revision.get(Revision.submission == phone.submission)
    assert (kept.outcome, kept.outcome_note) == ("closed", "The shutter was down.")
    assert Answer.select().count() == 0


def test_a_clock_one_year_off_is_accepted_corrected_and_flagged(phone: Phone) -> None:
    ahead = timedelta(days=365)
    theirs = (phone.chain.clock.now() + ahead).isoformat()
    body = json.loads(json.dumps(phone.body()).replace('"2026-', '"2027-'))
    sent = phone.put(body, headers={"Device-Time": theirs})
    assert sent.status_code == 201
    assert sent.get_json()["skew_seconds"] == ahead.total_seconds()
    # Corrected by the skew the visit began within its window, so only the clock is flagged.
    assert sent.get_json()["flags"] == ["clock_off"]
    assert report(phone.submission).skew == ahead


def test_a_clock_at_either_end_of_the_calendar_is_accepted(phone: Phone) -> None:
    for theirs in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"):
        at = Phone(phone.chain, phone.client, phone.chain.plan())
        sent = at.put(at.body(), headers={"Device-Time": theirs})
        assert sent.status_code == 201, sent.text
        assert "clock_off" in sent.get_json()["flags"]


def test_a_report_from_outside_its_window_is_taken_and_flagged(phone: Phone) -> None:
    at = {"at": "2026-11-25T16:00:00Z", "offset": -360, "zone": "America/Mexico_City"}
    body = phone.body(started=at, finished=at, outcome="closed", answers={}, photos=[])
    assert phone.put(body).get_json()["flags"] == ["outside_window"]


def test_the_receipt_counts_photos_as_they_come(phone: Phone) -> None:
    announced = [sha256_hex(ENTRANCE), sha256_hex(SHELF)]
    receipt = phone.put(phone.body()).get_json()
    assert receipt["photos"] == {"announced": announced, "present": [], "missing": announced}
    phone.chain.upload(phone.client, SHELF)
    now = phone.client.get(phone.address).get_json()["photos"]
    assert now == {"announced": announced, "present": announced[1:], "missing": announced[:1]}
    phone.chain.upload(phone.client, ENTRANCE)
    now = phone.client.get(phone.address).get_json()["photos"]
    assert now == {"announced": announced, "present": announced, "missing": []}


def test_the_receipt_is_the_same_after_a_restart(phone: Phone) -> None:
    raw = json.dumps(phone.body()).encode()
    first = phone.put(raw).get_json()
    disconnect()
    settings, clock = phone.chain.app.extensions["settings"], phone.chain.clock
    phone.chain.app = create_app(settings, clock)
    again = phone.chain.client(phone.chain.sol)
    assert again.get(phone.address).get_json().items() >= first.items()
    resent = again.put(phone.address, data=raw, headers=OURS)
    assert (resent.status_code, resent.get_json()) == (200, first)
