"""Which roles one person can hold together."""

from __future__ import annotations

from collections.abc import Set

from server.kernel.actor import Role

# Whoever answers for a store may not see the programme's side of its visits: codes, hours, words.
_FOR_THE_STORE = frozenset({Role.STORE_MANAGER, Role.REGIONAL_HEAD})
_FOR_THE_PROGRAMME = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})


def at_odds(roles: Set[Role]) -> bool:
    """Whether these roles would show somebody who visits their own stores."""
    return bool(roles & _FOR_THE_STORE and roles & _FOR_THE_PROGRAMME)
