"""Workbooks that LibreOffice saved, with all that people do in a spreadsheet, become forms of ours.

Borders down to row forty, frozen panes, lists of values, a merged heading, hidden sheets and sheets
of instructions, in any order; names that became numbers, answers that became true and false.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_forms import digest, load_shipped
from audit_forms.model import AnswerTest, Leaf
from server.programmes.rules.xlsform import Imported, read_xlsform, to_xlsform

SAVED = Path(__file__).parent / "saved"


def read(name: str) -> Imported:
    return read_xlsform((SAVED / f"{name}.xlsx").read_bytes())


@pytest.mark.parametrize("name", sorted(path.stem for path in SAVED.glob("*.xlsx")))
def test_it_works(name: str) -> None:
    form = read(name).form
    assert len(form.questions) > 2
    assert digest(read_xlsform(to_xlsform(form)).form) == digest(form)


def test_true_is_a_value_and_no_formula() -> None:
    """LibreOffice writes TRUE into a file as the formula TRUE()."""
    form = read("bakery").form
    required = {question.id: question.required for question in form.questions}
    assert required["came_in"] is True
    assert required["smell"] is False
    clean = read("cinema").form.question("clean")
    assert [option.id for option in clean.options] == ["true", "false"]


def test_a_name_that_became_a_number_is_a_step_of_a_scale() -> None:
    look = read("bakery").form.question("look")
    assert look.points == {1: 0, 2: 1, 3: 2}
    assert look.steps[2].text == {"en": "Good", "es": "Buena"}
    again = read("cinema").form.question("again")
    assert [step.value for step in again.steps] == list(range(11))


def test_quotes_that_the_spreadsheet_made_curly_are_quotes() -> None:
    asked = read("bakery").form.question("look").ask_when
    assert asked == Leaf("question", "greeted", AnswerTest("is", True))


def test_capitals_and_spaces_that_nobody_sees_make_no_difference() -> None:
    form = read("clinic").form
    assert form.languages == ("es",)
    assert form.question("saludo").kind == "yes_no"
    assert form.question("saludo").text["es"].endswith("llegar?")
    assert form.question("minutos").required is True
    assert form.question("fecha_cita").required is False


def test_a_range_that_became_a_date_is_told() -> None:
    told = {notice.code: str(notice.place) for notice in read("gym").notices}
    assert told["label_is_date"].startswith("choices!C2")


def test_bare_answers_say_when_a_comment_is_wanted() -> None:
    form = read("hostel").form
    assert form.question("open").comment_when == AnswerTest("is", False)
    assert form.question("open").critical == AnswerTest("is", False)
    assert form.question("name_tag").points == {True: 2, False: 0}


def test_an_export_that_was_opened_and_saved_is_the_same_form() -> None:
    assert digest(read("loyalty_export").form) == digest(load_shipped("loyalty", 1))
