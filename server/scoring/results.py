"""What a scoring says: a score, its parts, and a line with a reason for each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line has its points: a code and JSON-ready arguments, put into words at the edge.

    The arguments carry the worded answer in every language of the form, so that a stored reason
    can be read without the form.
    """

    code: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One question. Points and possible are weighted; both are 0 when the question is left out."""

    question: str
    section: str
    quality: str | None
    points: int
    possible: int
    weight: int
    critical_failed: bool
    reason: Reason
    action: bool

    @property
    def lowers(self) -> Mapping[str, int]:
        """The points that the answer takes from qualities, by their keys."""
        taken: Mapping[str, int] = self.reason.args.get("lowers", {})
        return taken


@dataclass(frozen=True, slots=True)
class Part:
    """What some of the lines earned together."""

    points: int = 0
    possible: int = 0

    @property
    def share(self) -> Fraction | None:
        """The points earned per hundred possible; None when nothing was possible."""
        return Fraction(100 * self.points, self.possible) if self.possible else None

    def less(self, taken: int) -> Part:
        """What is left when so many points are taken; never below zero."""
        return Part(max(0, self.points - taken), self.possible) if taken else self

    @classmethod
    def of(cls, lines: Iterable[Line | Part]) -> Part:
        """The sum of these lines."""
        points = possible = 0
        for line in lines:
            points += line.points
            possible += line.possible
        return cls(points, possible)


@dataclass(frozen=True, slots=True)
class Score:
    """A whole scoring. `overall` is `uncapped` unless a failed critical question holds it down.

    `capped_by` names the critical questions that failed, whether or not the cap changed anything.
    `total` leaves out what stands aside (`Form.asides`); `parties` has the result of every party
    that the form looks at. A quality is what was `earned` less what was `taken` from it, and never
    below zero; `outside` is what belongs to no quality.
    """

    total: Part
    cap: int | None
    capped_by: tuple[str, ...]
    qualities: Mapping[str, Part]
    earned: Mapping[str, Part]
    taken: Mapping[str, int]
    outside: Part
    sections: Mapping[str, Part]
    parties: Mapping[str, Part]
    lines: tuple[Line, ...]

    @property
    def uncapped(self) -> Fraction | None:
        """The points earned per hundred possible, before any cap."""
        return self.total.share

    @property
    def overall(self) -> Fraction | None:
        """0 to 100, unrounded; None when nothing was possible."""
        share = self.total.share
        if share is None or self.cap is None or not self.capped_by:
            return share
        return min(share, Fraction(self.cap))
