"""What a programme's settings may be, and which of them stores can see the effect of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PAGE_SIZES = ("A4", "Letter")
# Whole numbers, from and to. A mean of one visit would be that visit's score.
BOUNDS: Mapping[str, tuple[int, int]] = {
    "publish_from_hours": (0, 336),
    "publish_to_hours": (0, 336),
    "minimum_visits": (2, 50),
    "retention_months": (0, 240),
    "appeal_days": (0, 90),
}
# A change of these changes what stores see, or when: it is asked about before it is made.
SEEN_BY_STORES = frozenset(
    {
        *("rounding", "whole_period", "publish_from_hours", "publish_to_hours"),
        *("minimum_visits", "appeal_days"),
    }
)
# Shorter, it erases what cannot be brought back: that is asked about, too. 0 is for ever.
KEPT = "retention_months"
NAMES = ("name", "languages", "rounding", "whole_period", "publish_from_hours",
         "publish_to_hours", "minimum_visits", "appeal_days", "page_size",
         "retention_months")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One setting as it was, and as it is to be."""

    name: str
    old: Any
    new: Any


def changes(there: Mapping[str, Any], asked: Mapping[str, Any]) -> tuple[Change, ...]:
    """What is to be changed of the settings that are there, in the order of the page."""
    return tuple(
        Change(name, there[name], asked[name])
        for name in NAMES
        if name in asked and asked[name] is not None and asked[name] != there[name]
    )


def shortened(made: Iterable[Change]) -> int | None:
    """For how many months personal data is to be kept where that is less than it was."""
    for change in made:
        if change.name == KEPT and change.new and (not change.old or change.new < change.old):
            return int(change.new)
    return None


def seen_by_stores(made: Iterable[Change]) -> bool:
    """Whether stores will notice any of these changes."""
    return any(change.name in SEEN_BY_STORES for change in made)
