"""Which region a list means by a name or by a way from the top."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

from server.stores.rules import MOST_LEVELS

Path = tuple[str, ...]


class Unclear(ValueError):
    """Several regions could be meant."""


class Tree:
    """The regions that are there, by their ways from the top, capitals aside."""

    def __init__(self, there: Mapping[UUID, Path]) -> None:
        self._ids = {folded(path): id for id, path in there.items()}
        self._paths = {folded(path): path for path in there.values()}
        self._ends: dict[str, list[Path]] = {}
        for path in there.values():
            self._ends.setdefault(path[-1].casefold(), []).append(path)

    def find(self, text: str) -> Path | None:
        """The way that a text spells, as it is there or as it would be made; None when it is none.

        A single name is also found further down, where only one region has it; Unclear is raised
        where several do.
        """
        path = tuple(name.strip() for name in re.split(r"[/>]", text) if name.strip())
        if not 1 <= len(path) <= MOST_LEVELS or any(len(name) > 120 for name in path):
            return None
        known = self._paths.get(folded(path))
        if known is None and len(path) == 1:
            ends = self._ends.get(path[0].casefold(), [])
            if len(ends) > 1:
                raise Unclear(path[0])
            known = ends[0] if ends else None
        return known or self._as_above(path)

    def _as_above(self, path: Path) -> Path:
        """A new way, with what is there of it spelled as it is there."""
        for length in range(len(path) - 1, 0, -1):
            known = self._paths.get(folded(path[:length]))
            if known:
                return (*known, *path[length:])
        return path

    def id_of(self, path: Path) -> UUID | None:
        """The region at the end of a way."""
        return self._ids.get(folded(path))


def missing(paths: list[Path], tree: Tree) -> tuple[Path, ...]:
    """The regions that must be made for these ways, those further up first."""
    found: dict[Path, Path] = {}
    for path in paths:
        for length in range(1, len(path) + 1):
            above = path[:length]
            if tree.id_of(above) is None:
                found.setdefault(folded(above), above)
    return tuple(found.values())


def folded(path: Path) -> Path:
    """A way as two are compared: capitals aside."""
    return tuple(name.casefold() for name in path)
