"""A refusal says what to do in the language of whoever asked, with the same code in both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.submissions.phone import OURS, Phone, code_of

Send = Callable[[Phone, str], TestResponse]


def report(**changes: Any) -> Send:
    """Send the report with changed members, asking for a language."""
    return lambda phone, query: phone.put(phone.body(**changes), phone.address + query)


def answers(**changed: Any) -> Send:
    """Send the report with changed answers, asking for a language."""
    return lambda phone, query: phone.put(phone.answering(**changed), phone.address + query)


def bytes_of(raw: bytes, **headers: str) -> Send:
    """Send any bytes, asking for a language."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda phone, query: phone.put(raw, phone.address + query, told)


def photo(content: bytes) -> Send:
    """Send a photo that nobody announced, asking for a language."""
    place = f"/api/v1/media/{'ab' * 32}"
    return lambda phone, query: phone.client.put(place + query, data=content, headers=OURS)


REFUSED: dict[str, Send] = {
    "body_not_json": bytes_of(b"{"),
    "body_too_large": bytes_of(b"x" * 1_000_001),
    "field_unknown": report(mood=1),
    "field_type_wrong": report(version="1"),
    "fields_wrong": report(outcome="perhaps"),
    "question_unknown": answers(mood={"value": 1}),
    "answer_type_wrong": answers(way_in_clear={"value": 3}),
    "answer_out_of_range": answers(people_ahead={"value": 100}),
    "answer_missing": answers(way_in_clear=None),
    "visit_unknown": report(visit=None),
    "form_wrong": report(version=9),
    "part_unknown": report(part="later"),
    "photos_wrong": report(photos=[]),
    "digest_wrong": bytes_of(b"{}", Content_Digest="sha-256=:AAAA:"),
    "header_wrong": bytes_of(b"{}", Content_Digest="md5=:AAAA:"),
    "photo_not_announced": photo(b"x"),
}


@pytest.mark.parametrize(("code", "send"), REFUSED.items(), ids=REFUSED.keys())
def test_it_works(refused: Phone, code: str, send: Send) -> None:
    english, spanish = send(refused, "?language=en"), send(refused, "?language=es")
    assert code_of(english) == code_of(spanish) == code
    for member in ("title", "detail"):
        assert english.get_json()[member] != spanish.get_json()[member]
    for problem in (english.get_json(), spanish.get_json()):
        assert "%(" not in str(problem)
        # Said to a person who can do something about it, in more than a word or two.
        assert len(problem["detail"].split()) > 4
    told = english.get_json().get("fields", []), spanish.get_json().get("fields", [])
    for one, other in zip(*told, strict=True):
        assert (one["field"], one["code"]) == (other["field"], other["code"])
        assert one["detail"] != other["detail"]


def test_without_a_wish_it_is_the_shopper_s_own(refused: Phone) -> None:
    spanish = REFUSED["answer_missing"](refused, "?language=es").get_json()
    assert REFUSED["answer_missing"](refused, "").get_json() == spanish
