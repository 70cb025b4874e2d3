"""What can be imported: for each kind its columns, and how a list of it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from server.imports.rules import people, stores, visits
from server.imports.rules.columns import MOST_ROWS, Column
from server.imports.rules.previews import Preview
from server.imports.rules.visit_columns import columns as visit_columns
from server.spreadsheets import Table


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list: what it is called, its columns, its preview against what is there.

    `most` is how many rows it may have; `above` the page that it belongs to; `agree` what the
    button of the preview says.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    preview: Callable[[Table, Any], Preview]
    above: str
    most: int = MOST_ROWS
    agree: str = _("Import exactly this")


KINDS: Mapping[str, Kind] = {
    each.id: each
    for each in (
        Kind("stores", _("Import stores"), stores.COLUMNS, stores.preview, "desk.stores"),
        Kind(
            "people",
            _("Import people and shoppers"),
            people.COLUMNS,
            people.preview,
            "desk.people",
            people.MOST,
        ),
        Kind(
            "visits",
            _("Plan visits from a list"),
            visit_columns(()),
            visits.preview,
            "desk.visits",
            agree=_("Plan exactly these visits"),
        ),
    )
}
