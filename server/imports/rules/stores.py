"""A list of stores, against the stores and regions that are there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from server.imports.rules.columns import Column, Fault, Line, Read, read
from server.imports.rules.previews import Change, Planned, Preview
from server.imports.rules.regions import Path, Tree, Unclear, missing
from server.spreadsheets import Table
from server.stores.rules import CURRENCIES, LOCALES, MOST_LEVELS, place_of


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


COLUMNS = (
    Column(
        "code",
        "Code",
        "Código",
        _("Your own number of the store, up to 24 characters. By it a store is known again."),
        "MX-014",
        needed=True,
        also=("store code", "store", "número", "clave", "código de tienda"),
    ),
    Column(
        "name",
        "Name",
        "Nombre",
        _("As people know the store."),
        "Plaza Norte",
        needed=True,
        also=("store name", "nombre de la tienda", "tienda"),
    ),
    Column(
        "region",
        "Region",
        "Región",
        _("From the top down, parted by a slash. What is not there yet is made."),
        _("North / Coast"),
        needed=True,
        also=("regions", "zona"),
    ),
    Column("address", "Address", "Dirección", _("May be left empty."), "Calle 5 de Mayo 1"),
    Column(
        "place",
        "Place",
        "Ubicación",
        _("Latitude and longitude as a map app copies them. May be left empty."),
        "19.0414, -98.2063",
        also=("coordinates", "coordenadas", "location", "latitude, longitude", "latitud, longitud"),
    ),
    Column(
        "zone",
        "Time zone",
        "Zona horaria",
        _(
            "Left empty, a new store takes that of the store added last, the first of all"
            " what stands here:"
        ),
        "America/Mexico_City",
        also=("timezone", "huso horario"),
    ),
    Column(
        "currency",
        "Currency",
        "Moneda",
        _(
            "Three letters. Left empty, a new store takes that of the store added last, the first"
            " of all what stands here:"
        ),
        "MXN",
        also=("divisa",),
    ),
    Column(
        "locale",
        "Numbers and dates as in",
        "Números y fechas como en",
        _(
            "Language and country. Left empty, a new store takes that of the store added last, the"
            " first of all what stands here:"
        ),
        "es_MX",
        also=("locale", "formato"),
    ),
)
_LIMITS = {"name": 120, "address": 240}
_CODE = re.compile(r"[\w.\-]{1,24}")
_ZONES = {zone.casefold(): zone for zone in available_timezones() if "/" in zone or zone == "UTC"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A store that is there."""

    id: UUID
    code: str
    name: str
    region: Path
    address: str
    latitude: float | None
    longitude: float | None
    zone: str
    currency: str
    locale: str
    closed_at: datetime | None = None

    def shown(self, column: str) -> str:
        """What a list says of it in a column."""
        if column == "region":
            return " / ".join(self.region)
        if column == "place":
            return _place_words(self.latitude, self.longitude)
        return str(getattr(self, column))


@dataclass(frozen=True, slots=True)
class There:
    """All that a list of stores is held against; `usual` is what a new store is given."""

    stores: Sequence[Standing]
    regions: Mapping[UUID, Path]
    usual: Mapping[str, str]


def preview(table: Table, there: There) -> Preview:
    """What a list would do, row by row, with everything that is wrong with it."""
    found = read(table, COLUMNS)
    faults = list(found.faults)
    rows: list[Planned] = []
    if any(fault.row in {None, 1} for fault in faults):
        return Preview((), tuple(faults), found.left_out, guessed=table.guessed)
    if not found.lines:
        return Preview((), (Fault("rows_missing"),), found.left_out, guessed=table.guessed)
    wrong = {fault.row for fault in faults}
    reading = _Reading(found, there)
    for line in found.lines:
        values, mistakes = reading.values(line)
        faults += mistakes
        if mistakes or line.number in wrong:
            faults += reading.twice(line, values)
            rows.append(Planned(line.number, "wrong", line["code"], line["name"]))
            continue
        planned, more = reading.planned(line, values)
        faults += more
        rows.append(planned)
    made = missing([row.values["region"] for row in rows if "region" in row.values], reading.tree)
    faults.sort(key=lambda fault: (fault.row or 0, len(fault.letters), fault.letters))
    return Preview(tuple(rows), tuple(faults), found.left_out, made, table.guessed)


