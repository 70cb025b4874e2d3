"""Answers as a person would say them, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from audit_forms import load_shipped
from server.scoring.said import Reader, said, seconds_in_words

FORM = load_shipped("five-qualities", 1)
ENGLISH = Reader("en", "en_US", "MXN", "America/Mexico_City")
SPANISH = Reader("es", "es_MX", "MXN", "America/Mexico_City")


@pytest.mark.parametrize(
    ("question", "value", "english", "spanish"),
    [
        ("asked_need", True, "Yes", "Sí"),
        ("asked_need", False, "No", "No"),
        ("first_step", "staff", "Someone came to me", "Alguien se me acercó"),
        ("goodbye", ["looked", "thanked"], "Thanked me · Looked at me as they did",
         "Me dieron las gracias · Me miraron al hacerlo"),
        ("people_ahead", 12, "12", "12"),
        ("price_on_tag", 1_234_550, "MX$12,345.50", "$12,345.50"),
        ("seconds_until_greeted", 200, "3 min 20 s", "3 min 20 s"),
        ("arrived", {"at": "2026-11-21T16:15:30.123Z"}, "10:15:30", "10:15:30"),
        ("best_moment", "  Una sonrisa. ", "Una sonrisa.", "Una sonrisa."),
        ("entrance_photo", ["ab" * 32], "1 photo", "1 foto"),
        ("entrance_photo", ["ab" * 32, "cd" * 32], "2 photos", "2 fotos"),
    ],
)  # fmt: skip
def test_it_works(question: str, value: Any, english: str, spanish: str) -> None:
    asked = FORM.question(question)
    assert said(asked, {"value": value}, ENGLISH) == english
    assert said(asked, {"value": value}, SPANISH) == spanish


def test_what_was_not_answered_says_so() -> None:
    asked = FORM.question("patience")
    assert said(asked, {"na": True}, ENGLISH) == "Not applicable"
    assert said(asked, {"na": True, "comment": "x"}, SPANISH) == "No aplica"
    assert said(asked, None, ENGLISH) == "No answer"
    assert said(asked, {}, SPANISH) == "Sin respuesta"


def test_a_yen_has_no_cents() -> None:
    asked = FORM.question("price_on_tag")
    reader = Reader("en", "en_US", "JPY", "Asia/Tokyo")
    assert said(asked, {"value": 1200}, reader) == "¥1,200"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (45, "45 s"), (60, "1 min"), (3600, "1 h"), (3725, "1 h 2 min")],
)
def test_time_is_told_in_two_units_at_most(seconds: int, words: str) -> None:
    assert seconds_in_words(seconds) == words
