"""A visit counts when it was, whatever the phone's clock believed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from server.kernel.ids import part_submission_id
from server.scores.models import Score
from tests.cast import ENTRANCE, SHELF, Chain


def accepted(chain: Chain, at: str, device_time: str | None = None) -> Score:
    """The score of a report all of whose times are `at`."""
    visit = chain.plan()
    body: dict[str, Any] = json.loads(chain.body(visit))
    body["started"]["at"] = body["finished"]["at"] = at
    for answer in body["answers"].values():
        if isinstance(answer.get("value"), dict):
            answer["value"]["at"] = at
    phone, headers = chain.client(chain.sol), {"X-Kit": "1"}
    if device_time:
        headers["Device-Time"] = device_time
    submission = part_submission_id(visit.id, "visit")
    sent = phone.put(f"/api/v1/submissions/{submission}", json=body, headers=headers)
    assert sent.status_code == 201, sent.text
    for content in (ENTRANCE, SHELF):
        chain.upload(phone, content)
    chain.accept(submission)
    return Score.get(Score.submission == submission)


def test_it_works(chain: Chain) -> None:
    score = accepted(chain, "2026-10-31T17:00:00Z")
    assert (score.month, score.week, score.day_part) == (date(2026, 10, 1), "2026-W44", "morning")


def test_a_clock_that_was_measured_is_corrected(chain: Chain) -> None:
    score = accepted(chain, "2031-10-31T17:00:00Z", device_time="2031-11-21T18:00:00Z")
    assert (score.month, score.week) == (date(2026, 10, 1), "2026-W44")


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59Z", "2099-01-01T00:00:00Z", "2026-11-22T18:00:00Z",
           "1970-01-01T00:00:00Z"],
)  # fmt: skip
def test_a_time_that_cannot_be_is_the_time_of_arrival(chain: Chain, at: str) -> None:
    score = accepted(chain, at)
    assert (score.month, score.week) == (date(2026, 11, 1), "2026-W47")
    assert chain.client(chain.mateo).get("/store/").status_code == 200
