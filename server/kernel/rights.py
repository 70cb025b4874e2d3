"""What may be done at all, by which role, and with how much of the programme.

Only the shape is here. The one table is `server/rights.py`; the guard answers from it and a page
shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.kernel.actor import Role


class Scope(StrEnum):
    """How much of the programme a role may do something with."""

    OWN = "own"
    STORES = "stores"
    REGIONS = "regions"
    OTHERS = "others"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Right:
    """One row: an action, its words (a message id), role -> scope, and the routes that do it.

    A role that is not named may not do it.
    """

    action: str
    words: str
    scopes: Mapping[Role, Scope]
    routes: tuple[str, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """Whoever may do it at all."""
        return frozenset(self.scopes)
