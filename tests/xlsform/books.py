"""Workbooks as tests write them: sheets of rows, changed in one place by each test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from server.programmes.rules.xlsform import Imported, SheetMistake, SheetMistakes, read_xlsform
from server.spreadsheets import to_xlsx

Cell = str | int | float | None
Book = dict[str, list[list[Cell]]]


def table(columns: str, *rows: Sequence[Cell]) -> list[list[Cell]]:
    """Rows below the names of columns, which stand with bars between them."""
    return [[name.strip() for name in columns.split("|")], *(list(row) for row in rows)]


def imported(book: Book) -> Imported:
    """What the workbook becomes."""
    return read_xlsform(to_xlsx(book))


def mistakes(book: Book | bytes) -> list[SheetMistake]:
    """Everything that keeps the workbook from becoming a form."""
    try:
        read_xlsform(book if isinstance(book, bytes) else to_xlsx(book))
    except SheetMistakes as wrong:
        return wrong.mistakes
    return []


NEWCOMERS = sorted((Path(__file__).parent / "newcomers").glob("*.txt"))


def newcomer(name: str) -> Book:
    """A form as somebody writes it who knows spreadsheets and has never seen ours."""
    book: Book = {}
    rows: list[list[Cell]] = []
    text = (Path(__file__).parent / "newcomers" / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            rows = book.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("|")]
            rows.append([int(cell) if cell.isdecimal() else cell for cell in cells])
    return book
