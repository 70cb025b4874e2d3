"""What a new version of a form changes is said in the reader's words, never in keys of its file."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_forms import compare, from_snapshot, load
from server.desk.pages.changes import Changes, changes
from server.web.languages import install
from tests.audit_forms.random_forms import Json, forms
from tests.own_form import OWN_FORM, WITH_TIER

APP = Flask("words")
install(APP)


def after(*passages: tuple[str, str], language: str = "en") -> Changes:
    """The form against itself with some passages changed, as the page says it."""
    text = OWN_FORM
    for old, new in passages:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    with APP.test_request_context(f"/?language={language}"):
        return changes(compare(load(OWN_FORM), load(text)), language)


def lines(found: Changes) -> list[str]:
    """Every line about a question."""
    return [line for group in found.sections for each in group.questions for line in each.lines]


def test_it_works() -> None:
    found = after(
        ("Was the glass clean?", "Was all glass clean?"),
        ("points: {yes: 2, no: 0}", "points: {yes: 3, no: 0}"),
        ("critical_cap: 50", "critical_cap: 40"),
    )
    (group,) = found.sections
    assert group.title == "The window"
    (clean,) = group.questions
    assert (clean.text, clean.kinds) == ("Was all glass clean?", "reworded, rescored")
    assert clean.lines == (
        "Wording (English): “Was the glass clean?” → “Was all glass clean?”",
        "Points: “Yes”: 2, “No”: 0 → “Yes”: 3, “No”: 0",
    )
    assert found.form == ("Highest score after a critical fault: 50 → 40",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ask_when: {question: clean, is: false}\n        options:", "options:", 
         "Asked: only if question “Was the glass clean?” is “No” → always"),
        ("critical: {fails_when: {is: false}}", "critical: {fails_when: {is: true}}",
         "Fails the visit: if the answer is “No” → if the answer is “Yes”"),
        ("comment_when: {is: false}", "comment_when: {is: true}",
         "Comment: If you answer “No”, say what happened → If you answer “Yes”, say what happened"),
        ("{up_to: 60, points: 3}", "{up_to: 90, points: 3}",
         "Points: up to 1 min: 3, above: 0 → up to 1 min 30 s: 3, above: 0"),
        ("es: Marcas de manos}}",
         "es: Marcas de manos}}\n          - {id: mud, text: {en: Mud, es: Lodo}}",
         "Answer that is new: “Mud”"),
        ("weight: 2", "weight: 3", "How often it counts: 2 → 3"),
    ],
)  # fmt: skip
def test_one_thing_that_differs(old: str, new: str, said: str) -> None:
    assert lines(after((old, new))) == [said]


def test_in_spanish() -> None:
    found = after(
        ("ask_when: {question: clean, is: false}\n        options:", "options:"), language="es"
    )
    assert lines(found) == [
        "Se pregunta: solo si en la pregunta “¿Estaba limpio el vidrio?” respondió “No” → siempre"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("es: Tipo de cliente", "es: Clase de cliente",
         "“Clase de cliente” (Español): “Tipo de cliente” → “Clase de cliente”"),
        ("es: Oro", "es: Dorado",
         "“Tipo de cliente”, “Dorado” (Español): “Oro” → “Dorado”"),
        ("{en: New, es: Nuevo}]", "{en: New, es: Nuevo}, {en: Other, es: Otro}]",
         "“Tipo de cliente”: “Oro”, “Nuevo” → “Oro”, “Nuevo”, “Otro”"),
    ],
)  # fmt: skip
def test_a_fact_is_told_in_the_words_of_the_form(old: str, new: str, said: str) -> None:
    text = WITH_TIER.replace(old, new)
    if "Otro" in new:
        text = text.replace("[gold, new_here]", "[gold, new_here, other]")
    with APP.test_request_context("/?language=es"):
        (line,) = changes(compare(load(WITH_TIER), load(text)), "es").form
    assert line == f"Lo que se sabe al planear una visita, {said}"


def test_a_fact_that_ships_has_the_words_it_has_everywhere() -> None:
    found = after(("purchase: {values: [true, false]}", "purchase: {values: [true]}"))
    assert found.form == (
        "What is known when a visit is planned, “The shopper buys something”: “Yes”, “No” → “Yes”",
    )


def test_what_stands_in_the_way_is_named_as_it_is_asked() -> None:
    found = after(("Was the glass clean?", "Was all glass clean?"), ("limpio el", "limpio todo el"))
    hindered = {each.name: each.because for each in found.results if each.because}
    assert hindered["Quality: Respect"] == ("Was all glass clean?",)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(old=forms(), new=forms(), language=st.sampled_from(["en", "es"]))
def test_any_two_forms_can_be_told_apart_in_words(old: Json, new: Json, language: str) -> None:
    """Whatever differs has a name: a key that nobody has named would end this with a KeyError."""
    with APP.test_request_context(f"/?language={language}"):
        for one, other in ((old, new), (new, old)):
            told = changes(compare(from_snapshot(one), from_snapshot(other)), language)
            assert all(line.strip() for line in lines(told))
