"""A form written in a spreadsheet becomes a form of ours."""

from __future__ import annotations

import pytest

from audit_forms import Form, digest, evaluate, load
from audit_forms.model import AnswerTest, Leaf
from audit_forms.yaml_writer import as_yaml
from tests.xlsform.books import NEWCOMERS, imported, newcomer

EACH = [path.stem for path in NEWCOMERS]


def form_of(name: str) -> Form:
    return imported(newcomer(name)).form


def codes(name: str) -> set[str]:
    """What the author is told besides."""
    return {notice.code for notice in imported(newcomer(name)).notices}


def test_it_works() -> None:
    form = form_of("coffee_shop")
    assert (form.id, form.version, form.languages) == ("coffee-shop", 1, ("en",))
    assert [section.id for section in form.sections] == ["arrival", "drink"]
    assert {question.id: question.kind for question in form.questions} == {
        "came_in": "time",
        "greeted": "yes_no",
        "manner": "several",
        "queue": "number",
        "warmth": "scale",
        "paid": "number",
        "receipt": "photo",
        "remarks": "text",
    }


@pytest.mark.parametrize("name", EACH)
def test_each_newcomer_gets_a_form_to_go_on_editing(name: str) -> None:
    form = form_of(name)
    text = as_yaml(form, "From a test")
    assert text.startswith("# From a test\nform: ")
    assert digest(load(text)) == digest(form)


@pytest.mark.parametrize("name", EACH)
def test_a_report_on_each_can_be_begun(name: str) -> None:
    form = form_of(name)
    facts = {fact.id: fact.values[0] for fact in form.facts.values()}
    asked = [evaluate(form, part.id, {}, facts).asked for part in form.parts]
    assert all(asked)


def test_points_stand_beside_the_choices_or_in_the_row() -> None:
    form = form_of("coffee_shop")
    assert form.question("warmth").points == {1: 0, 2: 1, 3: 2, 4: 3}
    assert form.question("greeted").points == {True: 2, False: 0}
    minutes = form_of("pharmacy").question("minutes")
    assert [(band.up_to, band.points) for band in minutes.bands] == [(5, 3), (15, 1), (None, 0)]


def test_a_constraint_is_limits_and_its_message_part_of_the_tip() -> None:
    queue = form_of("coffee_shop").question("queue")
    assert (queue.min, queue.max) == (0, 50)
    assert queue.tip["en"] == "Do not count yourself. Between 0 and 50"
    assert form_of("coffee_shop").question("paid").min == 0.01
    assert form_of("pharmacy").question("why_long").min_length == 20


def test_a_note_goes_with_the_next_question_and_its_author_is_told() -> None:
    tip = form_of("coffee_shop").question("came_in").tip["en"]
    assert tip == "Order a drink that has to be made. Tap at the door"
    assert {"note_in_tip", "recorded_anyway", "tip_made", "form_id_made"} <= codes("coffee_shop")


def test_a_constant_stands_for_its_number() -> None:
    assert form_of("pharmacy").question("why_long").ask_when == Leaf(
        "question", "minutes", AnswerTest("at_least", 30)
    )


def test_not_applicable_among_the_choices_is_no_answer() -> None:
    question = form_of("pharmacy").question("asked_allergy")
    assert (question.kind, question.na) == ("yes_no", True)
    assert question.critical == AnswerTest("is", False)


def test_a_choice_filter_makes_one_question_per_answer() -> None:
    form = form_of("bank_branch")
    cash, account = form.question("desk_cash"), form.question("desk_account")
    assert [option.id for option in cash.options] == ["teller", "machine"]
    assert [option.id for option in account.options] == ["adviser", "phone"]
    assert cash.ask_when == Leaf("question", "errand", AnswerTest("is", "cash"))
    # Who asks about the desk asks about the question that has it.
    assert form.question("why_teller").ask_when == Leaf(
        "question", "desk_cash", AnswerTest("is", "teller")
    )


def test_a_group_in_a_group_is_a_section_that_hangs_on_both() -> None:
    form = form_of("bank_branch")
    assert [section.id for section in form.sections] == ["tramite", "fila", "espera"]
    assert form.question("orden").ask_when == Leaf("question", "errand", AnswerTest("is", "cash"))


def test_si_and_no_are_yes_and_no() -> None:
    assert form_of("bank_branch").question("asiento").points == {True: 2, False: 0}


def test_a_date_is_text_and_its_author_is_told() -> None:
    assert form_of("bank_branch").question("fecha").kind == "text"
    assert "date_as_text" in codes("bank_branch")


def test_older_spellings_of_types_and_columns_are_understood() -> None:
    form = form_of("petrol_station")
    assert form.languages == ("en",)
    assert form.facts["shift"].values == ("day", "night")
    kinds = {question.id: question.kind for question in form.questions}
    assert kinds == {
        "stopped": "time",
        "lit": "one",
        "alone": "yes_no",
        "seen": "several",
        "felt": "scale",
        "pump": "photo",
    }
    assert form.question("stopped").shown_to == "programme"
    assert form.question("felt").basis == "opinion"
    assert form.question("alone").ask_when == Leaf("fact", "shift", AnswerTest("is", "night"))


def test_parts_languages_comments_and_actions_are_carried() -> None:
    form = form_of("hotel_desk")
    assert form.languages == ("en", "es", "fr")
    assert [(part.id, part.opens_after_days) for part in form.parts] == [
        ("visit", None),
        ("home", 1),
    ]
    assert form.question("bill").part == "home"
    booking = form.question("booking")
    assert booking.comment_when == booking.action_when == AnswerTest("is", False)
    assert (booking.comment_min_length, booking.action) == (
        20,
        {
            "en": "Check bookings at noon.",
            "es": "Revisar las reservas a mediodía.",
            "fr": "Vérifier les réservations à midi.",
        },
    )
