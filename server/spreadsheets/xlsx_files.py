"""Reading and writing workbooks (.xlsx): what people and attackers put in comes out as plain text.

A workbook is looked over before its cells are read: how large it is unpacked, how far its sheets
reach, how much text its cells repeat. A few bytes can otherwise stand for gigabytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from posixpath import join, normpath
from typing import Any
from xml.etree.ElementTree import ParseError

import xlsxwriter
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from python_calamine import CalamineError, CalamineWorkbook

Cell = str | int | float | None

MAX_BYTES = 5_000_000
MAX_UNPACKED = 60_000_000
MAX_FILES = 1_000
MAX_ROWS = 5_000
MAX_COLUMNS = 300
MAX_TEXT = 10_000_000
# What one cell can hold.
LONGEST = 32_767

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# LibreOffice writes a cell that is true or false down as a formula without anything to work out.
_CONSTANTS = frozenset({"TRUE()", "FALSE()"})
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WIDEST = 60


class WorkbookProblem(ValueError):
    """A file that cannot be read as a workbook, and why: a stable code and what it names."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.args_of_code: Mapping[str, object] = args


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet as text, from A1, and where (row, column, from 1) a formula stands."""

    rows: tuple[tuple[str, ...], ...]
    formulas: frozenset[tuple[int, int]]


def column_letters(number: int) -> str:
    """What a spreadsheet calls its column of that number: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_xlsx(content: bytes, most_rows: int = MAX_ROWS) -> dict[str, Sheet]:
    """Every sheet of a workbook by its name; WorkbookProblem when there is no reading it."""
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            formulas = _look_over(archive, most_rows)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return {
                name: Sheet(_rows(workbook, name), frozenset(found))
                for name, found in formulas.items()
            }
    except (
        *(zipfile.BadZipFile, CalamineError, ParseError, DefusedXmlException),
        *(KeyError, ValueError, OSError, NotImplementedError, RuntimeError, EOFError),
    ) as error:
        if isinstance(error, WorkbookProblem):
            raise
        raise WorkbookProblem("workbook_damaged") from error


