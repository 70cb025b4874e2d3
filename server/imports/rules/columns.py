"""The columns of a list: found in a file by any of their names, in either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.spreadsheets import Table, column_letters

# What a list may hold, and so what a preview must show.
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its names, whether it must be there, and what to write in it (a message id).

    `said` is what values that are written otherwise are called, in English and in Spanish.
    """

    id: str
    en: str
    es: str
    about: str
    example: str
    needed: bool = False
    also: tuple[str, ...] = ()
    said: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """What its header says in a language."""
        return self.es if language == "es" else self.en

    def names(self) -> set[str]:
        """Every header by which it is known."""
        return {bare(each) for each in (self.id, self.en, self.es, *self.also)} - {""}

    def value(self, text: str, language: str) -> str:
        """What a value is called in a language, else as it is written."""
        words = self.said.get(text)
        return text if words is None else words[1 if language == "es" else 0]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: a code of `sentences.FAULTS`, the row, and the column as the file has it.

    Row and column are left out where the whole file is meant.
    """

    code: str
    row: int | None = None
    letters: str = ""
    header: str = ""
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: its number in the file, and what stands in each column by its id."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: rows, what is wrong with header and cells, headers that mean nothing.

    `at` is where each column that the file has stands: letters and header.
    """

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[str, ...]
    at: Mapping[str, tuple[str, str]]

    def fault(self, code: str, line: Line, column: str, /, **args: object) -> Fault:
        """A fault in one cell."""
        letters, header = self.at.get(column, ("", ""))
        return Fault(code, line.number, letters, header, args)


def read(table: Table, columns: Sequence[Column]) -> Read:
    """The rows of a table by the columns that are known; all that is wrong with them at once."""
    faults: list[Fault] = []
    places: dict[str, int] = {}
    left_out: list[str] = []
    for at, header in enumerate(table.header):
        known = next((each.id for each in columns if bare(header) in each.names()), None)
        if known is None:
            left_out += [header] if header else []
        elif known in places:
            faults.append(Fault("column_twice", 1, column_letters(at + 1), header))
        else:
            places[known] = at
    faults += [
        Fault("column_missing", args={"column": each.en, "columna": each.es})
        for each in columns
        if each.needed and each.id not in places
    ]
    found = {id: (column_letters(at + 1), table.header[at]) for id, at in places.items()}
    lines = tuple(_line(number, cells, places) for number, cells in table.rows)
    formulas = {at + 1: id for id, at in places.items()}
    numbers = {line.number for line in lines}
    faults += [
        Fault("formula", row, *found[formulas[column]])
        for row, column in sorted(table.formulas)
        if column in formulas and row in numbers
    ]
    return Read(lines, tuple(faults), tuple(left_out), found)


def _line(number: int, cells: Sequence[str], places: Mapping[str, int]) -> Line:
    return Line(number, {id: cells[at] for id, at in places.items() if at < len(cells)})


def bare(name: str) -> str:
    """A word as one compares it: without accents, signs and capitals."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9]", "", letters)