class _Reading:
    """One list being read: what is there, and which codes have come already."""

    def __init__(self, found: Read, there: There) -> None:
        self.found, self.usual, self.tree = found, there.usual, Tree(there.regions)
        self.by_code = {store.code: store for store in there.stores}
        self.by_folded = {store.code.casefold(): store for store in there.stores}
        self.seen: dict[str, int] = {}

    def values(self, line: Line) -> tuple[dict[str, Any], list[Fault]]:
        """What a row says of its store, cells left empty left out; and what is wrong with it."""
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for column in COLUMNS:
            text = line[column.id]
            if not text:
                if column.needed:
                    faults.append(self.found.fault("cell_empty", line, column.id))
                continue
            try:
                values[column.id] = _READERS[column.id](self, text)
            except _Refused as refused:
                faults.append(self.found.fault(refused.code, line, column.id, **refused.words))
        return values, faults

    def code(self, text: str) -> str:
        if not _CODE.fullmatch(text):
            raise _Refused("code_shape")
        return text

    def words(self, text: str, limit: int) -> str:
        if len(text) > limit:
            raise _Refused("cell_too_long", limit=limit, length=len(text))
        return text

    def region(self, text: str) -> Path:
        try:
            path = self.tree.find(text)
        except Unclear as unclear:
            raise _Refused("region_unclear", name=str(unclear)) from None
        if path is None:
            deep = len(re.split(r"[/>]", text)) > MOST_LEVELS
            raise _Refused("region_deep", limit=MOST_LEVELS) if deep else _Refused("region_shape")
        return path

    def place(self, text: str) -> tuple[float, float]:
        try:
            return place_of(text)
        except ValueError:
            raise _Refused("place_shape") from None

    def zone(self, text: str) -> str:
        zone = _ZONES.get(text.replace(" ", "_").casefold())
        if zone is None:
            raise _Refused("zone_unknown", value=text[:60])
        return zone

    def currency(self, text: str) -> str:
        if text.upper() not in CURRENCIES:
            raise _Refused("currency_unknown", known=", ".join(CURRENCIES))
        return text.upper()

    def locale(self, text: str) -> str:
        known = {name.casefold(): name for name in LOCALES}
        found = known.get(text.replace("-", "_").casefold())
        if found is None:
            raise _Refused("locale_unknown", known=", ".join(LOCALES))
        return found

    def twice(self, line: Line, values: dict[str, Any]) -> list[Fault]:
        """That another row has this code already, also where either has other mistakes."""
        code = values.get("code", "")
        first = self.seen.setdefault(code.casefold(), line.number) if code else line.number
        if first == line.number:
            return []
        return [self.found.fault("code_twice", line, "code", code=code, first=first)]

    def planned(self, line: Line, values: dict[str, Any]) -> tuple[Planned, list[Fault]]:
        """What becomes of a row that can be read."""
        code = values["code"]
        again = self.twice(line, values)
        if again:
            return Planned(line.number, "wrong", line["code"], line["name"]), again
        there = self.by_code.get(code)
        if there is None:
            alike = self.by_folded.get(code.casefold())
            if alike is not None:
                return self._wrong(line, "code_spelling", code=alike.code)
            given = {**self.usual, **values}
            new = Planned(line.number, "new", code, values["name"], given, _given(given))
            return new, []
        changes = _changes(there, values)
        if not changes:
            return Planned(line.number, "same", code, there.name, there=there.id), []
        if there.closed_at is not None:
            return self._wrong(line, "store_closed", code=code)
        kept = {each.column: values[each.column] for each in changes}
        planned = Planned(line.number, "changed", code, there.name, kept, changes, there.id)
        return planned, []

    def _wrong(self, line: Line, fault: str, /, **words: object) -> tuple[Planned, list[Fault]]:
        wrong = Planned(line.number, "wrong", line["code"], line["name"])
        return wrong, [self.found.fault(fault, line, "code", **words)]


class _Refused(ValueError):
    """A cell that cannot be taken: a code of the sentences, and its words."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code, self.words = code, words


_READERS: Mapping[str, Any] = {
    "code": _Reading.code,
    "name": lambda reading, text: reading.words(text, _LIMITS["name"]),
    "region": _Reading.region,
    "address": lambda reading, text: reading.words(text, _LIMITS["address"]),
    "place": _Reading.place,
    "zone": _Reading.zone,
    "currency": _Reading.currency,
    "locale": _Reading.locale,
}


def _changes(there: Standing, values: Mapping[str, Any]) -> tuple[Change, ...]:
    """What a row would change; a cell left empty changes nothing."""
    return tuple(
        Change(column.id, there.shown(column.id), new)
        for column in COLUMNS
        if column.id in values
        and (new := _words(column.id, values[column.id])) != there.shown(column.id)
    )


def _given(values: Mapping[str, Any]) -> tuple[Change, ...]:
    """What a new store is given, also what no cell says."""
    told = (column.id for column in COLUMNS if column.id not in ("code", "name"))
    return tuple(Change(id, "", _words(id, values[id])) for id in told if id in values)


def _words(column: str, value: Any) -> str:
    if column == "region":
        return " / ".join(value)
    return _place_words(*value) if column == "place" else str(value)


def _place_words(latitude: float | None, longitude: float | None) -> str:
    return "" if latitude is None else f"{latitude}, {longitude}"
