"""A region's table in words, figures and pictures, and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from audit_forms import say
from pdf_templates.charts import dot_plot, ruler
from pdf_templates.contract import Dot, DotPlot, Language, Ruler
from server.comparisons.pages import loyal
from server.comparisons.rules import QUALITIES, Row, Table
from server.spreadsheets import to_csv
from server.statistics import Change, Estimate


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate as it is shown: an integer or a dash, its n, its interval, its ruler."""

    score: str
    n: str
    too_few: bool
    interval: str
    ruler: Markup


@dataclass(frozen=True, slots=True)
class Shaded:
    """A cell of the heat map. `n` is told only where it is not that of the whole row."""

    score: str
    n: str
    shade: int
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """One store, or the whole region where `href` is empty."""

    name: str
    code: str
    href: str
    overall: Figure
    qualities: tuple[Shaded, ...]
    change: str
    loyal: tuple[loyal.Told, ...]
    store: UUID | None = None


@dataclass(frozen=True, slots=True)
class FormLink:
    """A form whose visits can be compared."""

    id: str
    title: str
    visits: str
    shown: bool


@dataclass(frozen=True, slots=True)
class View:
    """All that the template needs, already in words."""

    table: Table
    quarter: str
    sentence: str
    picture: Markup
    quality_names: Mapping[str, str]
    forms: tuple[FormLink, ...]
    loyal_names: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Line


def quality_names() -> dict[str, str]:
    """The five qualities in the reader's language."""
    return {
        "respect": _("Respect"),
        "willingness": _("Willingness"),
        "enthusiasm": _("Enthusiasm"),
        "courtesy": _("Courtesy"),
        "response": _("Response"),
    }


def view_of(table: Table, rows: Iterable[Row], language: str) -> View:
    """The table as the page shows it, rows in the given order."""
    names = quality_names()
    return View(
        table=table,
        quarter=quarter_words(table),
        sentence=sentence(table),
        picture=_picture(table, language),
        quality_names=names,
        forms=tuple(
            FormLink(each.id, say(each.title, language), visits(each.visits), each.id == table.form)
            for each in table.forms
        ),
        loyal_names=loyal.names(table),
        lines=tuple(_line(row, table, names, language) for row in rows),
        whole=_whole(table, names, language),
    )


def quarter_words(table: Table) -> str:
    """`July to September 2026` said shortly: quarter and year."""
    return _("Quarter %(number)s of %(year)s", number=table.quarter.number, year=table.quarter.year)


def sentence(table: Table) -> str:
    """What the picture shows, in one or two sentences."""
    if table.overall.mean is None:
        return _(
            "No report with a score has been published in this quarter yet. What is seen only over"
            " several visits stands on the page of each store."
        )
    if table.overall.too_few:
        return _("There are too few visits in this quarter to compare stores.")
    above, below = len(table.in_band("above")), len(table.in_band("below"))
    parts = [_region_words(table)]
    if above or below:
        parts.append(_band_words(above, below))
    else:
        parts.append(_("No store differs clearly from the region."))
    few = sum(row.overall.too_few for row in table.rows)
    if few:
        parts.append(
            ngettext(
                "%(num)s store has too few visits.", "%(num)s stores have too few visits.", few
            )
        )
    return " ".join(parts)


def _region_words(table: Table) -> str:
    return _(
        "The region stands at %(score)s after %(visits)s.",
        score=integer(table.overall.mean),
        visits=visits(table.overall.n),
    )


def _band_words(above: int, below: int) -> str:
    up = ngettext("%(num)s store is clearly above it", "%(num)s stores are clearly above it", above)
    down = ngettext(
        "%(num)s store is clearly below it", "%(num)s stores are clearly below it", below
    )
    if above and below:
        return _("%(above)s, %(below)s.", above=up, below=down)
    return (up if above else down) + "."


def _picture(table: Table, language: str) -> Markup:
    dots = tuple(
        Dot(
            label=row.name,
            score=row.overall.mean,
            n=row.overall.n,
            band=row.band,
            low=row.overall.low,
            high=row.overall.high,
            href=store_link(row),
        )
        for row in table.rows
        if row.overall.mean is not None and not row.overall.too_few
    )
    if not dots:
        return Markup()
    plot = DotPlot(dots, table.overall.mean, sentence(table), cast(Language, language))
    wide, narrow = dot_plot(plot), dot_plot(plot, width=380)
    return Markup(wide.svg("plot wide-only") + narrow.svg("plot phone-only"))


def store_link(row: Row) -> str:
    """Where a store's scorecards are."""
    return url_for("scorecards.store", store=row.store)


