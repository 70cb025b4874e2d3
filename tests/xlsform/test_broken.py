"""What cannot be carried is said of its cell, in words of its own, and all of it at once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from server.spreadsheets import to_xlsx
from tests.cli.started import audit_kit
from tests.xlsform.books import Book, Cell, mistakes, table

GOOD_COLUMNS = (
    "type|name|label::English (en)|label::Español (es)|hint::English (en)|hint::Español (es)"
    "|relevant|constraint|constraint_message::English (en)|constraint_message::Español (es)"
    "|calculation|choice_filter|quality|points|required"
)


def row(type: str, name: str = "", text: str = "A text", **cells: Cell) -> list[Cell]:
    """A row of the survey with texts and a tip in both languages."""
    known = [each.partition("::")[0] for each in GOOD_COLUMNS.split("|")]
    made: list[Cell] = [type, name, text, text, "A tip.", "Un consejo.", *([None] * 9)]
    for key, cell in cells.items():
        made[known.index(key)] = cell
    return made


def good() -> Book:
    """A small form with nothing wrong in it."""
    return {
        "survey": table(
            GOOD_COLUMNS,
            row("begin_group", "door"),
            row("select_one yn", "greeted", quality="courtesy", required="yes"),
            row("integer", "queue", relevant="${greeted} = 'yes'"),
            row("select_one where", "where"),
            row("end_group"),
        ),
        "choices": table(
            "list_name|name|label::English (en)|label::Español (es)|points|hall",
            ["yn", "yes", "Yes", "Sí", 1],
            ["yn", "no", "No", "No", 0],
            ["where", "till", "At the till", "En la caja", None, "a"],
            ["where", "shelf", "At the shelf", "En el estante", None, "b"],
        ),
        "settings": table(
            "form_title|title (es)|form_id|version|default_language",
            ["A form", "Un formulario", "a-form", 1, "English (en)"],
        ),
    }


def with_row(at: int, cells: list[Cell]) -> Book:
    """The good form with one more row of the survey, which becomes that row of the sheet."""
    book = good()
    book["survey"].insert(at - 1, cells)
    return book


def with_cell(sheet: str, at: int, column: int, cell: Cell) -> Book:
    """The good form with one cell changed, counted as a spreadsheet counts."""
    book = good()
    found = book[sheet][at - 1]
    found += [None] * (column - len(found))
    found[column - 1] = cell
    return book


def without(sheet: str) -> Book:
    book = good()
    del book[sheet]
    return book


def with_formula() -> bytes:
    """The good form, in which one text has become a formula."""
    content = to_xlsx(good())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            data = old.read(each.filename)
            if each.filename == "xl/worksheets/sheet2.xml":
                data, count = re.subn(
                    rb'<c r="E2"[^>]*><v>1</v></c>', b'<c r="E2"><f>1+0</f><v>1</v></c>', data
                )
                assert count == 1
            new.writestr(each, data)
    return out.getvalue()


def with_column(name: str, cell: Cell) -> Book:
    """The good form with one more column of the survey, filled in for its first question."""
    book = good()
    book["survey"][0].append(name)
    book["survey"][2].append(cell)
    return book


def with_fact(values: str, *names: str) -> Book:
    """The good form with a fact, whose list has a choice for some values."""
    book = good()
    book["survey"][0].append("values")
    book["survey"].insert(2, [*row("hidden", "tier"), values])
    book["choices"] += [["tier", name, f"{name}!", f"¡{name}!"] for name in names]
    return book


def with_title() -> Book:
    """The good form below a title, as people write who print their sheets."""
    book = good()
    book["survey"] = [["Visits of the year 2026"], [], *book["survey"]]
    return book


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
BROKEN: dict[str, tuple[Book | bytes, str]] = {
    "list_unknown": (with_row(3, row("select_one ny", "x")), "survey!A3"),
    "list_missing": (with_row(3, row("select_one", "x")), "survey!A3"),
    "name_twice": (with_row(6, row("text", "queue")), "survey!B6"),
    "name_with_space": (with_row(3, row("text", "first word")), "survey!B3"),
    "name_malformed": (with_row(3, row("text", "Größe")), "survey!B3"),
    "group_unclosed": ({**good(), "survey": good()["survey"][:-1]}, "survey!A2"),
    "group_empty": (
        {**good(), "survey": [*good()["survey"], row("begin_group", "more"), row("end_group")]},
        "survey!A7",
    ),
    "group_not_open": (with_row(7, row("end_group")), "survey!A7"),
    "relevant_to_later": (with_cell("survey", 3, 7, "${queue} > 3"), "survey!G3"),
    "relevant_to_itself": (with_cell("survey", 3, 7, "${greeted} = 'yes'"), "survey!G3"),
    "relevant_to_unknown": (with_cell("survey", 4, 7, "${greted} = 'yes'"), "survey!G4"),
    "answer_unknown": (with_cell("survey", 4, 7, "${greeted} = 'maybe'"), "survey!G4"),
    "expression_arithmetic": (with_cell("survey", 5, 7, "${queue} + 1 > 3"), "survey!G5"),
    "expression_function": (with_cell("survey", 5, 7, "today() > 3"), "survey!G5"),
    "expression_unfinished": (with_cell("survey", 5, 7, "not(${queue} > 3"), "survey!G5"),
    "type_repeat": (with_row(3, row("begin_repeat", "shelf")), "survey!A3"),
    "type_place": (with_row(3, row("geopoint", "place")), "survey!A3"),
    "type_unknown": (with_row(3, row("intger", "x")), "survey!A3"),
    "text_without_language": (with_cell("survey", 4, 4, None), "survey!D4"),
    "choice_without_name": (with_cell("choices", 4, 2, None), "choices!B4"),
    "calculation_not_constant": (
        with_row(5, row("calculate", "twice", calculation="${queue} * 2")),
        "survey!K5",
    ),
    "constraint_without_message": (with_cell("survey", 4, 8, ". >= 0"), "survey!H4"),
    "constraint_not_carried": (with_cell("survey", 4, 8, ". != 13"), "survey!H4"),
    "points_not_number": (with_cell("choices", 2, 5, "two"), "choices!E2"),
    "choice_without_points": (with_cell("choices", 3, 5, None), "choices!E3"),
    "quality_unlisted": (with_cell("survey", 3, 13, "curtesy"), "survey!M3"),
    "choice_filter_not_carried": (with_cell("survey", 5, 12, "hall != ${greeted}"), "survey!L5"),
    "choice_filter_column": (with_cell("survey", 5, 12, "floor = ${greeted}"), "survey!L5"),
    "expression_bare_word": (with_cell("survey", 4, 7, "${greeted} = yes"), "survey!G4"),
    "expression_sign": (with_cell("survey", 4, 7, "${greeted} == 'yes'"), "survey!G4"),
    "expression_reference": (with_cell("survey", 4, 7, "{greeted} = 'yes'"), "survey!G4"),
    "expression_one_sided": (with_cell("survey", 4, 8, ">= 0"), "survey!H4"),
    "yes_or_no": (with_cell("survey", 3, 15, "mandatory"), "survey!O3"),
    "choice_is_date": (with_cell("choices", 5, 2, "2026-10-12"), "choices!B5"),
    "header_below": (with_title(), "survey!1"),
    "column_misspelt": (with_column("comment_wen", "no"), "survey!P1"),
    "choice_twice": (with_cell("choices", 3, 2, "yes"), "choices!B3"),
    "text_with_answer": (with_cell("survey", 4, 3, "You said ${greeted}?"), "survey!C4"),
    "type_or_other": (with_row(3, row("select_one yn or_other", "x")), "survey!A3"),
    "type_missing": (with_row(3, row("", "x")), "survey!A3"),
    "name_missing": (with_row(3, row("text")), "survey!B3"),
    "survey_missing": (without("survey"), ""),
    "settings_missing": (without("settings"), ""),
    "choices_missing": (without("choices"), ""),
    "survey_empty": ({**good(), "survey": table(GOOD_COLUMNS)}, "survey"),
    "formula_in_cell": (with_formula(), "choices!E2"),
    "version_not_whole": (with_cell("settings", 2, 4, "2026-11"), "settings!D2"),
    "required_condition": (with_cell("survey", 3, 15, "${x} > 1"), "survey!O3"),
    "workbook_old": (OLE, ""),
    "workbook_locked": (OLE + "EncryptedPackage".encode("utf-16-le"), ""),
    "workbook_is_text": (b"type,name,label\ntext,a,A\n", ""),
    "workbook_damaged": (to_xlsx(good())[:-400], ""),
    "workbook_too_many_rows": (
        to_xlsx(
            {**good(), "survey": table("type|name", *[["text", f"q{n}"] for n in range(7000)])}
        ),
        "survey",
    ),
    "fact_quote_open": (with_fact('"Monday, morning, evening'), "survey!P3"),
    "fact_choice_unknown": (with_fact("gold, new", "gold", "new", "newer"), "choices!B8"),
    "fact_value_unworded": (with_fact("gold, new", "gold"), "survey!P3"),
    "language_fact_words_yes_no": (with_fact("yes, no", "yes", "no"), "choices!B6"),
    "language_condition_never": (
        with_cell("survey", 5, 7, "${greeted} = 'no' and ${queue} > 3"),
        "survey!G5",
    ),
}


def test_it_works() -> None:
    assert mistakes(good()) == []


@pytest.mark.parametrize("code", BROKEN)
def test_each_fault_has_its_own_message_at_its_cell(code: str) -> None:
    book, place = BROKEN[code]
    found = mistakes(book)
    assert [each.code for each in found] == [code], [str(each) for each in found]
    assert str(found[0].place).partition(" ")[0] == place


def test_no_two_faults_have_the_same_words() -> None:
    found = {mistakes(book)[0].sentence() for book, _place in BROKEN.values()}
    assert len(found) == len(BROKEN) >= 20


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_message_names_what_is_meant(language: str) -> None:
    """The nearest word, the row of the first, a name that could be used."""
    named = {
        "list_unknown": "yn",
        "relevant_to_unknown": "greeted",
        "quality_unlisted": "courtesy",
        "type_unknown": "integer",
        "name_twice": "4",
        "name_with_space": "first_word",
        "name_malformed": "gr_e",
    }
    for code, word in named.items():
        assert word in mistakes(BROKEN[code][0])[0].sentence(language)


def test_all_mistakes_are_told_at_once_in_their_order() -> None:
    book = with_row(3, row("geopoint", "place"))
    book["survey"].insert(3, row("text", "two words", relevant="${nothing} = 1"))
    book["choices"][1][4] = "many"
    found = [(each.place.sheet, each.place.row, each.code) for each in mistakes(book)]
    assert found == [
        ("choices", 2, "points_not_number"),
        ("survey", 3, "type_place"),
        ("survey", 4, "name_with_space"),
        ("survey", 4, "relevant_to_unknown"),
    ]


def test_a_mistake_is_not_told_twice_in_other_words() -> None:
    # The question that is refused is named by a condition, and its quality has no other.
    book = with_cell("survey", 3, 1, "rank yn")
    assert [each.code for each in mistakes(book)] == ["type_rank"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda book: book["survey"][0].__setitem__(6, "relevent"), "column_misspelt"),
        (lambda book: book["survey"][0].__setitem__(3, "label::Klingon"), "language_unreadable"),
        (lambda book: book["survey"][0].__setitem__(3, "label::English (en)"), "column_twice"),
    ],
)
def test_a_column_that_is_not_meant_so_is_told(change: Callable[[Book], None], code: str) -> None:
    book = good()
    change(book)
    assert code in {each.code for each in mistakes(book)}


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("${greeted} == 'yes'", "Write `=` where `==` stands."),
        ("${queue} => 3", "Write `>=` where `=>` stands."),
        ("${queue} <> 3", "Write `!=` where `<>` stands."),
        ("${greeted} = 'yes' AND ${greeted} = 'no'", "Write `and` where `AND` stands."),
        ("${greeted} = 'yes' && ${greeted} = 'no'", "Write `and` where `&&` stands."),
        ("${greeted} = 'yes' o ${greeted} = 'no'", "Write `or` where `o` stands."),
        ("selected(${greeted}; 'yes')", "Write `,` where `;` stands."),
        ("$greeted = 'yes'", "write `${greeted}`."),
        ("greeted = 'yes'", "write `${greeted}` if it is the name of a row"),
    ],
)
def test_what_other_programs_write_is_told_as_it_is_written_here(written: str, right: str) -> None:
    (found,) = mistakes(with_cell("survey", 5, 7, written))
    assert found.sentence("en").endswith(right) or right in found.sentence("en")


@pytest.mark.parametrize(
    ("type", "right"),
    [
        ("number", "integer / decimal"),
        ("yes_no", "select_one LIST"),
        ("checkbox", "select_multiple LIST"),
        ("foto", "image"),
    ],
)
def test_a_type_by_the_name_that_people_give_it_leads_to_the_right_one(
    type: str, right: str
) -> None:
    (found,) = mistakes(with_row(3, row(type, "x")))
    assert f"use {right}." in found.sentence("en")


@pytest.mark.parametrize(
    ("called", "right"),
    [("tipo", "`type`"), ("label english", "`label::English (en)`"), ("hint_es", "`hint::Español")],
)
def test_a_column_by_another_name_leads_to_the_right_one(called: str, right: str) -> None:
    book = good()
    book["survey"][0][{"tipo": 0, "label english": 2, "hint_es": 5}[called]] = called
    found = {each.code: each.sentence("en") for each in mistakes(book)}
    assert right in found["column_misspelt"]
    assert "type_missing" not in found
    assert "column_missing" not in found


def test_nothing_is_imported_half(tmp_path: Path) -> None:
    file, out = tmp_path / "broken.xlsx", tmp_path / "form.yaml"
    book, _place = BROKEN["list_unknown"]
    assert not isinstance(book, bytes)
    file.write_bytes(to_xlsx(book))
    done = audit_kit("forms", "import", file, "--out", out, "--language", "es")
    assert done.returncode == 1
    assert "broken.xlsx: survey!A3 (type): No existe la lista ny" in done.stderr
    assert "No se importó nada." in done.stderr
    assert not out.exists()


def test_what_was_imported_can_be_checked_as_any_form(tmp_path: Path) -> None:
    file, out = tmp_path / "good.xlsx", tmp_path / "a-form.yaml"
    file.write_bytes(to_xlsx(good()))
    done = audit_kit("forms", "import", file, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "a-form version 1, 3 questions in 1 sections, in en, es" in done.stdout
    assert audit_kit("forms", "check", out).returncode == 0
