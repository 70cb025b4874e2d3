"""What the lists of each kind are held against, and the columns that they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from server.imports.queries.people import people_there
from server.imports.queries.stores import stores_file, stores_there
from server.imports.queries.visits import visits_columns, visits_there
from server.imports.rules.columns import Column
from server.imports.rules.kinds import KINDS
from server.kernel.actor import Actor

__all__ = ["columns", "people_there", "stores_file", "stores_there", "there", "visits_there"]

_THERE: Mapping[str, Callable[[Actor], Any]] = {
    "stores": stores_there,
    "people": people_there,
    "visits": visits_there,
}


def there(actor: Actor, kind: str) -> Any:
    """What a list of a kind is held against."""
    return _THERE[kind](actor)


def columns(kind: str) -> Sequence[Column]:
    """The columns of a kind of list; of visits, with those that the published forms need."""
    return visits_columns() if kind == "visits" else KINDS[kind].columns
