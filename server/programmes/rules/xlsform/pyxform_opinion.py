"""What pyxform, the reference reader of XLSForm, says of a workbook.

It stops at the first thing it does not like, so it is asked last: of a sheet that we could read,
and of one that we wrote. Java validators are never run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from server.spreadsheets import Sheet

# As pyxform calls its sheets.
SHEETS = ("survey", "choices", "settings")
_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet")


def refusal(sheets: Mapping[str, Sheet]) -> tuple[str, int, str] | None:
    """The sheet, the row (0 if unknown) and the reason, when pyxform does not accept it."""
    book: dict[str, Any] = {"sheet_names": list(sheets)}
    starts = {}
    for name, sheet in sheets.items():
        if name in SHEETS:
            starts[name], book[name], book[f"{name}_header"] = _rows(sheet.rows, name)
    try:
        _pyxform().convert(book, validate=False, enketo=False, form_name="data")
    except Exception as error:  # it has errors of its own, and lets others through as they are
        reason = " ".join(str(error).split()) or type(error).__name__
        row, sheet_named = _ROW.search(reason), _SHEET.search(reason)
        at = sheet_named.group(1) if sheet_named else "survey"
        number = int(row.group(1)) + starts.get(at, 1) - 1 if row else 0
        return at, number, _ROW.sub("", reason).rstrip(".")
    return None


def _pyxform() -> Any:
    """Brought when a workbook is read or written, which is rare: it brings openpyxl and numpy, and
    every start of the server and of each command would wait a second for them.
    """
    return import_module("pyxform.xls2xform")


def _rows(
    rows: Sequence[Sequence[str]], sheet: str
) -> tuple[int, list[dict[str, str]], list[dict[str, None]]]:
    """The number of the header, the rows below it as pyxform wants them, and the header."""
    start = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    header = [cell.strip() for cell in rows[start]] if rows else []
    # It knows a title in one language only, and stumbles over a second.
    header = ["" if sheet == "settings" and ":" in name else name for name in header]
    below = [
        {
            name: _plain(name, cell)
            for name, cell in zip(header, row, strict=False)
            if name and cell.strip()
        }
        for row in rows[start + 1 :]
    ]
    return start + 1, below, [{name: None for name in header if name}]


def _plain(column: str, cell: str) -> str:
    """A type as it knows it: `Select_One list` is refused for its capitals."""
    word, space, rest = cell.partition(" ")
    return word.lower() + space + rest if column.lower() == "type" and rest else cell
