"""What shoppers would do, in a region's table: two columns where any visit asked for it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _

from server.comparisons.rules import Loyal, Table
from server.statistics import Estimate, Proportion


@dataclass(frozen=True, slots=True)
class Told:
    """A cell: its figure, and its interval and visits beside it."""

    figure: str
    beside: str


def names(table: Table) -> tuple[str, ...]:
    """The headings of the two columns; none where nobody was asked."""
    return (_("Would come back"), _("Would recommend, 0 to 10")) if table.loyal.asked else ()


def cells(value: Loyal, table: Table) -> tuple[Told, ...]:
    """The two cells of a row, where the table has their columns."""
    if not table.loyal.asked:
        return ()
    return _returning(value.returning), _recommending(value.recommending)


def _returning(value: Proportion) -> Told:
    if value.too_few or value.low is None or value.high is None:
        return _few(value.n)
    interval = _("%(low)s to %(high)s %%", low=_whole(value.low), high=_whole(value.high))
    return Told(_("%(count)s of %(n)s", count=value.seen, n=value.n), interval)


def _recommending(value: Estimate) -> Told:
    if value.too_few or value.mean is None or value.low is None or value.high is None:
        return _few(value.n)
    interval = _("%(low)s to %(high)s", low=_of_ten(value.low), high=_of_ten(value.high))
    return Told(_of_ten(value.mean), f"{interval} ({value.n})")


def _few(n: int) -> Told:
    few = _("too few visits")
    return Told("–", f"{few} ({n})" if n else "")


def _whole(points: float) -> int:
    return int(points + 0.5)


def _of_ten(points: float) -> str:
    return str(format_decimal(points / 10, "0.0"))


def titles(table: Table) -> list[str]:
    """The columns for a spreadsheet."""
    beside = (_("Visits"), _("Low (95 %)"), _("High (95 %)"))
    return [each for name in names(table) for each in (name, *(f"{name}: {b}" for b in beside))]


def figures(value: Loyal, table: Table) -> list[float | int | None]:
    """One row for a spreadsheet: how many, and their mean of 10; where too few, visits alone."""
    if not table.loyal.asked:
        return []
    back, recommend = value.returning, value.recommending
    mean, low, high = (
        None if recommend.too_few or points is None else round(points / 10, 2)
        for points in (recommend.mean, recommend.low, recommend.high)
    )
    counted = None if back.too_few else back.seen
    edges = [None if edge is None else round(edge, 2) for edge in (back.low, back.high)]
    return [counted, back.n, *edges, mean, recommend.n, low, high]
