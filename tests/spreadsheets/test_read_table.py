"""A list is read as whatever program wrote it; what is none is told so, and quickly."""

from __future__ import annotations

import pytest

from server.spreadsheets import Table, WorkbookProblem, read_table, to_csv, to_xlsx

MOST = 5_000
ROWS = ((2, ("CN-01", "Tienda Ñandú")), (4, ("NT-02", "Plaza; Norte")))


def problem_of(content: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(WorkbookProblem) as refused:
        read_table(content, MOST)
    return refused.value.code


def written(delimiter: str) -> str:
    """The same list with a delimiter, and an empty row in it."""
    lines = (("Código", "Nombre"), ("CN-01", " Tienda  Ñandú "), (), ("NT-02", '"Plaza; Norte"'))
    return "\r\n".join(delimiter.join(line) for line in lines) + "\r\n"


def test_it_works() -> None:
    assert read_table(written(",").encode(), MOST) == Table(("Código", "Nombre"), ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_whatever_parts_the_cells_and_encodes_the_letters(delimiter: str, encoding: str) -> None:
    assert read_table(written(delimiter).encode(encoding), MOST).rows == ROWS


def test_the_letters_of_windows_are_guessed_and_that_is_said() -> None:
    table = read_table(written(";").encode("latin-1"), MOST)
    assert (table.header, table.rows, table.guessed) == (("Código", "Nombre"), ROWS, True)


def test_a_line_that_names_the_delimiter_is_no_header() -> None:
    table = read_table(("sep=;\r\n" + written(";")).encode(), MOST)
    assert table.header == ("Código", "Nombre")
    assert [number for number, _ in table.rows] == [3, 5]


def test_a_workbook_says_the_same() -> None:
    rows = [["Código", "Nombre"], ["CN-01", "Tienda Ñandú"], [], ["NT-02", "Plaza; Norte"]]
    assert read_table(to_xlsx({"Cover": [], "Stores": rows}), MOST).rows == ROWS


def test_a_formula_is_told_with_its_place() -> None:
    table = read_table(b"code,name,phone\nA,=1+1,+52 55 1234\nB,@SUM(A1),-3\n", MOST)
    assert table.formulas == {(2, 2), (3, 2)}


def test_what_we_write_comes_back_as_it_was() -> None:
    table = read_table(to_csv(["place", "name"], [["-12.04, -77.03", "=Plaza"]]), MOST)
    assert table.rows == ((2, ("-12.04, -77.03", "=Plaza")),)
    assert table.formulas == frozenset()


def test_as_many_rows_as_are_allowed_and_not_one_more() -> None:
    rows = [["code", "name"], *([f"C-{each}", "x"] for each in range(MOST))]
    for content in (to_csv(rows[0], rows[1:]), to_xlsx({"Stores": rows})):
        assert len(read_table(content, MOST).rows) == MOST
    rows.append(["one", "more"])
    for content in (to_csv(rows[0], rows[1:]), to_xlsx({"Stores": rows})):
        assert problem_of(content) == "table_too_long"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b" \r\n;;\r\n", "table_empty"),
        (b"code,name\n" * 200_001, "table_too_long"),
        (b"code,name\nA," + b"x" * 6_000_000, "table_too_large"),
        (b'code,name\nA,"never closed\n' + b"B,x\n" * 4_000, "table_cell_too_long"),
        (b"\x00\x01\x02\x03", "table_unreadable"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "table_unreadable"),
        (b"PK\x03\x04 no workbook", "workbook_damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "workbook_old"),
        (b"a" + b",b" * 400 + b"\n", "table_too_wide"),
    ],
)
def test_what_is_no_list_is_told_so(content: bytes, code: str) -> None:
    assert problem_of(content) == code
