"""Two of the short forms, from phone to scorecard: the seven sins, and being listened to."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_forms import say
from tests.stories.conftest import Begin
from tests.stories.visiting import THANKS

SIGHED = {
    "en": "She sighed and looked away when the man asked a second time.",
    "es": "Suspiró y volteó a otro lado cuando el señor preguntó otra vez.",
}

TAKES = {
    "en": "Takes 1 point from Enthusiasm and 1 point from Respect.",
    "es": "Resta 1 punto a Entusiasmo y 1 punto a Respeto.",
}
THREE = {
    "en": ("The conversation of three", "Who served", "The customer", "The product or service"),
    "es": ("La conversación de tres", "Quien atendió", "El cliente", "El producto o servicio"),
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_sin_that_was_seen_reaches_the_scorecard_with_its_evidence(
    begin: Begin, tmp_path: Path, language: str
) -> None:
    told = begin("seven-sins", language)
    told.report(THANKS | {"sin_coldness": ("waiting", SIGHED[language])})
    told.accept()
    card = told.scorecard(tmp_path)
    assert (
        say(told.form.title, language) in card or say(told.form.sections[1].title, language) in card
    )
    assert told.asked("sin_coldness") in card
    assert SIGHED[language] in card
    assert TAKES[language] in card
    # Who was affected could tell who the shopper was.
    assert told.asked("sin_affected") not in card
    assert told.phone.complaints == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_conversation_has_a_result_for_each_of_the_three(
    begin: Begin, tmp_path: Path, language: str
) -> None:
    told = begin("being-listened-to", language)
    told.report({"explained_need": ("named_it", ""), "attention_kept": ("looked_past", "")})
    told.accept()
    card = told.scorecard(tmp_path)
    for words in THREE[language]:
        assert words in card
    assert told.asked("attention_kept") in card
    assert told.phone.complaints == []
