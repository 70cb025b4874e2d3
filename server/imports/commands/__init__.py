"""Importing what a preview has shown, whole or not at all; a file for each kind of list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from server.database import write
from server.imports import queries
from server.imports.commands.checking import check
from server.imports.commands.people import Added, Card, hand_out, import_people, was_done
from server.imports.commands.stores import keep_stores
from server.imports.commands.visits import keep_visits
from server.imports.rules.kinds import KINDS
from server.imports.rules.previews import Preview
from server.kernel.actor import Actor
from server.spreadsheets import Table

__all__ = ["Added", "Card", "hand_out", "import_list", "import_people", "was_done"]

# What keeps the rows of a list, inside the transaction in which it was read once more.
_KEEPERS: Mapping[str, Callable[[Actor, Preview], None]] = {
    "stores": keep_stores,
    "visits": keep_visits,
}


def import_list(actor: Actor, kind: str, table: Table, seen: str) -> Preview:
    """Do all that the preview of a list of stores or visits with the digest `seen` says.

    Raises import_mistaken, and import_overtaken where something else would happen now.
    """
    with write():
        planned = KINDS[kind].preview(table, queries.there(actor, kind))
        check(planned, seen)
        _KEEPERS[kind](actor, planned)
    return planned
