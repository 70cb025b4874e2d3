"""The two pictures of the kit: the ruler 0 to 100, and the dot plot in bands.

A number is always drawn the same way: dot for the mean, whisker for the interval, tick for the
region or target; an open dot without whisker where the visits are too few. Position carries the
meaning, colour (orange below, blue above) only repeats it.
"""

from __future__ import annotations

from pdf_templates.contract import Dot, DotPlot, Language, Ruler
from pdf_templates.drawing import Circle, Drawing, Label, Line, Shape
from pdf_templates.words import Words

INSET = 8.0  # room for a dot, and for the number, at 0 and at 100


def ruler(
    data: Ruler,
    language: Language = "en",
    *,
    name: str = "",
    width: float = 200.0,
    height: float = 16.0,
    labels: bool = False,
    words: Words | None = None,
) -> Drawing:
    """A score on its ruler. With `labels`, 0, 100 and the mark are named; that needs 38 pt."""
    words = words or Words(language)
    scale = _Scale(width, height / 2)
    shapes: list[Shape] = scale.axis()
    if data.mark is not None:
        x = scale.x(data.mark)
        shapes.append(Line(x, scale.y - 7, x, scale.y + 7, "muted", 1.0))
    shapes += _reading(data, scale)
    if labels:
        shapes += _labels(data, scale)
    return Drawing(width, height, _told(data, name, words), shapes)


class _Scale:
    """Scores to points along one horizontal line."""

    def __init__(self, width: float, y: float) -> None:
        self.left, self.right, self.y = INSET, width - INSET, y

    def x(self, score: float) -> float:
        return self.left + (self.right - self.left) * min(max(score, 0.0), 100.0) / 100

    def axis(self) -> list[Shape]:
        shapes: list[Shape] = [Line(self.left, self.y, self.right, self.y, "control", 0.6)]
        for tens in range(0, 101, 10):
            reach = 3.2 if tens % 50 == 0 else 1.6
            x = self.x(tens)
            colour = "control" if tens % 50 == 0 else "hairline"
            shapes.append(Line(x, self.y - reach, x, self.y + reach, colour, 0.6))
        return shapes


def _colour(data: Ruler) -> str:
    """Orange or blue only where the whole interval lies on one side of the mark."""
    if data.mark is None or data.low is None or data.high is None or data.too_few:
        return "ink"
    if data.high < data.mark:
        return "below"
    return "above" if data.low > data.mark else "ink"


def _reading(data: Ruler, scale: _Scale) -> list[Shape]:
    if data.score is None:
        return []
    colour, y = _colour(data), scale.y
    shapes: list[Shape] = []
    if data.low is not None and data.high is not None and not data.too_few:
        low, high = scale.x(data.low), scale.x(data.high)
        shapes.append(Line(low, y, high, y, colour, 2.0))
        shapes += [Line(x, y - 3.4, x, y + 3.4, colour, 1.0) for x in (low, high)]
    shapes.append(Circle(scale.x(data.score), y, 3.5, colour, hollow=data.too_few))
    return shapes


def _labels(data: Ruler, scale: _Scale) -> list[Shape]:
    y = scale.y - 13
    shapes: list[Shape] = [
        Label(scale.x(0), y, "0", align="centre"),
        Label(scale.x(100), y, "100", align="centre"),
    ]
    if data.mark is not None and data.mark_label:
        # Near an end the label leans inwards, so it never leaves the picture.
        align = "left" if data.mark < 20 else "right" if data.mark > 80 else "centre"
        x = scale.x(data.mark) + {"left": -1, "right": 1, "centre": 0}[align]
        shapes.append(Label(x, scale.y + 8.5, data.mark_label, align=align))
    return shapes


