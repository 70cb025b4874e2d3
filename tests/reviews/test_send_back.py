"""Sending a report back with a note, which the shopper reads on the phone."""

from __future__ import annotations

import json

import pytest

from server.kernel.problems import Problem
from server.reviews import commands
from server.submissions.models import Submission
from server.visits.models import VisitPart
from tests.cast import Chain

NOTE = "¿Qué dijo la persona exactamente? Falta el precio en la foto."


def _sent_back(chain: Chain, note: str = NOTE) -> VisitPart:
    visit = chain.plan()
    submission = chain.send(visit)
    rosa = chain.actor(chain.rosa)
    commands.claim(rosa, submission)
    commands.send_back(rosa, submission, note)
    return VisitPart.get(VisitPart.submission == submission)


def test_it_works(chain: Chain) -> None:
    part = _sent_back(chain)
    assert Submission.get_by_id(part.submission).state == "sent_back"
    visits = chain.client(chain.sol).get("/api/v1/phone/sync").json["visits"]
    assert [p["note"] for v in visits for p in v["parts"]] == [NOTE]
    assert [p["state"] for v in visits for p in v["parts"]] == ["sent_back"]


def test_a_corrected_report_comes_back_and_is_accepted(chain: Chain) -> None:
    part = _sent_back(chain)
    phone = chain.client(chain.sol)
    digest = phone.get(f"/api/v1/submissions/{part.submission}").json["digest"]
    body = json.loads(chain.body(part.visit, {"asked_need": False})) | {"replaces": digest}
    sent = phone.put(
        f"/api/v1/submissions/{part.submission}/revisions/2", json=body, headers={"X-Kit": "1"}
    )
    assert sent.status_code == 201
    assert Submission.get_by_id(part.submission).state == "received"
    chain.accept(part.submission)
    assert Submission.get_by_id(part.submission).state == "accepted"


@pytest.mark.parametrize("note", ["", "  \n ", "x" * 4001, "a\0b", "half of \ud800"])
def test_a_note_must_say_something(chain: Chain, note: str) -> None:
    submission = chain.send(chain.plan())
    rosa = chain.actor(chain.rosa)
    commands.claim(rosa, submission)
    with pytest.raises(Problem) as refused:
        commands.send_back(rosa, submission, note)
    assert refused.value.code == "review_note_missing"
    assert Submission.get_by_id(submission).state == "claimed"


def test_a_note_that_was_taken_back_does_not_reach_the_phone(chain: Chain) -> None:
    part = _sent_back(chain, "Wrong report")
    rosa = chain.actor(chain.rosa)
    commands.undo(rosa, part.submission)
    commands.send_back(rosa, part.submission, NOTE)
    sync = chain.client(chain.sol).get("/api/v1/phone/sync")
    assert NOTE in sync.json["visits"][0]["parts"][0]["note"]
    assert "Wrong report" not in sync.text
