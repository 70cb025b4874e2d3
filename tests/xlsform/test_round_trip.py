"""What is exported and imported again is the same form, and pyxform accepts what is exported."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from audit_forms import Form, digest, load, load_shipped, shipped
from audit_forms.yaml_writer import as_yaml
from server.programmes.rules.xlsform import NotExported, SheetMistakes, read_xlsform, to_xlsform
from server.spreadsheets import read_xlsx, to_xlsx
from tests.audit_forms.yaml_texts import GOOD
from tests.cli.started import audit_kit
from tests.own_form import WITH_TIER
from tests.xlsform.books import Book
from tests.xlsform.random_whole_forms import whole_forms

SHIPPED = [(id, number) for id, number, _path in shipped()]
OURS = {"kind", "points", "quality", "critical", "comment_when", "shown_to", "part", "na"}


def small(text: str = GOOD) -> Form:
    """The small form that has something of everything."""
    return load(text)


def book_of(form: Form) -> Book:
    """What an export holds, to be changed as somebody would in a spreadsheet."""
    sheets = read_xlsx(to_xlsform(form))
    return {name: [list(row) for row in sheet.rows] for name, sheet in sheets.items()}


def cell(book: Book, name: str, column: str) -> tuple[list[str | int | float | None], int]:
    """The row of a question in the survey, and which cell of it a column is."""
    at = book["survey"][0].index(column)
    return next(row for row in book["survey"] if row[1] == name), at


def test_it_works() -> None:
    form = small()
    assert digest(read_xlsform(to_xlsform(form)).form) == digest(form)


@pytest.mark.parametrize(("id", "number"), SHIPPED)
def test_every_shipped_form_comes_back_the_same(id: str, number: int) -> None:
    form = load_shipped(id, number)
    read = read_xlsform(to_xlsform(form))
    assert digest(read.form) == digest(form)
    assert read.notices == []
    assert digest(load(as_yaml(read.form))) == digest(form)


@given(whole_forms())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
def test_any_form_comes_back_the_same(form: Form) -> None:
    read = read_xlsform(to_xlsform(form))
    assert digest(read.form) == digest(form)
    assert read.notices == []


def test_what_a_fact_is_called_stands_on_its_row_and_in_a_list() -> None:
    form = load(WITH_TIER)
    book = book_of(form)
    row, at = cell(book, "fact_tier", "label::Español (es)")
    assert row[at] == "Tipo de cliente"
    assert ["fact_tier", "new_here", "New", "Nuevo"] in [each[:4] for each in book["choices"]]
    assert digest(read_xlsform(to_xlsform(form)).form) == digest(form)


def test_a_list_that_a_question_chooses_from_is_no_list_of_words() -> None:
    book = book_of(load(WITH_TIER))
    for each in book["choices"]:
        each[0] = "dirt" if each[0] == "fact_tier" else each[0]
    for each in book["survey"]:
        each[1] = "dirt" if each[1] == "fact_tier" else "stains" if each[1] == "dirt" else each[1]
    book["survey"] = [
        [
            cell.replace("${fact_tier}", "${dirt}") if isinstance(cell, str) else cell
            for cell in each
        ]
        for each in book["survey"]
    ]
    fact = read_xlsform(to_xlsx(book)).form.facts["tier"]
    assert (fact.text["en"], fact.words) == ("Customer type", ())


def test_pyxform_itself_accepts_an_export(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(to_xlsform(load_shipped("five-qualities", 1)))
    made = convert(str(file), validate=False)
    assert "<h:title>Five qualities of service</h:title>" in made.xform
    assert "/data" in made.xform or "/form" in made.xform


def test_no_cell_of_an_export_is_a_formula() -> None:
    text = GOOD.replace("{en: Words, es: Palabras}", '{en: "=1+1", es: "@SUM(A1)"}')
    content = to_xlsform(small(text))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/" in name]
        assert sheets
        assert all(b"<f>" not in archive.read(name) for name in sheets)
    form = read_xlsform(content).form
    assert form.question("words").text == {"en": "=1+1", "es": "@SUM(A1)"}


def test_a_condition_that_has_no_words_in_xlsform_comes_back_exactly() -> None:
    # One of a single value, and any of two that could as well be one of both.
    text = GOOD.replace("- {question: who, in: [staff, no]}", "- {question: who, in: [no]}")
    form = small(text)
    book = book_of(form)
    row, at = cell(book, "words", "ask_when")
    assert '"in": ["no"]' in str(row[at])
    assert digest(read_xlsform(to_xlsx(book)).form) == digest(form)


def test_its_copy_in_relevant_must_say_the_same() -> None:
    text = GOOD.replace("- {question: who, in: [staff, no]}", "- {question: who, in: [no]}")
    book = book_of(small(text))
    row, at = cell(book, "words", "relevant")
    row[at] = "${who} = 'guard'"
    with pytest.raises(SheetMistakes) as wrong:
        read_xlsform(to_xlsx(book))
    assert [each.code for each in wrong.value.mistakes] == ["ask_when_differs"]


def test_an_export_is_edited_as_any_sheet() -> None:
    book = book_of(small())
    row, at = cell(book, "words", "label::English (en)")
    row[at] = "Other words"
    other, of_points = cell(book, "clean", "points")
    other[of_points] = "yes: 5, no: 0"
    form = read_xlsform(to_xlsx(book)).form
    assert form.question("words").text["en"] == "Other words"
    assert form.question("clean").points == {True: 5, False: 0}


def test_a_group_of_a_module_stays_one_only_while_it_is_unchanged() -> None:
    form = load_shipped("loyalty", 1)
    book = book_of(form)
    row, at = cell(book, "would_return", "label::English (en)")
    row[at] = "Would you?"
    with pytest.raises(SheetMistakes) as wrong:
        read_xlsform(to_xlsx(book))
    assert [each.code for each in wrong.value.mistakes] == ["module_changed"]
    for group in book["survey"][1:]:
        group[book["survey"][0].index("module")] = None
    own = read_xlsform(to_xlsx(book)).form
    assert {section.module for section in own.sections} == {None}
    assert own.question("would_return").text["en"] == "Would you?"


def test_a_text_that_xlsform_would_fill_in_is_not_exported() -> None:
    text = GOOD.replace("{en: Words, es: Palabras}", '{en: "Pay ${x}", es: "Pague ${x}"}')
    with pytest.raises(NotExported, match="x"):
        to_xlsform(small(text))


def test_the_command_writes_what_it_can_read(tmp_path: Path) -> None:
    workbook, out = tmp_path / "form.xlsx", tmp_path / "form.yaml"
    done = audit_kit("forms", "export", "five-qualities@1", "--out", workbook)
    assert (done.returncode, done.stderr) == (0, "")
    again = audit_kit("forms", "import", workbook, "--out", out)
    assert (again.returncode, again.stderr) == (0, "")
    assert digest(load(out)) == digest(load_shipped("five-qualities", 1))
