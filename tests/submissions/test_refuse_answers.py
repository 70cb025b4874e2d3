"""Answers that the form does not allow are refused, each with its reason, and nothing is kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit_forms.five_qualities_shopper import stamp
from tests.stored import stored
from tests.submissions.phone import Phone, code_of

PHOTO = "ab" * 32

WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    # name: (answers, the problem's code, what is wrong with the one answer)
    "unknown question": ({"mood": {"value": 1}}, "question_unknown", "unknown_question"),
    "unknown question of half a character": (
        {"\ud800": {"value": 1}},
        "question_unknown",
        "unknown_question",
    ),
    "no answer object": ({"way_in_clear": True}, "answer_type_wrong", "answer_shape"),
    "both a value and N/A": (
        {"way_in_clear": {"value": True, "na": True}},
        "answer_type_wrong",
        "answer_shape",
    ),
    "an answer with a mood": (
        {"way_in_clear": {"value": True, "mood": 1}},
        "answer_type_wrong",
        "answer_shape",
    ),
    "a comment with NUL": (
        {"way_in_clear": {"value": True, "comment": "\0"}},
        "answer_type_wrong",
        "answer_shape",
    ),
    "a text for yes": ({"way_in_clear": {"value": "yes"}}, "answer_type_wrong", "answer_type"),
    "one for yes": ({"way_in_clear": {"value": 1}}, "answer_type_wrong", "answer_type"),
    "a number of lists": ({"people_ahead": {"value": [2]}}, "answer_type_wrong", "answer_type"),
    "infinity": ({"people_ahead": {"value": 1e308 * 10}}, "body_not_json", ""),
    "a stamp in words": ({"arrived": {"value": "noon"}}, "answer_type_wrong", "answer_type"),
    "a stamp of no day": (
        {"paid": {"value": {"at": "2026-02-30T10:00:00Z", "offset": 0, "zone": "UTC"}}},
        "answer_type_wrong",
        "time_unreadable",
    ),
    "too many people": ({"people_ahead": {"value": 100}}, "answer_out_of_range", "number_above"),
    "fewer than nobody": ({"people_ahead": {"value": -1}}, "answer_out_of_range", "number_below"),
    "half a person": ({"people_ahead": {"value": 0.5}}, "answer_out_of_range", "number_decimals"),
    "no such step": ({"spoken_to": {"value": 99}}, "answer_out_of_range", "step_unknown"),
    "no such option": ({"greeting": {"value": "wink"}}, "answer_out_of_range", "option_unknown"),
    "an option twice": (
        {"attending": {"value": ["gave_name", "gave_name"]}},
        "answer_out_of_range",
        "option_repeated",
    ),
    "a photo twice": (
        {"entrance_photo": {"value": [PHOTO]}, "shelf_photo": {"value": [PHOTO] * 2}},
        "answer_out_of_range",
        "too_many_photos",
    ),
    "a photo by name": (
        {"shelf_photo": {"value": ["shelf.jpg"]}},
        "answer_type_wrong",
        "photo_unreadable",
    ),
    "a comment as long as a book": (
        {"way_in_clear": {"value": True, "comment": "x" * 30_001}},
        "answer_out_of_range",
        "comment_too_long",
    ),
    "no answer": ({"way_in_clear": None}, "answer_missing", "answer_required"),
    "an empty answer": ({"way_in_clear": {"value": None}}, "answer_missing", "answer_required"),
    "N/A where it always applies": (
        {"way_in_clear": {"na": True}},
        "answers_wrong",
        "na_not_allowed",
    ),
    "paid before being served": (
        {"paid": {"value": stamp(30)}},
        "stamps_out_of_order",
        "stamps_out_of_order",
    ),
}


@pytest.mark.parametrize(("answers", "code", "why"), WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_is_wrong(
    refused: Phone, answers: dict[str, Any], code: str, why: str
) -> None:
    before = stored(refused.chain.data)
    problem = refused.put(refused.answering(**answers))
    assert code_of(problem) == code
    assert problem.status_code == (422 if why else 400)
    told = problem.get_json().get("fields", [])
    assert why in {each["code"] for each in told} | {""}
    assert all(each["field"].startswith("answers.") for each in told)
    assert all(each["detail"].endswith(".") for each in told)
    assert stored(refused.chain.data) == before


def test_mistakes_of_several_kinds_are_told_together(refused: Phone) -> None:
    problem = refused.put(
        refused.answering(
            mood={"value": 1}, people_ahead={"value": -1}, way_in_clear=None, paid={"value": 3}
        )
    )
    assert code_of(problem) == "answers_wrong"
    told = {field["field"]: field["code"] for field in problem.get_json()["fields"]}
    assert (
        told.items()
        >= {
            "answers.mood": "unknown_question",
            "answers.people_ahead": "number_below",
            "answers.way_in_clear": "answer_required",
            "answers.paid": "answer_type",
        }.items()
    )


def test_photos_that_no_answer_names(refused: Phone) -> None:
    body = refused.body()
    before = stored(refused.chain.data)
    body["photos"].append({"sha256": PHOTO, "size": 9, "question": "shelf_photo"})
    assert code_of(refused.put(body)) == "photos_wrong"
    assert stored(refused.chain.data) == before


def test_answers_whose_photos_are_not_announced(refused: Phone) -> None:
    before = stored(refused.chain.data)
    assert code_of(refused.put(refused.body(photos=[]))) == "photos_wrong"
    assert stored(refused.chain.data) == before


def test_photos_of_a_visit_that_was_not_made(refused: Phone) -> None:
    before = stored(refused.chain.data)
    assert code_of(refused.put(refused.body(outcome="closed"))) == "photos_wrong"
    assert stored(refused.chain.data) == before
