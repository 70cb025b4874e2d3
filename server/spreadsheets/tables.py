"""Reading a list: CSV as any program writes it, or the first filled sheet of a workbook."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass

from server.spreadsheets.xlsx_files import MAX_BYTES, MAX_COLUMNS, WorkbookProblem, read_xlsx

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
# What a spreadsheet would run: an equals sign first, or a call after another sign.
_FORMULA = re.compile(r"=|[+@-]\s*[A-Za-z][\w.]*\(")
# What `to_csv` puts an apostrophe before, so that our own lists come back as they were.
_SPARED = re.compile(r"'(?=[=+\-@\t\r\n])")
_LONGEST_CELL = 4_000


@dataclass(frozen=True, slots=True)
class Table:
    """A header, and below it the rows that are not empty, each with its number in the file.

    `formulas` are places (row, column, from 1) in which a formula stands. `guessed` says that the
    letters were read as Windows writes them, because they were not UTF-8.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    guessed: bool = False


def read_table(content: bytes, most: int) -> Table:
    """The list in a file, of at most so many rows below its header.

    Raises WorkbookProblem with table_empty, table_too_long, table_too_large, table_too_wide,
    table_unreadable or table_cell_too_long, or what `read_xlsx` says of a workbook.
    """
    if content.startswith(_WORKBOOKS):
        return _of_workbook(content, most)
    if content.count(b"\n") > 10 * most:
        raise WorkbookProblem("table_too_long", limit=most)
    if len(content) > MAX_BYTES:
        raise WorkbookProblem("table_too_large", limit=MAX_BYTES // 1_000_000)
    text, guessed = _text(content)
    rows = _csv_rows(text, most)
    formulas = {
        (number, at)
        for number, cells in rows
        for at, cell in enumerate(cells, 1)
        if _FORMULA.match(cell)
    }
    return _table([(number, _plain(cells)) for number, cells in rows], formulas, most, guessed)


def _of_workbook(content: bytes, most: int) -> Table:
    try:
        sheets = read_xlsx(content, most + 1)
    except WorkbookProblem as problem:
        if problem.code == "workbook_too_many_rows":
            raise WorkbookProblem("table_too_long", limit=most) from None
        raise
    for sheet in sheets.values():
        if any(any(cell.strip() for cell in row) for row in sheet.rows):
            rows = [(number, _plain(row)) for number, row in enumerate(sheet.rows, 1)]
            return _table(rows, set(sheet.formulas), most, False)
    raise WorkbookProblem("table_empty")


def _table(
    rows: list[tuple[int, tuple[str, ...]]],
    formulas: set[tuple[int, int]],
    most: int,
    guessed: bool,
) -> Table:
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise WorkbookProblem("table_empty")
    if len(filled) > most + 1:
        raise WorkbookProblem("table_too_long", limit=most)
    for number, cells in filled:
        if len(cells) > MAX_COLUMNS:
            raise WorkbookProblem("table_too_wide", row=number, limit=MAX_COLUMNS)
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            raise WorkbookProblem("table_cell_too_long", row=number, limit=_LONGEST_CELL)
    (_, header), *below = filled
    return Table(header, tuple(below), frozenset(formulas), guessed)


def _text(content: bytes) -> tuple[str, bool]:
    """The letters of a text file, and whether their encoding was guessed."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return _checked(content[len(mark) :].decode(encoding)), False
            except UnicodeDecodeError:
                raise WorkbookProblem("table_unreadable") from None
    try:
        return _checked(content.decode("utf-8")), False
    except UnicodeDecodeError:
        pass
    try:
        return _checked(content.decode("cp1252")), True
    except UnicodeDecodeError:
        # Five bytes mean nothing to Windows; Latin-1 knows all.
        return _checked(content.decode("latin-1")), True


def _checked(text: str) -> str:
    if "\0" in text:
        raise WorkbookProblem("table_unreadable")
    return text


def _csv_rows(text: str, most: int) -> list[tuple[int, tuple[str, ...]]]:
    delimiter, text, skipped = _delimiter(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1 + skipped):
            if len(rows) > 10 * most:
                raise WorkbookProblem("table_too_long", limit=most)
            rows.append((number, tuple(cells)))
    except csv.Error:
        # One cell that never ends: a quotation mark that was opened and not closed.
        raise WorkbookProblem("table_unreadable") from None
    return rows


def _delimiter(text: str) -> tuple[str, str, int]:
    """What parts the cells, the text without a line that only says so, and how many those are."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    said = re.fullmatch(r"sep=(.)\s*", first)
    if said:
        return said.group(1), text.split("\n", 1)[1] if "\n" in text else "", 1
    bare = re.sub(r'"[^"]*"', "", first)
    counted = {each: bare.count(each) for each in _DELIMITERS}
    return max(_DELIMITERS, key=lambda each: counted[each]), text, 0


def _plain(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Cells without the space around them, and empty ones at the end left out."""
    tidy = [_SPARED.sub("", " ".join(cell.split()), count=1) for cell in cells]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tuple(tidy)
