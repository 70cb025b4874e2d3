"""A list of visits to be planned, against the shoppers, stores and forms that are there."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from audit_forms.fact_words import fact_name, names_of_value, value_name
from audit_forms.model import Fact, Scalar
from server.imports.rules.columns import Fault, Line, Read, read
from server.imports.rules.moments import Moment, Unreadable, day_first, moment_of
from server.imports.rules.previews import Change, Planned, Preview
from server.imports.rules.visit_columns import columns
from server.spreadsheets import Table
from server.visits.rules import (
    MOST_DAYS,
    clock_fault,
    fact_word,
    instant,
    window_fault,
)

_LIMITS = {"brief": 2000, "brief-en": 2000, "brief-es": 2000, "buy": 500, "rules": 2000}
_YES = frozenset({"yes", "y", "true", "1", "x", "si", "s", "verdadero"})
_NO = frozenset({"no", "n", "false", "0", "falso"})


@dataclass(frozen=True, slots=True)
class Place:
    """A store as a list of visits needs it."""

    id: UUID
    code: str
    name: str
    zone: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """A published version of a form, with what a visit must say beforehand."""

    id: UUID
    form: str
    version: int
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class There:
    """All that a list of visits is held against.

    `shoppers` are codes with their ids and whether they are sent out; `forms` come newest first;
    `planned` are windows that are not over, by shopper and store; `own` is where nobody may go.
    """

    now: datetime
    languages: tuple[str, ...]
    stores: Mapping[str, Place]
    shoppers: Mapping[str, tuple[UUID, bool]]
    forms: tuple[Published, ...]
    planned: Mapping[tuple[UUID, UUID], Sequence[tuple[datetime, datetime, UUID]]]
    own: frozenset[tuple[UUID, UUID]]


def preview(table: Table, there: There) -> Preview:
    """What a list would plan, row by row, with everything that is wrong with it."""
    found = read(table, columns(fact for form in there.forms for fact in form.facts))
    faults = list(found.faults)
    if any(fault.row in {None, 1} for fault in faults):
        return Preview((), tuple(faults), found.left_out, guessed=table.guessed)
    if not found.lines:
        return Preview((), (Fault("rows_missing"),), found.left_out, guessed=table.guessed)
    wrong = {fault.row for fault in faults}
    reading = _Reading(found, there)
    rows: list[Planned] = []
    for line in found.lines:
        planned, mistakes = reading.planned(line)
        faults += mistakes
        as_wrong = Planned(line.number, "wrong", line["shopper"], line["store"])
        rows.append(as_wrong if line.number in wrong else planned)
    faults.sort(key=lambda fault: (fault.row or 0, len(fault.letters), fault.letters))
    return Preview(tuple(rows), tuple(faults), found.left_out, guessed=table.guessed)


class _Reading:
    """One list being read: what is there, and which visits have come already."""

    def __init__(self, found: Read, there: There) -> None:
        self.found, self.there = found, there
        moments = [line[name] for line in found.lines for name in ("opens", "closes")]
        self.day_first = day_first(moments)
        self.by_form = {form.form: form for form in reversed(there.forms)}
        self.by_version = {f"{form.form}@{form.version}": form for form in there.forms}
        self.come: dict[tuple[Any, ...], int] = {}
        self.windows: dict[tuple[UUID, UUID], list[tuple[datetime, datetime]]] = {}

    def planned(self, line: Line) -> tuple[Planned, list[Fault]]:
        """What becomes of a row."""
        row = _Row(self, line)
        values = row.values()
        if row.faults:
            return Planned(line.number, "wrong", line["shopper"], line["store"]), row.faults
        place = self.there.stores[line["store"].casefold()]
        title = f"{line['shopper'].upper()} → {place.name}"
        first = self.come.setdefault(_identity(values), line.number)
        if first != line.number:
            row.refuse("visit_twice", "shopper", first=first)
            return Planned(line.number, "wrong", title, place.code), row.faults
        return self._new(line, title, place, values), []

    def _new(self, line: Line, title: str, place: Place, values: dict[str, Any]) -> Planned:
        pair = (values["shopper"], values["store"])
        window = (values["opens"], values["closes"])
        if (*window, values["form"].id) in self.there.planned.get(pair, ()):
            return Planned(line.number, "same", title, place.code)
        others = [(opens, closes) for opens, closes, _form in self.there.planned.get(pair, ())]
        remarks: tuple[Fault, ...] = ()
        if any(_meet(window, other) for other in others + self.windows.get(pair, [])):
            words = {"shopper": line["shopper"].upper(), "store": place.name}
            remarks = (Fault("visit_there_already", line.number, args=words),)
        self.windows.setdefault(pair, []).append(window)
        kept = values | {"form": values["form"].id}
        return Planned(
            line.number, "new", title, place.code, kept, _changes(values, line), remarks=remarks
        )


def _identity(values: Mapping[str, Any]) -> tuple[Any, ...]:
    told = (values[name] for name in ("shopper", "store", "opens", "closes"))
    return (*told, values["form"].id)


def _meet(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _changes(values: Mapping[str, Any], line: Line) -> tuple[Change, ...]:
    """What the preview tells of a visit, beside who goes where."""
    form: Published = values["form"]
    told = [
        Change("opens", "", values["local"][0]),
        Change("closes", "", values["local"][1]),
        Change("form", "", f"{form.form} {form.version}"),
    ]
    texts = [name for name in ("brief", "brief-en", "brief-es", "buy", "rules") if line[name]]
    told += [Change(name, "", line[name]) for name in texts]
    told += [
        Change(f"fact-{name}", "", fact_word(value)) for name, value in values["facts"].items()
    ]
    return tuple(told)


class _Row:
    """One row: each of its cells is read, and what is wrong is gathered."""

    def __init__(self, reading: _Reading, line: Line) -> None:
        self.reading, self.there, self.line = reading, reading.there, line
        self.faults: list[Fault] = []

    def refuse(self, code: str, column: str, /, **words: object) -> None:
        self.faults.append(self.reading.found.fault(code, self.line, column, **words))

    def values(self) -> dict[str, Any]:
        """What the row says; where anything is wrong, `faults` tell it."""
        shopper, place, form = self.shopper(), self.place(), self.form()
        if shopper and place and (shopper, place.id) in self.there.own:
            self.refuse("shops_own", "shopper", store=place.name)
        window = self.window(place)
        brief, facts = self.brief(), self.facts(form)
        if self.faults or not (shopper and place and form and window):
            return {}
        opens, closes, local = window
        return {
            "shopper": shopper,
            "store": place.id,
            "form": form,
            "opens": opens,
            "closes": closes,
            "local": local,
            "brief": brief,
            "facts": facts,
        }

    def cell(self, column: str) -> str:
        """A cell that must not be empty."""
        text = self.line[column]
        if not text:
            self.refuse("cell_empty", column)
        return text

    def shopper(self) -> UUID | None:
        code = self.cell("shopper")
        if not code:
            return None
        found = self.there.shoppers.get(code.upper())
        if found is None:
            self.refuse("shopper_unknown", "shopper", code=code[:40])
            return None
        if not found[1]:
            self.refuse("shopper_ended", "shopper", code=code.upper())
        return found[0]

    def place(self) -> Place | None:
        code = self.cell("store")
        if not code:
            return None
        found = self.there.stores.get(code.casefold())
        if found is None:
            self.refuse("store_unknown", "store", value=code[:40])
        elif found.closed:
            self.refuse("store_shut", "store", code=found.code)
        return found

    def form(self) -> Published | None:
        text, known = self.line["form"].lower().replace(" ", "@"), self.reading.by_form
        if not text:
            if len(known) == 1:
                return next(iter(known.values()))
            self.refuse("form_missing", "form", known=", ".join(sorted(known)))
            return None
        found = known.get(text) or self.reading.by_version.get(text)
        if found is None:
            self.refuse("form_unknown", "form", form=text[:60], known=", ".join(sorted(known)))
        return found

    def window(self, place: Place | None) -> tuple[datetime, datetime, tuple[str, str]] | None:
        opens, closes = self.moment("opens"), self.moment("closes")
        if opens is None or closes is None or place is None:
            return None
        for column, moment in (("opens", opens), ("closes", closes)):
            fault = None if moment.whole_day else clock_fault(moment.at, place.zone)
            if fault:
                self.refuse(fault, column, time=f"{moment.at:%H:%M}")
        begin = instant(opens.at, place.zone)
        end = instant(closes.end, place.zone, last=closes.whole_day)
        fault = window_fault(begin, end, self.there.now)
        if fault:
            self.refuse(fault, "opens" if fault == "window_too_far" else "closes", limit=MOST_DAYS)
        return begin, end, (f"{opens.at:%Y-%m-%d %H:%M}", f"{closes.end:%Y-%m-%d %H:%M}")

    def moment(self, column: str) -> Moment | None:
        text = self.cell(column)
        if not text:
            return None
        try:
            return moment_of(text, self.reading.day_first)
        except Unreadable as unreadable:
            self.refuse(str(unreadable), column)
            return None

    def brief(self) -> dict[str, Any]:
        """By language: the words for that one, or else those for all."""
        for column, limit in _LIMITS.items():
            if len(self.line[column]) > limit:
                length = len(self.line[column])
                self.refuse("cell_too_long", column, limit=limit, length=length)
        rules = [rule.strip() for rule in self.line["rules"].split("|") if rule.strip()]
        told = {
            language: {"scenario": words, "buy": self.line["buy"], "rules": rules}
            for language in self.there.languages
            if (words := self.line[f"brief-{language}"] or self.line["brief"])
        }
        if not told:
            self.refuse("brief_missing", "brief")
        return told

    def facts(self, form: Published | None) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for fact in form.facts if form else ():
            text = self.line[f"fact-{fact.id}"]
            found = _meant(text, fact)
            if found is not None:
                told[fact.id] = found
            else:
                self.refuse("fact_wrong", f"fact-{fact.id}", **_asked(fact))
        return told


def _asked(fact: Fact) -> dict[str, object]:
    """What a fact and its values are called, in English and in Spanish."""
    values, valores = (
        ", ".join(_cell(fact, value, language) for value in fact.values)
        for language in ("en", "es")
    )
    column, columna = (fact_name(fact, language) for language in ("en", "es"))
    return {"column": column, "columna": columna, "values": values, "valores": valores}


def _cell(fact: Fact, value: Scalar, language: str) -> str:
    """A value as one would write it in a cell."""
    word = value_name(fact, value, language)
    return word.lower() if isinstance(value, bool) else word


def _meant(text: str, fact: Fact) -> Scalar | None:
    """The value of a fact that a cell names: as the form writes it, else by its words."""
    written = text.strip()
    exact = [value for value in fact.values if fact_word(value) == written]
    found = exact or [value for value in fact.values if _plain(written) in _names(fact, value)]
    return found[0] if len(found) == 1 else None


def _names(fact: Fact, value: Scalar) -> Collection[str]:
    if isinstance(value, bool):
        return _YES if value else _NO
    return {_plain(name) for name in names_of_value(fact, value)}


def _plain(text: str) -> str:
    """Words as one compares them: without capitals and accents, with single spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())
