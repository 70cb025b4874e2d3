"""All that an installation holds, counted, to show that something left nothing behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from server import wiring

# How often somebody tried is counted also where the try left nothing.
_BESIDES = {"rate_count"}
# Uploads under way and the turns that they take are no content yet.
_WHOLE = "whole"


@dataclass(frozen=True)
class Stored:
    """Rows per table, and the names of the files that are content."""

    rows: dict[str, int]
    files: frozenset[str]


def stored(data: Path) -> Stored:
    """What is there now, in every table and in the folder of files."""
    names = {table._meta.table_name: table for table in wiring.TABLES}
    rows = {name: table.select().count() for name, table in names.items() if name not in _BESIDES}
    files = (data / "media" / _WHOLE).rglob("*")
    return Stored(rows, frozenset(file.name for file in files if file.is_file()))


def incoming(data: Path) -> frozenset[str]:
    """The names of the uploads that have begun and are not whole."""
    place = data / "media" / "incoming"
    names = (file.name for file in place.iterdir()) if place.exists() else ()
    return frozenset(name for name in names if not name.startswith("turn."))
