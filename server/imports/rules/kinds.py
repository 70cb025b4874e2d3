"""What can be imported: for each kind its columns, and how a list of it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from server.imports.rules import stores
from server.imports.rules.columns import Column
from server.imports.rules.previews import Preview
from server.spreadsheets import Table


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list: what it is called, its columns, and its preview against what is there."""

    id: str
    columns: tuple[Column, ...]
    preview: Callable[[Table, Any], Preview]


KINDS: Mapping[str, Kind] = {
    "stores": Kind("stores", stores.COLUMNS, stores.preview),
}
