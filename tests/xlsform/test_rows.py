"""What rows say of each other: groups in groups, notes before a question, constants."""

from __future__ import annotations

import pytest

from audit_forms import Form
from audit_forms.model import AnswerTest, Leaf
from server.programmes.rules.xlsform.survey import fact_values, half_quoted
from tests.xlsform.books import Book, Cell, imported, mistakes, table

COLUMNS = (
    "type|name|label::English (en)|hint|required|relevant|calculation|constraint"
    "|constraint_message|choice_filter|comment_when|part|party|aggregate_of|values"
)
KEYS = [name.partition("::")[0] for name in COLUMNS.split("|")]


def row(type: str, name: str = "", label: str | None = None, **cells: Cell) -> list[Cell]:
    """A row of the survey; a question has a tip of its own."""
    tip = None if "group" in type or type in ("note", "calculate", "hidden") else "A tip."
    said = {"type": type, "name": name, "label": label, "hint": tip, "required": None} | cells
    return [said.get(key) for key in KEYS]


def group(name: str, **cells: Cell) -> list[Cell]:
    return row("begin_group", name, name.capitalize(), **cells)


def book(*rows: list[Cell]) -> Book:
    """A workbook of these rows."""
    return {
        "survey": table(COLUMNS, *rows),
        "choices": table(
            "list_name|name|label::English (en)|hall",
            ["yn", "yes", "Yes", None],
            ["yn", "no", "No", None],
            ["where", "till", "At the till", "a"],
            ["where", "shelf", "At the shelf", "a"],
            ["where", "desk", "At the desk", "b"],
        ),
        "settings": table("form_title|form_id|version|default_language", ["A", "a", 1, "en"]),
    }


END = row("end_group")
GREETED = row("select_one yn", "greeted", "Were you greeted?")


def form_of(*rows: list[Cell]) -> Form:
    return imported(book(*rows)).form


def told(*rows: list[Cell]) -> list[tuple[str, str]]:
    """The mistakes, each with its cell."""
    return [(each.code, str(each.place).partition(" ")[0]) for each in mistakes(book(*rows))]


def test_a_group_in_a_group_is_told_of_as_the_one_around_it() -> None:
    before, last = row("integer", "queue", "How many?"), row("text", "last", "What was last?")
    sheets = book(
        group("start"),
        GREETED,
        END,
        group("outer", aggregate_of=3, party="product", part="after"),
        before,
        group("middle"),
        group("inner"),
        row("integer", "till", "How many tills?"),
        END,
        group("other", aggregate_of=4, party="provider"),
        row("integer", "shelves", "How many shelves?"),
        END,
        END,
        last,
        END,
    )
    sheets["parts"] = table("name|label::English (en)", ["visit", "Visit"], ["after", "After"])
    sections = imported(sheets).form.sections
    said = {each.id: (each.part, each.party, each.aggregate_of) for each in sections}
    assert said == {
        "start": ("visit", None, None),
        "outer": ("after", "product", 3),
        "inner": ("after", "product", 3),
        "other": ("after", "provider", 4),
        "outer_2": ("after", "product", 3),
    }


def test_what_is_wrong_in_a_group_around_it_is_told_where_it_stands() -> None:
    queue = row("integer", "queue", "How many?")
    found = told(group("outer", party="nobody"), group("inner"), queue, END, END)
    assert [place for _code, place in found] == ["survey!M2"]


CONDITION = "${greeted} = 'no'"
ALWAYS = row("note", "n1", "Look first.")
SOMETIMES = row("note", "n2", "Only the angry ones.", relevant=CONDITION)


@pytest.mark.parametrize("notes", [(SOMETIMES, ALWAYS), (ALWAYS, SOMETIMES)])
def test_no_note_of_several_is_shown_more_often_than_its_author_says(
    notes: tuple[list[Cell], list[Cell]],
) -> None:
    found = told(GREETED, *notes, row("integer", "queue", "How many?"))
    assert found == [("note_condition", f"survey!F{3 + notes.index(SOMETIMES)}")]


def test_notes_that_hang_on_what_the_question_hangs_on_are_its_tip() -> None:
    question = row("integer", "queue", "How many?", relevant=CONDITION)
    form = form_of(GREETED, SOMETIMES, ALWAYS, question)
    assert form.question("queue").tip["en"] == "Only the angry ones. Look first. A tip."


