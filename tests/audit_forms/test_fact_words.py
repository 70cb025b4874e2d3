"""What is known when a visit is planned is called what the form calls it, in each language."""

from __future__ import annotations

import json

import pytest

from audit_forms import (
    Form,
    InWords,
    compare,
    compile_form,
    digest,
    for_phone,
    from_snapshot,
    load,
)
from audit_forms.fact_words import fact_name, value_name
from audit_forms.yaml_writer import as_yaml
from tests.audit_forms.yaml_texts import GOOD, changed

SHIFT = "{values: [morning, noon]}"
WORDED = """{values: [morning, noon], text: {en: Time of day, es: Hora del día},
    words: [{en: Before noon, es: Por la mañana}, {en: At noon, es: A mediodía}]}"""
ASKED = "{fact: purchase, is: true}"


def worded(words: str = WORDED, asked: str = "{fact: shift, is: morning}") -> Form:
    """The small form with words for a fact, and a question that hangs on it."""
    return load(GOOD.replace(SHIFT, words).replace(ASKED, asked))


def asked(form: Form, language: str) -> str:
    """When the last question is asked."""
    words = InWords(form, language, {q.id: n for n, q in enumerate(form.questions, 1)})
    return words.when_asked(form.question("words"))


def test_it_works() -> None:
    form = worded()
    assert "the visit is planned with “Time of day: Before noon”" in asked(form, "en")
    assert "la visita se planeó con “Hora del día: Por la mañana”" in asked(form, "es-MX")
    assert "la visita se planeó con “shift: morning”" in asked(worded(SHIFT), "es")


@pytest.mark.parametrize(
    ("id", "language", "name", "values"),
    [
        ("purchase", "en", "The shopper buys something", ["Yes", "No"]),
        ("purchase", "es", "El comprador compra algo", ["Sí", "No"]),
        ("shift", "en", "Time of day", ["Before noon", "At noon"]),
        ("shift", "es", "Hora del día", ["Por la mañana", "A mediodía"]),
        # A language that the form has not is answered in its first one.
        ("shift", "fr", "Time of day", ["Before noon", "At noon"]),
    ],
)
def test_names_of_facts_and_their_values(
    id: str, language: str, name: str, values: list[str]
) -> None:
    fact = worded().facts[id]
    assert fact_name(fact, language) == name
    assert [value_name(fact, value, language) for value in fact.values] == values


def test_the_words_of_the_form_come_before_ours() -> None:
    own = "{values: [true, false], text: {en: Gift bought, es: Compra un regalo}}"
    form = load(GOOD.replace("{values: [true, false]}", own))
    assert fact_name(form.facts["purchase"], "es") == "Compra un regalo"
    assert "planned with “Gift bought: Yes”" in asked(form, "en")
    assert "you buy something" in asked(load(GOOD), "en")


def test_a_fact_without_words_is_called_what_its_author_called_it() -> None:
    form = load(changed(SHIFT, "{values: [first_one, last]}").replace("shift:", "week_day:"))
    fact = form.facts["week_day"]
    assert fact_name(fact, "es") == "week day"
    assert [value_name(fact, value, "en") for value in fact.values] == ["first one", "last"]
    tills = load(changed(SHIFT, "{values: [-2, 1]}")).facts["shift"]
    assert [value_name(tills, value, "en") for value in tills.values] == ["−2", "1"]


def test_it_is_stored_and_written_and_left_out_where_there_is_none() -> None:
    form = worded()
    stored = json.loads(json.dumps(compile_form(form)))
    assert from_snapshot(stored) == form
    assert load(as_yaml(form)).facts == form.facts
    assert compile_form(load(GOOD))["facts"][1] == {"id": "shift", "values": ["morning", "noon"]}
    assert digest(form) != digest(worded(SHIFT))


def test_a_phone_is_told_nothing_of_it() -> None:
    assert "mediod" not in json.dumps(for_phone(worded(), "es"), ensure_ascii=False)


def test_other_words_are_told_and_spoil_no_comparison() -> None:
    new = worded(WORDED.replace("At noon", "Lunchtime").replace("Time of day", "Hour"))
    found = compare(worded(), new)
    assert [(each.key, each.effect, each.answer, each.old, each.new) for each in found.form] == [
        ("fact name", "hint", "shift", "Time of day", "Hour"),
        ("fact words", "hint", "shift: noon", "At noon", "Lunchtime"),
    ]
    assert {each.answers.grade for each in found.questions} == {"yes"}
    assert found.score is not None
    assert (found.score.grade, found.score.rescore) == ("yes", False)


def test_the_first_words_are_a_change_of_words_as_well() -> None:
    found = compare(worded(SHIFT), worded())
    assert [each.key for each in found.form] == ["fact name"] * 2 + ["fact words"] * 4
    assert {(each.effect, each.old) for each in found.form} == {("hint", "")}
