"""The sheets of an XLSForm as tables: rows whose cells are found by the name of their column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit_forms.mistakes import nearest
from audit_forms.reader import LANGUAGE
from server.programmes.rules.xlsform.places import Log, Place
from server.spreadsheets import Sheet

# Other names under which XLSForm knows a column.
_ALIASES = {
    "caption": "label",
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::constraint": "constraint",
    "bind::required": "required",
    "bind::calculate": "calculation",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "bind::jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "readonly": "read_only",
    "list name": "list_name",
    "list": "list_name",
    "value": "name",
    "command": "type",
    "media::image": "image",
    "media::audio": "audio",
    "media::video": "video",
    "set form title": "form_title",
    "set form id": "form_id",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "title": "form_title",
}
_SPOKEN = re.compile(r"(?P<key>.+?)\s*(?:::?\s*(?P<name>[^:]+)|\((?P<code>[A-Za-z0-9-]+)\))")
_CODE = re.compile(r".*\(\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*\)")
_NAMES = {
    "english": "en",
    "inglés": "en",
    "spanish": "es",
    "español": "es",
    "espanol": "es",
    "castellano": "es",
    "french": "fr",
    "français": "fr",
    "portuguese": "pt",
    "português": "pt",
    "german": "de",
    "deutsch": "de",
    "italian": "it",
    "italiano": "it",
    "catalan": "ca",
    "català": "ca",
}
_CALLED = {"en": "English", "es": "Español", "fr": "Français", "pt": "Português", "de": "Deutsch"}


def language_code(name: str) -> str | None:
    """The code of a language that a column or a setting names, as in `English (en)`."""
    name = name.strip()
    inside = _CODE.fullmatch(name)
    if inside:
        return inside.group(1)
    if name.lower() in _NAMES:
        return _NAMES[name.lower()]
    return name if LANGUAGE.fullmatch(name) else None


def language_name(code: str) -> str:
    """How a column names a language: `English (en)`."""
    return f"{_CALLED.get(code.partition('-')[0], code)} ({code})"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 1, its name as written, and what it is."""

    number: int
    written: str
    key: str
    language: str | None = None


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    sheet: str
    number: int
    cells: Mapping[int, str]
    columns: tuple[Column, ...]

    def __getitem__(self, key: str) -> str:
        """What stands in the column of that name, "" when nothing does."""
        found = self._column(key)
        return self.cells.get(found.number, "").strip() if found else ""

    def place(self, key: str = "", language: str | None = None) -> Place:
        """The cell in the column of that name; the row's first cell when there is none."""
        found = self._column(key, language) or self._column(key, None)
        first = min(self.cells, default=1)
        number = found.number if found else first
        return Place(self.sheet, self.number, number, found.written if found else "")

    def texts(self, key: str) -> dict[str, str]:
        """What stands in the columns of that name, by language."""
        found = {
            column.language: self.cells.get(column.number, "").strip()
            for column in self.columns
            if column.key == key and column.language is not None
        }
        return {language: text for language, text in found.items() if text}

    def has(self, key: str) -> bool:
        """Whether anything stands in the columns of that name."""
        columns = [each for each in self.columns if each.key == key]
        return any(self.cells.get(each.number, "").strip() for each in columns)

    def others(self) -> Iterator[tuple[Column, str]]:
        """Every filled cell with its column."""
        for column in self.columns:
            if text := self.cells.get(column.number, "").strip():
                yield column, text

    def _column(self, key: str, language: str | None = None) -> Column | None:
        found = [each for each in self.columns if each.key == key]
        exact = [each for each in found if each.language == language]
        return next(iter(exact or found), None)


@dataclass(frozen=True)
class Table:
    """A sheet whose first filled row names its columns."""

    name: str
    header: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def has(self, key: str) -> bool:
        """Whether there is a column of that name."""
        return any(column.key == key for column in self.columns)

    def languages(self, key: str) -> list[Column]:
        """The columns of that name that say a language, in their order."""
        return [each for each in self.columns if each.key == key and each.language is not None]


# Columns that hold texts for people, once per language.
TRANSLATED = frozenset(
    {"label", "hint", "constraint_message", "required_message", "guidance_hint", "action", "title"}
    | {"image", "audio", "video", "media", "form_title"}
)


def read_table(name: str, sheet: Sheet, default: str | None, log: Log) -> Table | None:
    """The table on a sheet, None when nothing stands on it.

    `default` is the language of texts whose column names none.
    """
    filled = [number for number, row in enumerate(sheet.rows, 1) if any(c.strip() for c in row)]
    if not filled:
        return None
    header = filled[0]
    columns = tuple(_columns(name, header, sheet.rows[header - 1], default, log))
    rows = []
    for number in filled[1:]:
        cells = {at: cell for at, cell in enumerate(sheet.rows[number - 1], 1) if cell.strip()}
        rows.append(Row(name, number, cells, columns))
        known = {column.number: column.written for column in columns}
        for at in cells:
            if (number, at) in sheet.formulas:
                log.wrong(Place(name, number, at, known.get(at, "")), "formula_in_cell")
    for number, at in sorted(sheet.formulas):
        # A formula without a value leaves an empty cell behind.
        row = sheet.rows[number - 1] if number <= len(sheet.rows) else ()
        if at > len(row) or not row[at - 1].strip():
            log.wrong(Place(name, number, at), "formula_in_cell")
    return Table(name, header, columns, tuple(rows))


def _columns(
    sheet: str, header: int, cells: tuple[str, ...], default: str | None, log: Log
) -> Iterator[Column]:
    seen: dict[tuple[str, str | None], Column] = {}
    for number, cell in enumerate(cells, 1):
        written = re.sub(r"\s+", " ", cell.strip())
        if not written:
            continue
        place = Place(sheet, header, number, written)
        column = _column(number, written, default, place, log)
        if column is None:
            continue
        first = seen.setdefault((column.key, column.language), column)
        if first is not column:
            log.wrong(place, "column_twice", column=written, first=first.written)
        else:
            yield column


def _column(
    number: int, written: str, default: str | None, place: Place, log: Log
) -> Column | None:
    plain = _ALIASES.get(written.lower(), written.lower())
    if plain in TRANSLATED:
        return Column(number, written, plain, default)
    match = _SPOKEN.fullmatch(written)
    key = match.group("key").lower() if match else plain
    key = _ALIASES.get(key, key)
    if match is None or key not in TRANSLATED:
        return Column(number, written, plain)
    named = match.group("name") or match.group("code")
    code = language_code(named)
    if code is None:
        known = nearest(named.strip(), [language_name(each) for each in _CALLED])
        log.wrong(place, "language_unreadable", column=key, found=named.strip(), nearest=known)
        return None
    return Column(number, written, key, code)
