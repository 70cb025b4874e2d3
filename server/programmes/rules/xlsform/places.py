"""Where things stand in a workbook, and what is wrong or worth knowing there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from audit_forms.sentences import SENTENCES as OF_THE_LANGUAGE
from server.programmes.rules.xlsform.notices import NOTICES
from server.programmes.rules.xlsform.sentences import SENTENCES
from server.spreadsheets import column_letters


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, a row where `column` is 0, a sheet where `row` is 0, or the whole file."""

    sheet: str = ""
    row: int = 0
    column: int = 0
    header: str = ""

    def __str__(self) -> str:
        if not self.row:
            return self.sheet
        cell = f"{self.sheet}!{column_letters(self.column)}{self.row}"
        return f"{cell} ({self.header})" if self.header and self.column else cell


@dataclass(frozen=True, slots=True)
class SheetMistake:
    """One thing that cannot be carried, or one that is worth knowing: where, and what to do."""

    place: Place
    code: str
    args: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def sentence(self, language: str = "en") -> str:
        """What is wrong and how to mend it, in English or Spanish."""
        known = next(each for each in (SENTENCES, NOTICES, OF_THE_LANGUAGE) if self.code in each)
        texts = known[self.code]
        return texts.get(language.partition("-")[0], texts["en"]).format_map(self.args)

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence()} [{self.code}]"


class SheetMistakes(ValueError):
    """A workbook that cannot become a form; carries every mistake, sheet by sheet, row by row."""

    def __init__(self, mistakes: Iterable[SheetMistake]) -> None:
        said = {(each.place, each.code, each.sentence()): each for each in mistakes}
        sheets = list(dict.fromkeys(each.place.sheet for each in said.values()))
        self.mistakes = sorted(
            said.values(),
            key=lambda each: (sheets.index(each.place.sheet), each.place.row, each.place.column),
        )
        super().__init__("\n".join(str(each) for each in self.mistakes))


@dataclass
class Log:
    """What has been found so far in one workbook."""

    mistakes: list[SheetMistake] = field(default_factory=list)
    notices: list[SheetMistake] = field(default_factory=list)

    def wrong(self, place: Place, code: str, **args: object) -> None:
        """Note what cannot be carried."""
        self.mistakes.append(SheetMistake(place, code, args))

    def notice(self, place: Place, code: str, **args: object) -> None:
        """Note what is carried otherwise than its author may think."""
        self.notices.append(SheetMistake(place, code, args))
