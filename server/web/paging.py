"""A long list on a page, cut into pages that links lead through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

# More rows than these nobody reads on one page.
ROWS = 100

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """One page of a list: its rows, which page of how many it is, and how many rows there are."""

    rows: Sequence[Row]
    page: int
    pages: int
    total: int


def cut(rows: Sequence[Row], page: int, most: int = ROWS) -> Cut[Row]:
    """The page of that number, or the last one where there are fewer."""
    pages = max(1, -(-len(rows) // most))
    page = min(max(page, 1), pages)
    return Cut(rows[(page - 1) * most : page * most], page, pages, len(rows))
