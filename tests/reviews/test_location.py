"""What a reviewer reads of place and clock: sentences, as evidence and no proof."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.kernel.clock import iso
from server.kernel.ids import part_submission_id
from tests.cast import Chain

STAMP = {"at": "2026-11-21T16:15:00.000Z", "offset": -360, "zone": "America/Mexico_City"}
THERE = {"given": True, "distance": 34, "accuracy": 12, "at": STAMP}


def send(chain: Chain, ahead: timedelta = timedelta(), **told: Any) -> UUID:
    """A report with something told besides."""
    visit = chain.plan()
    body = json.loads(chain.body(visit)) | told
    submission: UUID = part_submission_id(visit.id, "visit")
    headers = {"X-Kit": "1", "Device-Time": iso(chain.clock.now() + ahead)}
    phone = chain.client(chain.sol)
    sent = phone.put(f"/api/v1/submissions/{submission}", data=json.dumps(body), headers=headers)
    assert sent.status_code == 201, sent.text
    return submission


def read(chain: Chain, submission: UUID, language: str = "en") -> str:
    page = chain.client(chain.rosa).get(f"/reviews/{submission}?language={language}")
    return " ".join(html.unescape(page.text).split())


def test_it_works(chain: Chain) -> None:
    submission = send(chain, location=THERE)
    said = "Location: 34 m from the store (give or take 12 m), at 10:15"
    assert said in read(chain, submission)
    said = "Ubicación: a 34 m de la tienda (con un margen de 12 m), a las 10:15"
    assert said in read(chain, submission, "es")
    assert "far from the store" not in read(chain, submission)


def test_far_is_flagged_and_told_in_kilometres(chain: Chain) -> None:
    submission = send(chain, location=THERE | {"distance": 6240})
    assert "Location: 6.2 km from the store" in read(chain, submission)
    assert "The phone said it was far from the store" in read(chain, submission)
    assert "lejos de la tienda" in read(chain, submission, "es")
    assert "far from the store" in chain.client(chain.rosa).get("/reviews/").text


@pytest.mark.parametrize(
    ("reason", "english", "spanish"),
    [
        ("refused", "refused", "rechazada"),
        ("unavailable", "the phone could not tell", "no pudo saberla"),
        ("timeout", "did not find itself in time", "no se ubicó a tiempo"),
        ("insecure", "without HTTPS", "sin HTTPS"),
        ("no_store_place", "nobody has entered where the store is", "nadie ha indicado"),
        ("not_asked", "not asked", "no se preguntó"),
    ],
)
def test_not_given_and_why(chain: Chain, reason: str, english: str, spanish: str) -> None:
    submission = send(chain, location={"given": False, "reason": reason})
    assert "Location: not given (" in read(chain, submission)
    assert english in read(chain, submission)
    assert "Ubicación: no se dio (" in read(chain, submission, "es")
    assert spanish in read(chain, submission, "es")
    assert 'id="attention"' not in chain.client(chain.rosa).get("/reviews/").text


def test_an_older_app_says_nothing(chain: Chain) -> None:
    assert "Location" not in read(chain, send(chain))


def test_a_clock_put_right_is_said_and_stamps_show_both(chain: Chain) -> None:
    """By the phone's clock, a day ahead, all was a day later than it was."""
    visit = chain.plan()
    text = chain.body(visit).decode().replace("2026-11-21T", "2026-11-22T")
    body = json.loads(text)
    clock = {"skew_ms": 86_400_000, "at": "2026-11-22T12:00:00.000Z"}
    told = {key: body[key] for key in ("answers", "started", "finished")}
    submission = send(chain, clock=clock, **told)
    page = read(chain, submission)
    assert "The phone's clock was wrong; times are corrected" in page
    assert "was set to another time between the visit and the sending" in page
    assert "Done outside its window" not in page
    assert "10:15:00" in page
    assert "The phone said Nov 22, 2026" in page
    assert "se cambió entre la visita y el envío" in read(chain, submission, "es")


def test_what_came_late_but_was_made_in_time_is_not_called_late(chain: Chain) -> None:
    visit = chain.plan()
    body = chain.body(visit)
    chain.later(days=6)
    submission = part_submission_id(visit.id, "visit")
    headers = {"X-Kit": "1", "Device-Time": iso(chain.clock.now())}
    phone = chain.client(chain.sol)
    sent = phone.put(f"/api/v1/submissions/{submission}", data=body, headers=headers)
    assert sent.status_code == 201, sent.text
    page = read(chain, submission)
    assert "window closed" not in page
    assert "outside the window" not in page


def test_what_was_finished_after_the_window_is(chain: Chain) -> None:
    finished = STAMP | {"at": "2026-11-24T16:15:00.000Z"}
    page = read(chain, send(chain, finished=finished))
    assert "Finished after the window closed" in page
