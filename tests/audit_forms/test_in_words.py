"""When a question is asked, when a comment is wanted and within which limits, as sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit_forms import Form, InWords, load, load_shipped
from audit_forms.model import Part
from tests.audit_forms.yaml_texts import GOOD, changed

WORDS_ASKED = """\
          all:
            - any:
                - {question: who, in: [staff, no]}
                - {fact: purchase, is: true}
            - not: {question: clean, is: false}
"""


def words(form: Form, language: str = "en") -> InWords:
    """The form in words, its questions numbered as they stand."""
    return InWords(form, language, {q.id: number for number, q in enumerate(form.questions, 1)})


def asked(tmp_path: Path, condition: str) -> tuple[str, str]:
    """When the last question is asked under that condition, in English and in Spanish."""
    file = tmp_path / "form.yaml"
    file.write_text(changed(WORDS_ASKED, f"          {condition}\n"), encoding="utf-8")
    form = load(file)
    question = form.question("words")
    return words(form).when_asked(question), words(form, "es").when_asked(question)


@pytest.fixture
def small(tmp_path: Path) -> Form:
    """The small form that has something of everything."""
    (tmp_path / "small.yaml").write_text(GOOD, encoding="utf-8")
    return load(tmp_path / "small.yaml")


def test_it_works(tmp_path: Path) -> None:
    assert asked(tmp_path, "{question: who, is: no}") == (
        "Only if question 6 is “Nobody”",
        "Solo si en la pregunta 6 respondió “Nadie”",
    )


@pytest.mark.parametrize(
    ("condition", "english", "spanish"),
    [
        (
            "{not: {question: who, in: [staff, guard]}}",
            "question 6 is not “Staff” or “Guard”",
            "en la pregunta 6 no respondió “Personal” ni “Vigilante”",
        ),
        ("{question: clean, is: false}", "question 3 is “No”", "en la pregunta 3 respondió “No”"),
        (
            "{question: mood, at_most: 2}",
            "question 5 is “Cold” or “Fair”",
            "en la pregunta 5 respondió “Frío” o “Regular”",
        ),
        (
            "{question: extras, includes: rude}",
            "question 7 includes “Rudeness”",
            "en la pregunta 7 eligió “Grosería”",
        ),
        (
            "{question: till, at_least: 5}",
            "question 8 is 5 or more",
            "en la pregunta 8 respondió 5 o más",
        ),
        (
            "{question: wait, at_least: 90}",
            "question 4 is 1 min 30 s or more",
            "en la pregunta 4 respondió 1 min 30 s o más",
        ),
        (
            "{question: till, answered: false}",
            "question 8 is not answered",
            "no respondió la pregunta 8",
        ),
        (
            "{not: {question: till, answered: false}}",
            "question 8 is answered",
            "respondió la pregunta 8",
        ),
        ("{fact: purchase, is: false}", "you buy nothing", "usted no compra nada"),
        (
            "{not: {fact: shift, is: noon}}",
            "the visit is planned with “shift: morning”",
            "la visita se planeó con “shift: morning”",
        ),
    ],
)
def test_a_condition_is_a_clause(
    tmp_path: Path, condition: str, english: str, spanish: str
) -> None:
    assert asked(tmp_path, condition) == (f"Only if {english}", f"Solo si {spanish}")


def test_conditions_in_conditions_stand_in_brackets(small: Form) -> None:
    question = small.question("words")
    assert words(small).when_asked(question) == (
        "Only if (question 6 is “Staff” or “Nobody” or you buy something)"
        " and question 3 is not “No”"
    )
    assert words(small, "es").when_asked(question) == (
        "Solo si (en la pregunta 6 respondió “Personal” o “Nadie” o usted compra algo)"
        " y en la pregunta 3 no respondió “No”"
    )


def test_the_opposite_of_all_is_any_of_the_opposites(tmp_path: Path) -> None:
    inner = "{question: who, is: no}, {question: clean, is: true}"
    assert asked(tmp_path, f"{{not: {{all: [{inner}]}}}}")[0] == (
        "Only if question 6 is not “Nobody” or question 3 is not “Yes”"
    )


def test_a_span_between_two_times_is_asked_when_one_of_them_is_missing(small: Form) -> None:
    question = small.question("wait")
    assert words(small).when_asked(question) == "Only if the time of question 1 or 2 is missing"
    assert "falta la hora de la pregunta 1 o de la 2" in words(small, "es").when_asked(question)


def test_an_amount_that_is_worked_out_says_how() -> None:
    form = load_shipped("honest-dealing", 1)
    over = form.question("overcharge")
    assert words(form).when_asked(over) == (
        "Only if you buy something. Write question 7 less question 5"
    )
    assert words(form, "es").when_asked(over) == (
        "Solo si usted compra algo. Escriba la pregunta 7 menos la 5"
    )
    assert words(form).when_asked(form.question("put_right")) == (
        "Only if question 8 is more than 0 or question 9 is more than 0"
    )


def test_what_is_always_asked_says_nothing(small: Form) -> None:
    assert words(small).when_asked(small.question("mood")) == ""


def test_a_comment_names_the_answers_that_want_it(small: Form) -> None:
    question = small.question("clean")
    assert words(small).when_commented(question) == (
        "If you answer “No”, say what happened (at least 20 characters)"
    )
    assert words(small, "es").when_commented(question).startswith("Si responde “No”, cuente")
    assert words(small).when_commented(small.question("mood")) == ""


def test_limits_are_said_with_their_units(small: Form) -> None:
    said = {question.id: words(small).limits(question) for question in small.questions}
    assert said["wait"] == "at most 1 h"
    assert said["till"] == "a whole number, from 1 to 20"
    assert said["words"] == "at least 30 characters"
    assert said["mood"] == said["arrived"] == ""


def test_an_amount_of_money_is_told_in_no_currency(tmp_path: Path) -> None:
    file = tmp_path / "money.yaml"
    text = changed("kind: number\n", "kind: money\n").replace("max: 20\n", "max: 2000\n")
    condition = "          {question: till, at_least: 500}\n"
    file.write_text(text.replace(WORDS_ASKED, condition), encoding="utf-8")
    form = load(file)
    assert words(form).limits(form.question("till")) == (
        "in the store's currency, at most 2,000 of the currency's smallest units"
    )
    assert words(form, "es").when_asked(form.question("words")) == (
        "Solo si en la pregunta 8 respondió 500 unidades mínimas de la moneda o más"
    )


@pytest.mark.parametrize(
    ("form", "said", "dicho"),
    [
        (
            "honest-dealing",
            "Opens on the day of the visit and stays open for 3 days",
            "Se abre el día de la visita y queda abierta 3 días",
        ),
        (
            "complaint-handling",
            "Opens as many days after the visit as question 12 says and stays open for 7 days;"
            " without an answer there, nothing is asked here",
            "Se abre tantos días después de la visita como diga la pregunta 12 y queda abierta"
            " 7 días; si allí no hay respuesta, aquí no se pregunta nada",
        ),
    ],
)
def test_a_later_part_says_when_it_opens(form: str, said: str, dicho: str) -> None:
    read = load_shipped(form, 1)
    visit, later = read.parts
    assert words(read).when_open(visit) == ""
    assert words(read).when_open(later) == said
    assert words(read, "es").when_open(later) == dicho


def test_how_long_it_stays_open_is_said_where_the_form_does_not_say_it(small: Form) -> None:
    part = Part("later", {"en": "Later"}, opens_after_days=1)
    assert words(small).when_open(part) == ("Opens 1 day after the visit and stays open for 7 days")
    assert words(small).when_open(replace(part, opens_after_days=30, open_for_days=1)) == (
        "Opens 30 days after the visit and stays open for 1 day"
    )


@pytest.mark.parametrize(
    ("decimals", "said"),
    [(0, "a whole number"), (1, "up to 1 decimal"), (2, "up to 2 decimals")],
)
def test_how_exact_a_number_is(small: Form, decimals: int, said: str) -> None:
    question = replace(small.question("till"), decimals=decimals, min=None, max=None)
    assert words(small).limits(question) == said


def test_every_question_of_the_shipped_form_has_its_words_in_both_languages() -> None:
    form = load_shipped("five-qualities", 1)
    conditional = [q for q in form.questions if q.ask_when is not None or q.between is not None]
    assert len(conditional) > 20
    for question in conditional:
        assert words(form).when_asked(question).startswith("Only if ")
        assert words(form, "es").when_asked(question).startswith("Solo si ")
