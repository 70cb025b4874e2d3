"""A list of people, row by row: who would be added, with what, and everything that is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from server.imports.rules.columns import Fault, Line, Read, read
from server.imports.rules.people.columns import COLUMNS, language_of, parted, role_of
from server.imports.rules.people.there import Member, People
from server.imports.rules.previews import Change, Planned, Preview
from server.imports.rules.regions import Tree, Unclear
from server.kernel.actor import Role
from server.people.rules import at_odds, plain_address
from server.spreadsheets import Table

_LONGEST_NAME = 120
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.\-]{2,15}")


def preview(table: Table, there: People) -> Preview:
    """What a list would do: everybody in it is new, or the list has a mistake."""
    found = read(table, COLUMNS)
    faults = list(found.faults)
    if any(fault.row in {None, 1} for fault in faults):
        return Preview((), tuple(faults), found.left_out, guessed=table.guessed)
    if not found.lines:
        return Preview((), (Fault("rows_missing"),), found.left_out, guessed=table.guessed)
    reading = _Reading(found, there)
    wrong = {fault.row for fault in faults}
    rows: list[Planned] = []
    for line in found.lines:
        values = reading.values(line)
        faults += reading.taken_faults()
        if values is None or line.number in wrong:
            rows.append(Planned(line.number, "wrong", line["name"], line["roles"]))
        else:
            rows.append(_planned(line, values))
    faults.sort(key=lambda fault: (fault.row or 0, len(fault.letters), fault.letters))
    return Preview(tuple(rows), tuple(faults), found.left_out, guessed=table.guessed)


def lines(table: Table) -> tuple[Line, ...]:
    """The rows of a list, as they stand there."""
    return read(table, COLUMNS).lines


def _planned(line: Line, values: Mapping[str, Any]) -> Planned:
    told = [
        Change(column, "", ", ".join(values[f"{column}_told"]))
        for column in ("roles", "stores", "regions")
        if values.get(f"{column}_told")
    ]
    told += [
        Change(column, "", values[column])
        for column in ("email", "language", "code")
        if values[column]
    ]
    remarks: tuple[Fault, ...] = ()
    if values["staff"]:
        remarks = (Fault("shops_too", line.number, args={"name": values["staff"].name}),)
    return Planned(line.number, "new", values["name"], "", values, tuple(told), remarks=remarks)


class _Reading:
    """One list being read: who is there, and what has come already in rows above."""

    def __init__(self, found: Read, there: People) -> None:
        self.found, self.there, self.tree = found, there, Tree(there.regions)
        self.region_ids = dict(there.regions)
        self.stores = {code.casefold(): shop for code, shop in there.stores.items()}
        self.seen: dict[tuple[str, object], int] = {}
        self.faults: list[Fault] = []

    def taken_faults(self) -> list[Fault]:
        """What was found wrong since the last time."""
        found, self.faults = self.faults, []
        return found

    def wrong(self, code: str, line: Line, column: str, /, **words: object) -> None:
        self.faults.append(self.found.fault(code, line, column, **words))

    def first(self, what: str, value: object, line: Line) -> int:
        """The row in which this stood first: this one, or one above it."""
        return self.seen.setdefault((what, value), line.number)

    def values(self, line: Line) -> dict[str, Any] | None:
        """Whom a row adds; None where it has a mistake."""
        roles = self._roles(line)
        values: dict[str, Any] = {"name": self._name(line), "roles": sorted(roles)}
        values["roles_told"] = sorted(roles)
        values |= self._stores(line, roles) | self._regions(line, roles)
        values["email"], values["staff"] = self._address(line, roles)
        values["language"] = self._language(line)
        values["code"] = self._code(line, roles, values["name"])
        if not self.faults:
            self._is_new(line, values, roles)
        return None if self.faults else values

    def _name(self, line: Line) -> str:
        name = " ".join(line["name"].split())
        if not name:
            self.wrong("cell_empty", line, "name")
        elif len(name) > _LONGEST_NAME:
            self.wrong("cell_too_long", line, "name", limit=_LONGEST_NAME, length=len(name))
        return name

    def _roles(self, line: Line) -> frozenset[Role]:
        words = parted(line["roles"], ",;|/+&\n")
        if not words:
            self.wrong("cell_empty", line, "roles")
        held = {word: role_of(word) for word in words}
        unknown = [word for word, role in held.items() if role is None]
        if unknown:
            self.wrong("role_unknown", line, "roles", value=_few(unknown))
        roles = frozenset(role for role in held.values() if role is not None)
        if Role.SHOPPER in roles and len(roles) > 1:
            self.wrong("shopper_with_others", line, "roles")
        elif at_odds(roles):
            self.wrong("roles_at_odds", line, "roles")
        return roles

    def _stores(self, line: Line, roles: frozenset[Role]) -> dict[str, Any]:
        codes = parted(line["stores"])
        if not self._wanted(line, "stores", Role.STORE_MANAGER, roles, codes):
            return {"stores": [], "stores_told": []}
        known = {code: self.stores.get(code.casefold()) for code in codes}
        unknown = [code for code, shop in known.items() if shop is None]
        closed = [shop.code for shop in known.values() if shop and shop.closed]
        if unknown:
            self.wrong("store_unknown", line, "stores", value=_few(unknown))
        if closed:
            self.wrong("manages_closed", line, "stores", value=_few(closed))
        shops = [shop for shop in known.values() if shop]
        return {"stores": [s.id for s in shops], "stores_told": [s.code for s in shops]}

    def _regions(self, line: Line, roles: frozenset[Role]) -> dict[str, Any]:
        words = self._region_words(line["regions"])
        if not self._wanted(line, "regions", Role.REGIONAL_HEAD, roles, words):
            return {"regions": [], "regions_told": []}
        ids: list[UUID] = []
        told: list[str] = []
        for word in words:
            id = self._region(line, word)
            if id is not None:
                ids.append(id)
                told.append(" / ".join(self.region_ids[id]))
        return {"regions": ids, "regions_told": told}

    def _region_words(self, text: str) -> list[str]:
        """A region's own name may hold a comma, so that what is one as a whole is not parted."""
        whole = text.strip()
        return [whole] if whole and self._id_of(whole) else parted(text)

    def _id_of(self, word: str) -> UUID | None:
        try:
            path = self.tree.find(word)
        except Unclear:
            return None
        return self.tree.id_of(path) if path else None

    def _region(self, line: Line, word: str) -> UUID | None:
        try:
            path = self.tree.find(word)
        except Unclear as unclear:
            self.wrong("region_unclear", line, "regions", name=str(unclear))
            return None
        id = self.tree.id_of(path) if path else None
        if id is None:
            self.wrong("region_unknown", line, "regions", value=_few([word]))
        return id

    def _wanted(
        self, line: Line, column: str, role: Role, roles: frozenset[Role], words: list[str]
    ) -> bool:
        """Whether a cell is to be read: it belongs to a role, and this row has it or has not."""
        if role in roles and not words:
            self.wrong(f"{column}_missing", line, column)
        elif words and roles and role not in roles:
            self.wrong(f"{column}_idle", line, column)
        return bool(words) and role in roles

    def _address(self, line: Line, roles: frozenset[Role]) -> tuple[str | None, Member | None]:
        """The address of a row; and whose it is, where that is one of the staff who shops now."""
        if not line["email"]:
            return None, None
        try:
            address = plain_address(line["email"])
        except ValueError:
            self.wrong("address_shape", line, "email")
            return None, None
        staff = self.there.staff.get(address) if Role.SHOPPER in roles else None
        first = self.first("address", address, line)
        if first != line.number:
            self.wrong("address_twice", line, "email", first=first)
        elif staff and staff.shops:
            self.wrong("address_of_shopper", line, "email")
        elif staff:
            return address, staff
        elif self.there.addresses.get(address):
            self.wrong("address_known", line, "email", name=self.there.addresses[address])
        elif address in self.there.addresses:
            self.wrong("address_of_shopper", line, "email")
        return address, None

    def _language(self, line: Line) -> str:
        if not line["language"]:
            return self.there.language
        language = language_of(line["language"])
        if language is None:
            self.wrong("language_unknown", line, "language")
        return language or self.there.language

    def _code(self, line: Line, roles: frozenset[Role], name: str) -> str | None:
        code = line["code"].strip().upper()
        if not code:
            return None
        fault = next(self._code_faults(code, line, roles, name), None)
        if fault:
            self.wrong(fault[0], line, "code", **fault[1])
        return code

    def _code_faults(
        self, code: str, line: Line, roles: frozenset[Role], name: str
    ) -> Iterator[tuple[str, dict[str, object]]]:
        if roles and Role.SHOPPER not in roles:
            yield "code_of_staff", {}
        if not _CODE.fullmatch(code):
            yield "shopper_code_shape", {}
        if any(word in _plain(code) for word in map(_plain, name.split()) if len(word) > 2):
            yield "shopper_code_tells", {}
        first = self.first("code", code, line)
        if first != line.number:
            yield "shopper_code_twice", {"code": code, "first": first}
        if code in self.there.codes:
            yield "shopper_code_taken", {"code": code}

    def _is_new(self, line: Line, values: Mapping[str, Any], roles: frozenset[Role]) -> None:
        """Two who cannot be told apart are refused, unless an address tells them apart."""
        if values["email"] or values["code"]:
            return
        name = values["name"].casefold()
        first = self.first("name", (name, roles), line)
        if first != line.number:
            self.wrong("person_twice", line, "name", first=first)
        elif Role.SHOPPER in roles and name in self.there.shoppers:
            self.wrong("shopper_there", line, "name")
        elif (name, roles) in self.there.members:
            self.wrong("person_there", line, "name")


def _few(words: list[str]) -> str:
    """A few words of a cell, none of them endless."""
    return ", ".join(word[:40] for word in words[:5]) + (", …" if len(words) > 5 else "")


def _plain(text: str) -> str:
    """Letters alone, without accents and capitals."""
    return "".join(
        each for each in unicodedata.normalize("NFKD", text.casefold()) if each.isalnum()
    )
