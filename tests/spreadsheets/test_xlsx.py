"""Workbooks are read as plain text, and none that would fill the memory is read at all."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from server.spreadsheets import WorkbookProblem, column_letters, read_xlsx, to_xlsx

FIRST = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"


def book() -> bytes:
    return to_xlsx({"one": [["name", "count"], ["a", 1], ["b", 2.5]], "two": []})


def changed(file: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its files changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.infolist():
            content = old.read(each)
            if each.filename == file:
                before, content = content, change(content)
                assert content != before
            new.writestr(each.filename, content)
    return out.getvalue()


def refused(content: bytes) -> str:
    """Why a workbook is not read."""
    with pytest.raises(WorkbookProblem) as problem:
        read_xlsx(content)
    return problem.value.code


def test_it_works() -> None:
    sheets = read_xlsx(book())
    assert sheets["one"].rows == (("name", "count"), ("a", "1"), ("b", "2.5"))
    assert sheets["two"].rows == ()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+3", "-2", "@x", "_x0041_", "a\nb", "\tx", " lead", "http://x.example", "ñ😀", "007"],
)
def test_a_text_comes_back_as_it_was_whatever_it_begins_with(text: str) -> None:
    content = to_xlsx({"one": [["name"], [text]]})
    sheet = read_xlsx(content)["one"]
    assert sheet.rows[1] == (text,)
    assert sheet.formulas == frozenset()


def test_a_formula_is_found_where_it_stands() -> None:
    formula = b'<c r="B2"><f>1+0</f><v>1</v></c>'
    content = changed(FIRST, lambda xml: re.sub(rb'<c r="B2".*?</c>', formula, xml))
    assert read_xlsx(content)["one"].formulas == {(2, 2)}


def test_a_cell_at_the_end_of_the_world_is_not_gone_for() -> None:
    far = rb'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = changed(FIRST, lambda xml: xml.replace(b"</sheetData>", far))
    assert len(content) < 10_000
    assert refused(content) == "workbook_too_many_rows"
    wide = rb'<row r="4"><c r="XFD4"><v>1</v></c></row></sheetData>'
    assert refused(changed(FIRST, lambda xml: xml.replace(b"</sheetData>", wide))) == (
        "workbook_too_wide"
    )


def test_cells_that_only_have_looks_do_not_count() -> None:
    far = b'<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row></sheetData>'
    content = changed(FIRST, lambda xml: xml.replace(b"</sheetData>", far))
    assert read_xlsx(content)["one"].rows == read_xlsx(book())["one"].rows


def test_a_cell_that_says_another_row_than_its_own_is_not_believed() -> None:
    liar = rb'<row r="4"><c r="A1048576"><v>1</v></c></row></sheetData>'
    content = changed(FIRST, lambda xml: xml.replace(b"</sheetData>", liar))
    assert refused(content) == "workbook_damaged"


def test_one_long_text_in_many_cells_is_refused() -> None:
    long = b"<si><t>" + b"x" * 30_000 + b"</t></si>"
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(4, 600)
    )
    many = changed(FIRST, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(many)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.infolist():
            content = old.read(each)
            if each.filename == SHARED:
                content = re.sub(rb"<si>.*?</si>", long, content, count=1)
            new.writestr(each.filename, content)
    assert len(out.getvalue()) < 100_000
    assert refused(out.getvalue()) == "workbook_too_large"


def test_what_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO(book())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.bin", bytes(70_000_000))
    assert len(out.getvalue()) < 200_000
    assert refused(out.getvalue()) == "workbook_too_large"


def test_an_entity_is_never_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    content = changed(FIRST, lambda xml: xml.replace(b"<worksheet", bomb + b"<worksheet", 1))
    assert refused(content) == "workbook_damaged"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook_empty"),
        (b"a,b\n1,2\n", "workbook_is_text"),
        (b"%PDF-1.7\0\1\2", "workbook_other"),
        (b"PK\3\4 and nothing more", "workbook_damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "workbook_old"),
        (b"PK" + bytes(5_000_001), "workbook_too_large"),
    ],
)
def test_what_is_no_workbook_is_told_for_what_it_is(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_another_zip_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refused(out.getvalue()) == "workbook_other"


def test_a_text_too_long_for_a_cell_is_not_cut() -> None:
    with pytest.raises(ValueError, match="32767"):
        to_xlsx({"one": [["x" * 32_768]]})


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_how_far_a_sheet_says_it_reaches_is_not_believed() -> None:
    content = changed(FIRST, lambda xml: re.sub(rb'ref="A1:B3"', b'ref="A1:XFD1048576"', xml))
    assert read_xlsx(content)["one"].rows == read_xlsx(book())["one"].rows