@pytest.mark.parametrize("notes", [(SOMETIMES, ALWAYS), (ALWAYS, SOMETIMES)])
def test_a_conditional_note_at_the_end_is_not_told_to_everybody(
    notes: tuple[list[Cell], list[Cell]],
) -> None:
    assert told(GREETED, *notes) == [("note_alone", f"survey!A{3 + notes.index(SOMETIMES)}")]


def test_a_note_is_told_once() -> None:
    form = form_of(ALWAYS, GREETED, row("integer", "queue", "How many?"))
    assert form.question("greeted").tip["en"] == "Look first. A tip."
    assert form.question("queue").tip["en"] == "A tip."


MOST = row("calculate", "most", calculation="30")
QUEUE = row(
    "integer", "queue", "How many?", constraint=". <= ${most}", constraint_message="At most 30."
)


@pytest.mark.parametrize("rows", [(MOST, QUEUE), (QUEUE, MOST)])
def test_a_constant_is_a_limit_wherever_its_row_stands(
    rows: tuple[list[Cell], list[Cell]],
) -> None:
    assert form_of(*rows).question("queue").max == 30


def test_a_constant_is_put_in_wherever_it_is_named() -> None:
    form = form_of(
        row("calculate", "bad", calculation="'no'"),
        row("calculate", "hall", calculation="'a'"),
        row("calculate", "least", calculation="-2"),
        row("select_one yn", "greeted", "Greeted?", comment_when=". = ${bad}"),
        row("select_one where", "where", "Where?", choice_filter="hall = ${hall}"),
        row("text", "words", "What?", relevant="selected(${greeted}, ${bad})"),
        row("text", "more", "More?", relevant="not(${bad} = ${greeted})"),
        row("decimal", "cold", "How cold?", constraint="${least} < .", constraint_message="Much."),
    )
    assert form.question("greeted").comment_when == AnswerTest("is", False)
    assert [each.id for each in form.question("where").options] == ["till", "shelf"]
    assert form.question("words").ask_when == Leaf("question", "greeted", AnswerTest("is", False))
    assert form.question("cold").min == -1.99


def test_a_constant_is_put_into_the_texts_of_choices() -> None:
    sheets = book(row("select_one yn", "long", "Long?"), MOST)
    sheets["choices"][1][2] = "More than ${most}"
    (yes, _no) = imported(sheets).form.question("long").options
    assert yes.text["en"] == "More than 30"


@pytest.mark.parametrize(
    "cells",
    [
        {"constraint": ". <= ${most}", "constraint_message": "Less."},
        {"relevant": "${most} = 3"},
        {"comment_when": ". = ${most}"},
    ],
)
def test_what_hangs_on_no_constant_is_not_told_beside_it(cells: dict[str, Cell]) -> None:
    twice = row("calculate", "most", calculation="2 * 3")
    assert told(GREETED, twice, row("integer", "queue", "How many?", **cells)) == [
        ("calculation_not_constant", "survey!G3")
    ]


def test_a_constant_has_a_name() -> None:
    found = told(row("calculate", calculation="3"), GREETED)
    assert found == [("name_missing", "survey!B2")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("yes, no", [True, False]),
        ("1; 2.5,-3", [1, 2.5, -3]),
        ('"Monday, morning", evening', ["Monday, morning", "evening"]),
        ('"noon; late" ; "the ""late"" shift"', ["noon; late", 'the "late" shift']),
        ("“Monday, morning”, “no”", ["Monday, morning", "no"]),
        ('"yes", "1", """"', ["yes", "1", '"']),
        ('5" pipe, , a', ['5" pipe', "a"]),
    ],
)
def test_the_values_of_a_fact_are_parted_outside_quotes_only(
    text: str, values: list[object]
) -> None:
    assert fact_values(text) == values
    assert half_quoted(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Monday, morning, evening', '"Monday'),
        ('evening, "Monday, morning', '"Monday'),
        ('Monday, morning", evening', 'morning"'),
        ("“Monday, morning, evening", "“Monday"),
        ("Monday, morning”, evening", "morning”"),
        ('“Monday", evening', '“Monday"'),
        ('"Monday" morning, evening', '"Monday" morning'),
        ('"', '"'),
    ],
)
def test_a_quote_on_one_side_only_is_noticed(text: str, found: str) -> None:
    assert half_quoted(text) == found
