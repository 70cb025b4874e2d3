"""When a report arrives changes nothing in what it says of the visit."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from server.kernel.clock import iso, parse_iso
from server.scores.rules import visited_at
from server.submissions.models import Revision
from server.submissions.queries import report
from tests.submissions.phone import OURS, Phone

DAY = timedelta(days=1)


def shifted(value: Any, by: timedelta) -> Any:
    """A report as a phone would have written it whose clock was ahead by `by`."""
    if isinstance(value, dict):
        found = {name: shifted(each, by) for name, each in value.items()}
        if set(value) == {"at", "offset", "zone"}:
            found["at"] = iso(parse_iso(value["at"]) + by)
        return found
    return [shifted(each, by) for each in value] if isinstance(value, list) else value


def clock(skew: timedelta) -> dict[str, Any]:
    """What a phone tells of its clock."""
    return {"skew_ms": round(skew.total_seconds() * 1000), "at": "2026-11-21T12:00:00.000Z"}


def send(phone: Phone, body: dict[str, Any], ahead: timedelta, **later: float) -> Any:
    """Send a report after some time, from a phone whose clock is `ahead` by then."""
    phone.chain.later(**later)
    phone.client = phone.chain.client(phone.chain.sol)
    theirs = iso(phone.chain.clock.now() + ahead)
    sent = phone.put(body, headers={"Device-Time": theirs})
    assert sent.status_code == 201, sent.text
    return sent.get_json()


@pytest.mark.parametrize("days", [0, 1, 5, 40])
def test_it_works(phone: Phone, days: int) -> None:
    """The window closes two days after; the report was made within, and waits on the phone."""
    sent = send(phone, phone.body(clock=clock(timedelta())), timedelta(), days=days)
    assert sent["flags"] == []


@pytest.mark.parametrize("days", [0, 5])
@pytest.mark.parametrize("ahead", [DAY, -DAY, 365 * DAY, -365 * DAY])
def test_a_clock_put_right_before_the_upload(phone: Phone, days: int, ahead: timedelta) -> None:
    told = shifted(phone.body(), ahead) | {"clock": clock(ahead)}
    sent = send(phone, told, timedelta(), days=days)
    assert sent["flags"] == ["clock_off", "clock_changed"]
    assert sent["skew_seconds"] == 0, "the receipt tells the clock as it is now"
    read = report(phone.submission)
    assert read.skew == ahead
    assert visited_at(read) == parse_iso("2026-11-21T16:15:00Z")


@pytest.mark.parametrize("days", [0, 5])
def test_a_visit_after_the_window_is_outside_whenever_it_comes(phone: Phone, days: int) -> None:
    late = shifted(phone.body(clock=clock(timedelta())), 4 * DAY)
    late["clock"] = clock(timedelta())
    assert send(phone, late, timedelta(), days=days + 5)["flags"] == ["outside_window"]


def test_what_was_decided_on_arrival_stays(phone: Phone) -> None:
    send(phone, shifted(phone.body(), DAY) | {"clock": clock(DAY)}, timedelta())
    kept = Revision.get(Revision.submission == phone.submission)
    assert (kept.skew_ms, kept.visit_skew_ms) == (0, 86_400_000)
    kept.visit_skew_ms = None
    kept.save()
    assert report(phone.submission).skew == timedelta(), "as before reports told their clocks"


def test_its_own_shopper_gets_clock_and_location_back(phone: Phone) -> None:
    location = {"given": False, "reason": "refused"}
    send(phone, phone.body(clock=clock(DAY), location=location), timedelta())
    content = phone.client.get(phone.address, headers=OURS).get_json()["content"]
    assert (content["clock"], content["location"]) == (clock(DAY), location)


STAMP = {"at": "2026-11-21T16:15:00.000Z", "offset": -360, "zone": "America/Mexico_City"}
THERE = {"given": True, "distance": 34, "accuracy": 12, "at": STAMP}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("location", "34 m"),
        ("location", {}),
        ("location", {"given": 1, "reason": "refused"}),
        ("location", {"given": False}),
        ("location", {"given": False, "reason": "bored"}),
        ("location", {"given": False, "reason": ["refused"]}),
        ("location", {"given": False, "reason": "refused", "lat": 19.0}),
        ("location", THERE | {"distance": -1}),
        ("location", THERE | {"distance": 20_100_001}),
        ("location", THERE | {"distance": 34.5}),
        ("location", THERE | {"distance": True}),
        ("location", THERE | {"accuracy": None}),
        ("location", THERE | {"at": "2026-11-21T16:15:00.000Z"}),
        ("location", THERE | {"latitude": 19.0}),
        ("clock", 0),
        ("clock", {"skew_ms": 0}),
        ("clock", {"skew_ms": 0.5, "at": "2026-11-21T12:00:00Z"}),
        ("clock", {"skew_ms": True, "at": "2026-11-21T12:00:00Z"}),
        ("clock", {"skew_ms": 2**53, "at": "2026-11-21T12:00:00Z"}),
        ("clock", {"skew_ms": 0, "at": "noon"}),
        ("clock", {"skew_ms": 0, "at": 12}),
        ("clock", {"skew_ms": 0, "at": "2026-11-21T12:00:00"}),
    ],
)
def test_what_cannot_be_read_is_refused(refused: Phone, name: str, value: Any) -> None:
    answered = refused.put(refused.body(**{name: value}))
    assert answered.status_code == 422, answered.text
    assert [each["field"] for each in answered.get_json()["fields"]] == [name]
    assert not Revision.select().where(Revision.submission == refused.submission).exists()


@pytest.mark.parametrize(
    ("distance", "accuracy", "far"),
    [(34, 12, False), (500, 0, False), (501, 0, True), (9000, 8600, False), (9000, 12, True)],
)
def test_far_is_what_lies_beyond_the_accuracy_too(
    phone: Phone, distance: int, accuracy: int, far: bool
) -> None:
    there = THERE | {"distance": distance, "accuracy": accuracy}
    assert ("far_from_store" in phone.put(phone.body(location=there)).get_json()["flags"]) is far


@pytest.mark.parametrize("value", [2**53 - 1, -(2**53) + 1])
def test_a_clock_off_by_more_than_the_calendar_is_taken(phone: Phone, value: int) -> None:
    told = {"skew_ms": value, "at": "2026-11-21T12:00:00Z"}
    sent = phone.put(phone.body(clock=told))
    assert sent.status_code == 201, sent.text
    assert "clock_off" in sent.get_json()["flags"]
    assert report(phone.submission).skew is not None


def test_a_phone_that_tells_neither_is_taken_as_before(phone: Phone) -> None:
    assert phone.put(json.dumps(phone.body()).encode()).get_json()["flags"] == []
    assert isinstance(phone.client, FlaskClient)
    assert isinstance(phone.submission, UUID)
