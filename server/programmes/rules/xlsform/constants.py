"""The constants of a survey: rows of type `calculate` whose calculation is a text or a number."""

from __future__ import annotations

from server.programmes.rules.xlsform.cells import Cells, plain_number
from server.programmes.rules.xlsform.conditions import Scope, Value
from server.programmes.rules.xlsform.tables import Row, Table
from server.programmes.rules.xlsform.types import read_type


def read_constants(table: Table, cells: Cells, scope: Scope) -> None:
    """Take in every constant, before anything that may name it, wherever its row stands."""
    for row in table.rows:
        if read_type(row["type"]).name == "calculate":
            _read(row, cells, scope)


def _read(row: Row, cells: Cells, scope: Scope) -> None:
    name, value = row["name"], _constant(row["calculation"].strip())
    if not name:
        cells.log.wrong(row.place("name"), "name_missing")
    elif value is None:
        scope.damaged.add(name)
        place = row.place("calculation")
        cells.log.wrong(place, "calculation_not_constant", name=name[:40])
    else:
        cells.constants[name] = value


def _constant(text: str) -> Value | None:
    quoted = len(text) > 1 and text[0] in "'\"" and text[-1] == text[0]
    if quoted and text[0] not in text[1:-1]:
        return text[1:-1]
    digits = text.removeprefix("-").replace(".", "", 1)
    return plain_number(text) if digits.isdecimal() and text.isascii() else None