def _line(row: Row, table: Table, names: Mapping[str, str], language: str) -> Line:
    return Line(
        name=row.name,
        code=row.code,
        href=store_link(row),
        overall=_figure(row.overall, table.overall.mean, row.name, language),
        qualities=tuple(
            replace(
                _unshaded(names[name], row.qualities[name].estimate, row.overall.n),
                shade=row.qualities[name].shade,
            )
            for name in QUALITIES
        ),
        change=change_words(row.change),
        loyal=loyal.cells(row.loyal, table),
        store=row.store,
    )


def _whole(table: Table, names: Mapping[str, str], language: str) -> Line:
    return Line(
        name=_("All stores"),
        code="",
        href="",
        overall=_figure(table.overall, None, _("All stores"), language),
        qualities=tuple(
            _unshaded(names[name], table.qualities[name], table.overall.n) for name in QUALITIES
        ),
        change=change_words(table.change),
        loyal=loyal.cells(table.loyal, table),
    )


def _figure(value: Estimate, mark: float | None, name: str, language: str) -> Figure:
    drawn = Ruler(
        score=None if value.mean is None else int(value.mean + 0.5),
        n=value.n,
        low=value.low,
        high=value.high,
        mark=mark,
        mark_label=None if mark is None else _("region %(score)s", score=integer(mark)),
        too_few=value.too_few,
    )
    picture = ruler(drawn, cast(Language, language), name=name, width=200)
    return Figure(
        score=integer(value.mean),
        n=visits(value.n),
        too_few=value.too_few,
        interval=interval_words(value),
        ruler=Markup(picture.svg()),
    )


def _unshaded(name: str, value: Estimate, whole_row: int) -> Shaded:
    n = "" if value.n == whole_row else str(value.n)
    told = f"{name}: {integer(value.mean)}, {visits(value.n)}, {interval_words(value)}"
    return Shaded("–" if value.too_few else integer(value.mean), n, 0, told)


def integer(points: float | None) -> str:
    """A score as an integer, half up; a dash for none."""
    return "–" if points is None else str(int(points + 0.5))


def visits(n: int) -> str:
    """`9 visits`."""
    return ngettext("%(num)s visit", "%(num)s visits", n)


def interval_words(value: Estimate) -> str:
    """`78 to 86`, or that there are too few visits."""
    if value.too_few or value.low is None or value.high is None:
        return _("too few visits")
    return _("%(low)s to %(high)s", low=integer(value.low), high=integer(value.high))


def change_words(value: Change) -> str:
    """`+4 (1 to 7)`, `no clear change`, or that there are too few visits; always with its n."""
    if value.too_few or value.points is None or value.low is None or value.high is None:
        return _("too few visits (%(before)s before)", before=value.n_before)
    if not value.clear:
        return _(
            "no clear change (%(low)s to %(high)s)", low=signed(value.low), high=signed(value.high)
        )
    return _(
        "%(points)s (%(low)s to %(high)s)",
        points=signed(value.points),
        low=signed(value.low),
        high=signed(value.high),
    )


def signed(points: float) -> str:
    """`+4`, `−3`: half away from zero, with a real minus sign; `+0.3` where nothing would be left.

    A clear change of which one end reads 0 would look like no clear change.
    """
    size = abs(points)
    shown = str(int(size + 0.5)) if size >= 0.5 else f"{size:.1f}"
    if float(shown) == 0:
        return "0"
    return ("+" if points > 0 else "\N{MINUS SIGN}") + shown


def csv_of(table: Table) -> bytes:
    """The table for a spreadsheet: figures with two decimals, nothing left out but the shades.

    Each mean has its visits and its interval beside it; where there are too few, the visits alone.
    """
    header = [_("Store"), _("Code"), _("Note"), *_titles(_("Score"))]
    for name in quality_names().values():
        header += _titles(name)
    header += [_("Visits before"), _("Change"), _("Change, low"), _("Change, high")]
    rows = [[*_csv_row(row), *loyal.figures(row.loyal, table)] for row in table.rows]
    return to_csv([*header, *loyal.titles(table)], rows)


def _titles(name: str) -> list[str]:
    """The columns of one estimate: `Respect`, `Respect: Visits`, and its interval."""
    beside = (_("Visits"), _("Low (95 %)"), _("High (95 %)"))
    return [name, *(f"{name}: {each}" for each in beside)]


def _csv_row(row: Row) -> list[str | int | float | None]:
    change = row.change
    gained = (None,) * 3 if change.too_few else (change.points, change.low, change.high)
    cells: list[str | int | float | None] = [row.name, row.code]
    cells.append(_("too few visits") if row.overall.too_few else "")
    for value in (row.overall, *(row.qualities[name].estimate for name in QUALITIES)):
        cells += _estimated(value)
    return [*cells, change.n_before, *map(_two, gained)]


def _estimated(value: Estimate) -> list[float | int | None]:
    told = (None,) * 3 if value.too_few else (value.mean, value.low, value.high)
    mean, low, high = map(_two, told)
    return [mean, value.n, low, high]


def _two(points: float | None) -> float | None:
    return None if points is None else round(points, 2)