def _told(data: Ruler, name: str, words: Words) -> str:
    """The picture in words, for who cannot see it."""
    visits = words.visits(data.n)
    if data.score is None:
        told = f"{words('no_score')}, {visits}"
    else:
        told = words("ruler_score", score=words.integer(data.score), visits=visits)
    if data.too_few:
        told += f", {words('too_few')}"
    elif data.low is not None and data.high is not None:
        low, high = (words.integer(round(edge)) for edge in (data.low, data.high))
        told += ", " + words("ruler_interval", low=low, high=high)
    parts = [told, data.mark_label or "", data.change or ""]
    told = "; ".join(part for part in parts if part)
    return f"{name}: {told}" if name else told


_BANDS = ("above", "around", "below")
_DOT = 4.0
_HALF_HUNDRED = 6.0  # what "100" needs to the right of its tick, beyond what a dot needs


def dot_plot(data: DotPlot, *, width: float = 640.0, words: Words | None = None) -> Drawing:
    """Stores as dots in three bands: above the region, no clear difference, below it."""
    words = words or Words(data.language)
    margin = 150.0
    scale = _Scale(width - margin - _HALF_HUNDRED, 0)
    shapes: list[Shape] = []
    y = 22.0
    for band in reversed(_BANDS):
        dots = sorted((d for d in data.dots if d.band == band), key=lambda d: (d.score, d.label))
        placed, high = _pile(dots, scale)
        shapes += _band(band, len(dots), placed, y, high, margin, width, words)
        y += high + 12
    # The scale and the region's line stand behind the dots.
    shapes = _floor(data, scale, margin, y, words) + shapes
    alt = _plot_told(data, words)
    return Drawing(width, y + 14, alt, shapes)


def _pile(dots: list[Dot], scale: _Scale) -> tuple[list[tuple[Dot, float, float]], float]:
    """Dots that would touch are piled; the height of the pile."""
    ends: list[float] = []
    placed = []
    for dot in dots:
        x = scale.x(dot.score)
        level = next((i for i, end in enumerate(ends) if x - end >= 2 * _DOT + 1), len(ends))
        ends[level : level + 1] = [x]
        placed.append((dot, x, level * (2 * _DOT + 1.5)))
    return placed, max(len(ends), 1) * (2 * _DOT + 1.5) + 8


def _band(
    band: str,
    count: int,
    placed: list[tuple[Dot, float, float]],
    y: float,
    high: float,
    margin: float,
    width: float,
    words: Words,
) -> list[Shape]:
    colour = "muted" if band == "around" else band
    shapes: list[Shape] = [
        Line(margin, y, width, y, "hairline", 0.6),
        Label(0, y + high / 2 + 1, words(band), 11, "ink", bold=band != "around"),
        Label(0, y + high / 2 - 12, words.stores(count), 10, "muted"),
    ]
    for dot, x, up in placed:
        score = words.integer(int(dot.score + 0.5))
        title = f"{dot.label}: " + words("ruler_score", score=score, visits=words.visits(dot.n))
        shapes.append(Circle(margin + x, y + _DOT + 4 + up, _DOT, colour, False, title, dot.href))
    return shapes


def _floor(data: DotPlot, scale: _Scale, margin: float, top: float, words: Words) -> list[Shape]:
    shapes: list[Shape] = []
    for tens in range(0, 101, 10):
        x = margin + scale.x(tens)
        shapes.append(Line(x, 18, x, 22, "control", 0.6))
        if tens % 50 == 0:
            shapes.append(Label(x, 6, str(tens), 10, align="centre"))
    if data.mean is not None:
        x = margin + scale.x(data.mean)
        label = words("region", score=words.integer(int(data.mean + 0.5)))
        align = "right" if data.mean > 85 else "left" if data.mean < 15 else "centre"
        shapes.append(Line(x, 22, x, top, "ink", 1.0))
        shapes.append(Label(x, top + 3, label, 10, "ink", align=align))
    return shapes


def _plot_told(data: DotPlot, words: Words) -> str:
    counts = {band: [d for d in data.dots if d.band == band] for band in _BANDS}
    parts = [f"{words(band)}: {words.stores(len(counts[band]))}" for band in _BANDS]
    return f"{data.title} {'; '.join(parts)}."
