"""What a list would do: each row new, changed, the same or wrong; and its digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from server.imports.rules.columns import Fault
from server.kernel.ids import sha256_hex

STATES = ("wrong", "new", "changed", "same")


@dataclass(frozen=True, slots=True)
class Change:
    """One value that becomes another; `column` by its id."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one row: `values` are what is kept, `there` is what it changes.

    `remarks` are what speaks against it, and does not keep it from being done.
    """

    row: int
    state: str
    title: str
    about: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    there: UUID | None = None
    remarks: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a whole list would do. `regions` are those that would be made, by their paths."""

    rows: tuple[Planned, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()
    regions: tuple[tuple[str, ...], ...] = ()
    guessed: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in each state, states without any left out."""
        found = [each.state for each in self.rows]
        return {state: found.count(state) for state in STATES if state in found}

    @property
    def remarked(self) -> int:
        """Of how many rows something is to be looked at before one says yes."""
        return sum(bool(row.remarks) for row in self.rows)

    @property
    def does_something(self) -> bool:
        """Whether anything would be added or changed."""
        return bool({"new", "changed"} & set(self.counts))

    @property
    def digest(self) -> str:
        """Of all that would happen; another as soon as anything else would."""
        told = [
            [row.row, row.state, str(row.there), row.values]
            + [[each.column, each.old, each.new] for each in row.changes]
            + [each.code for each in row.remarks]
            for row in self.rows
        ]
        faults = [[each.code, each.row, each.letters] for each in self.faults]
        written = json.dumps([told, faults, self.regions], sort_keys=True, default=str)
        return sha256_hex(written.encode())
