"""How a backup is written: its entries, the manifest that vouches for them, and values as JSON."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

FORMAT = 1
MANIFEST = "manifest.json"
# What an entry may be called. Nothing in a backup is ever written anywhere else.
_ENTRY = re.compile(
    r"rows/[a-z][a-z0-9_]{0,62}\.jsonl|media/[0-9a-f]{64}|secret"
    r"|forms/[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}\.yaml"
    r"|certificates/[a-z0-9][a-z0-9.-]{0,63}"
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class Refused(Exception):
    """Why a backup was not made or not restored, as a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, and of which kind its values are."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was: `counted` is the column that the engine numbers by itself, if any;
    `own` are the columns that point into the same table."""

    name: str
    columns: tuple[Column, ...]
    counted: str | None
    own: tuple[str, ...]
    rows: int = 0

    @property
    def entry(self) -> str:
        """Where its rows lie."""
        return f"rows/{self.name}.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry must be: its size, and the SHA-256 of its content."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a backup says of itself. `schema` is the newest migration its database had had."""

    made_at: str
    schema: str
    engine: str
    tables: tuple[Table, ...]
    entries: Mapping[str, Entry]

    @property
    def size(self) -> int:
        """How many bytes its entries hold."""
        return sum(entry.size for entry in self.entries.values())

    @property
    def photos(self) -> int:
        """How many photos and PDFs it holds."""
        return sum(name.startswith("media/") for name in self.entries)

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(table.rows for table in self.tables)


def written(manifest: Manifest) -> bytes:
    """The manifest's own entry."""
    told = {"format": FORMAT} | asdict(manifest)
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest that these bytes spell. Raises Refused for one that is not ours or too new."""
    try:
        told = json.loads(content)
        if told.get("format") != FORMAT:
            raise Refused(
                "The backup was made by a newer version of the product. Install that one first."
            )
        manifest = Manifest(
            made_at=str(told["made_at"]),
            schema=str(told["schema"]),
            engine=str(told["engine"]),
            tables=tuple(_table(each) for each in told["tables"]),
            entries={name: Entry(**each) for name, each in told["entries"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as unreadable:
        raise Refused("This is no backup of ours: its list of contents cannot be read.") from (
            unreadable
        )
    _check(manifest)
    return manifest


def _table(told: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**each) for each in told["columns"])
    return Table(told["name"], columns, told["counted"], tuple(told["own"]), int(told["rows"]))


def _check(manifest: Manifest) -> None:
    """Names end in statements and in the file system: none may say anything but a name."""
    names = [table.name for table in manifest.tables]
    names += [column.name for table in manifest.tables for column in table.columns]
    kinds = {column.kind for table in manifest.tables for column in table.columns}
    wrong = [name for name in names if not _NAME.fullmatch(name)]
    wrong += [name for name in manifest.entries if not _ENTRY.fullmatch(name)]
    wrong += sorted(kinds - set(_FROM))
    missing = {table.entry for table in manifest.tables} - set(manifest.entries)
    if wrong or missing:
        raise Refused(
            f"This is no backup of ours: {(wrong + sorted(missing))[0]!r} is not to be had in one."
        )


Convert = Callable[[Any], Any]


def _naive(value: Any) -> str:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return (found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found).isoformat(" ")


# What an engine hands out -> JSON, the same whichever engine it was.
_TO: Mapping[str, Convert] = {
    "text": str,
    "int": int,
    "real": float,
    "bool": bool,
    "uuid": lambda value: str(value if isinstance(value, UUID) else UUID(value)),
    "instant": _naive,
    "date": lambda value: value.isoformat() if isinstance(value, date) else str(value),
    "bytes": lambda value: b64encode(bytes(value)).decode(),
}
# JSON -> what both engines take.
_FROM: Mapping[str, Convert] = {
    "text": str,
    "int": int,
    "real": float,
    "bool": bool,
    "uuid": lambda value: UUID(value).hex,
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": lambda value: b64decode(value, validate=True),
}


def to_line(table: Table, row: Sequence[Any]) -> bytes:
    """A row as one line of JSON, as it came from the engine."""
    told = [
        None if value is None else _TO[column.kind](value)
        for column, value in zip(table.columns, row, strict=True)
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_line(table: Table, line: bytes) -> list[Any]:
    """The row that a line spells, as an engine takes it. Raises Refused."""
    try:
        return [
            None if value is None else _FROM[column.kind](value)
            for column, value in zip(table.columns, json.loads(line), strict=True)
        ]
    except (ValueError, TypeError) as unreadable:
        raise Refused(f"The backup is damaged: a row of {table.name} cannot be read.") from (
            unreadable
        )
