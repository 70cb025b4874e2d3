"""What cannot be read, or holds what it should not, is refused whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server.submissions.schemas import MOST_PHOTOS
from tests.stored import stored
from tests.submissions.phone import Phone, code_of

UNREADABLE = {
    "nothing": b"",
    "half an object": b'{"visit":',
    "a list": b"[]",
    "a text": b'"report"',
    "null": b"null",
    "not a number": b'{"visit":null,"version":NaN}',
    "infinity": b'{"visit":null,"version":-Infinity}',
    "a list as deep as it is long": b"[" * 300_000,
    "an object as deep as it is long": b'{"a":' * 100_000,
    "not UTF-8": b'{"outcome_note":"\xff\xfe"}',
    "UTF-16": '{"visit":null}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"visit":null}',
    "more digits than a number has": b'{"version":' + b"9" * 10_000 + b"}",
    "a form": b"visit=1&part=visit",
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_json_object(refused: Phone, raw: bytes) -> None:
    before = stored(refused.chain.data)
    assert code_of(refused.put(raw)) == "body_not_json"
    assert stored(refused.chain.data) == before


def test_a_name_that_stands_twice(refused: Phone) -> None:
    raw = json.dumps(refused.body()).encode()
    twice = raw.replace(b'"part":', b'"part": "other", "part":', 1)
    assert json.loads(twice) == json.loads(raw)
    before = stored(refused.chain.data)
    assert code_of(refused.put(twice)) == "body_not_json"
    answer = raw.replace(b'"greeting":', b'"greeting": {"na": true}, "greeting":', 1)
    assert answer != raw
    assert code_of(refused.put(answer)) == "body_not_json"
    assert stored(refused.chain.data) == before


def test_a_body_over_the_limit(refused: Phone) -> None:
    before = stored(refused.chain.data)
    problem = refused.put(refused.body(outcome_note="x" * 1_000_001))
    assert code_of(problem) == "body_too_large"
    assert "1000000" in problem.get_json()["detail"]
    assert stored(refused.chain.data) == before


WRONG: dict[str, tuple[dict[str, Any], str, str, str]] = {
    # name: (members, the problem's code, the field, what is wrong with it)
    "unknown field": ({"mood": 1}, "field_unknown", "mood", "unknown_field"),
    "unknown field of half a character": (
        {"\ud800": 1},
        "field_unknown",
        "\ufffd",
        "unknown_field",
    ),
    "a text for a number": ({"version": "1"}, "field_type_wrong", "version", "wrong_type"),
    "a fraction for a number": ({"version": 1.5}, "field_type_wrong", "version", "wrong_type"),
    "a truth for a number": ({"version": True}, "field_type_wrong", "version", "wrong_type"),
    "a number for a text": ({"part": 5}, "field_type_wrong", "part", "wrong_type"),
    "no id": ({"visit": "the first one"}, "field_type_wrong", "visit", "wrong_type"),
    "a list of answers": ({"answers": []}, "field_type_wrong", "answers", "wrong_type"),
    "answers null": ({"answers": None}, "field_type_wrong", "answers", "wrong_type"),
    "photos as an object": ({"photos": {}}, "field_type_wrong", "photos", "wrong_type"),
    "61 photos": ({"photos": [{}] * 61}, "photos_too_many", "photos", "photos_too_many"),
    "a photo without facts": ({"photos": [{}]}, "fields_wrong", "photos", "photo_entry_wrong"),
    "a device of lists": ({"device": {"id": []}}, "field_type_wrong", "device", "wrong_type"),
    "a device with NUL": ({"device": {"id": "\0"}}, "fields_wrong", "device", "text_unreadable"),
    "no such outcome": ({"outcome": "perhaps"}, "fields_wrong", "outcome", "wrong_value"),
    "no such language": ({"language": "xx"}, "fields_wrong", "language", "wrong_value"),
    "a note with NUL": ({"outcome_note": "a\0"}, "fields_wrong", "outcome_note", "text_unreadable"),
    "a note with half a character": (
        {"outcome_note": "\udfff"},
        "fields_wrong",
        "outcome_note",
        "text_unreadable",
    ),
    "a long note": ({"outcome_note": "x" * 2001}, "fields_wrong", "outcome_note", "wrong_value"),
    "a start without a zone": (
        {"started": {"at": "2026-11-21T16:15:00Z", "offset": 0}},
        "fields_wrong",
        "started",
        "stamp_unreadable",
    ),
    "a start in words": ({"started": "noon"}, "fields_wrong", "started", "stamp_unreadable"),
    "a 30th of February": (
        {"finished": {"at": "2026-02-30T16:15:00Z", "offset": 0, "zone": "UTC"}},
        "fields_wrong",
        "finished",
        "stamp_unreadable",
    ),
    "a digest in capitals": ({"replaces": "A" * 64}, "fields_wrong", "replaces", "wrong_value"),
}


@pytest.mark.parametrize(("members", "code", "field", "why"), WRONG.values(), ids=WRONG.keys())
def test_a_field_that_is_wrong(
    refused: Phone, members: dict[str, Any], code: str, field: str, why: str
) -> None:
    before = stored(refused.chain.data)
    problem = refused.put(refused.body(**members))
    assert (problem.status_code, code_of(problem)) == (422, code)
    (told,) = problem.get_json()["fields"]
    assert (told["field"], told["code"]) == (field, why)
    assert told["detail"].endswith(".")
    assert stored(refused.chain.data) == before


def test_too_many_photos_are_told_with_how_many_may_stay(refused: Phone) -> None:
    problem = refused.put(refused.body(photos=[{}] * (MOST_PHOTOS + 1)))
    assert f" {MOST_PHOTOS} fotos como máximo. Quite" in problem.get_json()["detail"]


@pytest.mark.parametrize(
    "name", ["visit", "part", "form", "version", "answers", "started", "finished"]
)
def test_a_field_that_is_missing(refused: Phone, name: str) -> None:
    before = stored(refused.chain.data)
    problem = refused.put(refused.body(without=(name,)))
    assert code_of(problem) == "fields_wrong"
    (told,) = problem.get_json()["fields"]
    assert (told["field"], told["code"]) == (name, "missing_field")
    assert stored(refused.chain.data) == before


def test_every_field_that_is_wrong_is_told(refused: Phone) -> None:
    problem = refused.put(refused.body(mood=1, version="1", without=("started",)))
    assert code_of(problem) == "fields_wrong"
    told = {field["field"]: field["code"] for field in problem.get_json()["fields"]}
    assert told == {"mood": "unknown_field", "version": "wrong_type", "started": "missing_field"}


HEADERS: dict[str, tuple[str, str, str]] = {
    "another digest": ("Content-Digest", f"sha-256=:{'A' * 43}=:", "digest_wrong"),
    "a digest that is no base64": ("Content-Digest", "sha-256=:%%%:", "digest_wrong"),
    "a digest that is no ASCII": ("Content-Digest", "sha-256=:\xf1:", "digest_wrong"),
    "a digest of another kind": ("Content-Digest", "md5=:AAAA:", "header_wrong"),
    "a digest without its marks": ("Content-Digest", "sha-256=AAAA", "header_wrong"),
    "a clock in words": ("Device-Time", "noon", "header_wrong"),
    "a clock without a zone": ("Device-Time", "2026-11-21T16:00:00", "header_wrong"),
    "a clock before all time": ("Device-Time", "0001-01-01T00:00:00+14:00", "header_wrong"),
}


@pytest.mark.parametrize(("name", "value", "code"), HEADERS.values(), ids=HEADERS.keys())
def test_a_header_that_is_wrong(refused: Phone, name: str, value: str, code: str) -> None:
    before = stored(refused.chain.data)
    problem = refused.put(refused.body(), headers={name: value})
    assert (problem.status_code, code_of(problem)) == (400, code)
    assert stored(refused.chain.data) == before