def _check_kind(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise WorkbookProblem("workbook_too_large", limit=MAX_BYTES // 1_000_000)
    if content.startswith(_OLE):
        raise WorkbookProblem("workbook_locked" if _LOCKED in content else "workbook_old")
    if not content:
        raise WorkbookProblem("workbook_empty")
    if not content.startswith(b"PK"):
        text = b"\0" not in content[:4096]
        raise WorkbookProblem("workbook_is_text" if text else "workbook_other")


def _look_over(archive: zipfile.ZipFile, most_rows: int) -> dict[str, set[tuple[int, int]]]:
    """The places of formulas by sheet, once nothing speaks against reading the whole."""
    files = {each.filename: each for each in archive.infolist()}
    if len(files) > MAX_FILES or sum(each.file_size for each in files.values()) > MAX_UNPACKED:
        raise WorkbookProblem("workbook_too_large", limit=MAX_BYTES // 1_000_000)
    # Whoever lies about a size fails the checksum here.
    if archive.testzip() is not None:
        raise WorkbookProblem("workbook_damaged")
    if "xl/workbook.xml" not in files:
        raise WorkbookProblem("workbook_other")
    lengths = _shared_lengths(archive) if "xl/sharedStrings.xml" in files else []
    budget = _Budget(MAX_TEXT, most_rows)
    return {
        name: _formulas(archive, path, name, lengths, budget) for name, path in _sheets(archive)
    }


class _Budget:
    """How much text is still allowed, all cells taken together, and how many rows of a sheet."""

    def __init__(self, left: int, rows: int) -> None:
        self.left, self.rows = left, rows

    def spend(self, length: int) -> None:
        self.left -= length
        if self.left < 0:
            raise WorkbookProblem("workbook_too_large", limit=MAX_BYTES // 1_000_000)


def _elements(archive: zipfile.ZipFile, path: str, name: str) -> Iterator[Any]:
    """The elements of that local name in one file, each forgotten afterwards."""
    with archive.open(path) as stream:
        for _event, element in iterparse(stream, events=("end",), forbid_dtd=True):
            if _local(element) == name:
                yield element
                element.clear()


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    """An attribute with a namespace, whichever: there are two editions of the format."""
    return next((v for k, v in element.attrib.items() if k.endswith("}" + name)), "")


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    rels = "xl/_rels/workbook.xml.rels"
    targets = {
        each.get("Id"): normpath(join("/xl", each.get("Target", "")))[1:]
        for each in _elements(archive, rels, "Relationship")
        if each.get("Type", "").endswith("/worksheet")
    }
    with archive.open("xl/workbook.xml") as stream:
        found = [
            (element.get("name", ""), _attribute(element, "id"))
            for _event, element in iterparse(stream, events=("end",), forbid_dtd=True)
            if _local(element) == "sheet"
        ]
    sheets = [(name, targets[id]) for name, id in found if id in targets]
    if not sheets or len(dict(sheets)) < len(sheets):
        raise WorkbookProblem("workbook_damaged")
    return sheets


def _shared_lengths(archive: zipfile.ZipFile) -> list[int]:
    """How long each of the texts is that cells refer to by number."""
    return [
        sum(len(part.text or "") for part in element.iter() if _local(part) == "t")
        for element in _elements(archive, "xl/sharedStrings.xml", "si")
    ]


def _formulas(
    archive: zipfile.ZipFile, path: str, sheet: str, lengths: Sequence[int], budget: _Budget
) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    row = 0
    for element in _elements(archive, path, "row"):
        row = int(element.get("r") or row + 1)
        column = 0
        for cell in element:
            at = _PLACE.fullmatch(cell.get("r") or "")
            column = _number(at.group(1)) if at else column + 1
            if at and int(at.group(2)) != row:
                raise WorkbookProblem("workbook_damaged")
            if not len(cell):
                # Only its looks are written down; some programs do so to the end of the sheet.
                continue
            if row > budget.rows:
                raise WorkbookProblem("workbook_too_many_rows", sheet=sheet, limit=budget.rows)
            if column > MAX_COLUMNS:
                raise WorkbookProblem("workbook_too_wide", sheet=sheet, limit=MAX_COLUMNS)
            inside = {_local(each): each for each in cell.iter()}
            if "f" in inside and (inside["f"].text or "").strip().upper() not in _CONSTANTS:
                found.add((row, column))
            if cell.get("t") == "s" and "v" in inside:
                budget.spend(lengths[int(inside["v"].text or 0)])
    return found


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _rows(workbook: CalamineWorkbook, name: str) -> tuple[tuple[str, ...], ...]:
    sheet = workbook.get_sheet_by_name(name)
    return tuple(
        tuple(_text(cell) for cell in row) for row in sheet.to_python(skip_empty_area=False)
    )


def _text(cell: Any) -> str:
    """A cell as its author sees it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def to_xlsx(sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> bytes:
    """A workbook with these sheets, the first row of each as its header.

    Every text is written as text, whatever it begins with; ValueError when one is too long.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = workbook.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets.items():
            written = [list(row) for row in rows]
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, row in enumerate(written):
                for column, cell in enumerate(row):
                    _write(sheet, at, column, cell, plain if at else bold)
            for column, width in enumerate(_widths(written)):
                sheet.set_column(column, column, width)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float):
        sheet.write_number(row, column, cell, style)
    elif len(cell) > LONGEST:
        raise ValueError(f"A cell holds at most {LONGEST} characters.")
    else:
        sheet.write_string(row, column, cell, style)


def _widths(rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    for column in range(max((len(row) for row in rows), default=0)):
        texts = [str(row[column] or "") for row in rows if column < len(row)]
        yield min(_WIDEST, max(8, *(len(text) for text in texts)) + 2) if texts else 8
