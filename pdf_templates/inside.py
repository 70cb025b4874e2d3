"""How the store sees itself beside what shoppers saw, and whether they would come back.

An attribute is drawn on the ruler of every score: what shoppers saw is its dot and whisker, how the
store rates itself an open dot, and a line joins the two.
"""

from __future__ import annotations

from pdf_templates import charts
from pdf_templates.contract import Gap, GapLine, Language, Loyalty, Opinion, Scorecard
from pdf_templates.drawing import Circle, Drawing, Line, Shape
from pdf_templates.flow import Piece
from pdf_templates.page import Page
from pdf_templates.setting import BODY, HEADING, SMALL, heading, paragraph
from pdf_templates.tags import Node
from pdf_templates.text import Style, block
from pdf_templates.words import Words

_OPEN, _FULL = 5.0, 3.5
_FIGURE = Style(10.5, 13)
_FIGURE_STRONG = Style(10.5, 13, bold=True)
_NAME, _OWN, _SEEN, _RULER = 158.0, 190.0, 226.0, 276.0
_NOTE = 84.0
_ROW = 22.0
_BESIDE = 170.0  # the ruler of an opinion


def dumbbell(
    line: GapLine,
    language: Language = "en",
    *,
    width: float = 200.0,
    height: float = 16.0,
    words: Words | None = None,
) -> Drawing:
    """One attribute's picture; too few visits leave the open dot alone on it."""
    words = words or Words(language)
    ruler = charts.ruler(line.seen, language, width=width, height=height, words=words)
    x, y = _x(line.own, width), height / 2
    ring: list[Shape] = [Circle(x, y, _OPEN, "ink", hollow=True)]
    if line.seen.score is not None:
        to = _x(line.seen.score, width)
        side = _OPEN if to > x else -_OPEN
        if abs(to - x) > _OPEN:
            ring.append(Line(x + side, y, to, y, "muted", 1.2))
    # What shoppers saw lies over the open dot, so that both show where they meet.
    over = next((i for i, each in enumerate(ruler.shapes) if _reads(each)), len(ruler.shapes))
    shapes = [*ruler.shapes[:over], *ring, *ruler.shapes[over:]]
    return Drawing(width, height, _told(line, words), shapes)


def _x(score: float, width: float) -> float:
    return charts.INSET + (width - 2 * charts.INSET) * min(max(score, 0.0), 100.0) / 100


def _reads(shape: Shape) -> bool:
    """Whether a shape of a ruler is its reading, and not its axis."""
    return isinstance(shape, Circle) or (isinstance(shape, Line) and shape.thickness >= 1)


def _told(line: GapLine, words: Words) -> str:
    seen = line.seen
    if seen.score is None:
        told = words("gap_few", n=words.integer(seen.n))
    else:
        told = words("ruler_score", score=words.integer(seen.score), visits=words.visits(seen.n))
    if seen.score is not None and seen.low is not None and seen.high is not None:
        low, high = (words.integer(round(edge)) for edge in (seen.low, seen.high))
        told += ", " + words("ruler_interval", low=low, high=high)
    own = words.integer(line.own)
    return words("gap_told", name=line.name, own=own, seen=told, note=line.note)


def pieces(root: Node, data: Scorecard, room: float, words: Words) -> list[Piece]:
    """Both regions below each other; nothing where the scorecard has neither."""
    found: list[Piece] = []
    if data.gap is not None:
        found += _gap(root, data.gap, room, words)
    else:
        found += paragraph(root, data.gap_hint, SMALL, room)
    if data.loyalty is not None:
        found += _loyalty(root, data.loyalty, room, words, 14.0 if found else 0.0)
    return found


def _gap(root: Node, data: Gap, room: float, words: Words) -> list[Piece]:
    found = [heading(root, "H2", words("gap"), HEADING, room)]
    found += paragraph(root, data.sentence, BODY, room, gap=2)
    found[-1].keep = True
    found.append(_legend(room, words))
    found += [_line(root, line, room, words) for line in data.lines]
    for each in found[2:-1]:
        each.keep = True
    return found


def _legend(room: float, words: Words) -> Piece:
    """Which column, and which dot, is whose; a reader that speaks hears it in each row."""

    def paint(page: Page, x: float, top: float) -> None:
        page.artifact()
        start = x + _RULER + charts.INSET
        for name, radius, column in (("gap_own", 3.6, _OWN), ("gap_seen", 3.0, _SEEN)):
            page.fill("paper" if column == _OWN else "ink")
            page.stroke("ink" if column == _OWN else "paper", 1.1)
            # The same dot stands over its column of figures.
            for middle in (x + column - 6, start + 4):
                page.circle(middle, top - 7.4, radius, "B")
            page.text(start + 12, top - 10, words(name), SMALL)
            start += block(words(name), SMALL, room).width + 26
        page.end()

    return Piece(14, paint, gap=4)


def _line(root: Node, line: GapLine, room: float, words: Words) -> Piece:
    text, figure, under = root.add("P"), root.add("Figure"), root.add("P")
    seen = line.seen
    name = block(line.name, BODY, _NAME - 4, most=2)
    note = block(line.note, SMALL, _NOTE - 8, most=2)
    shown = "–" if seen.score is None else words.integer(seen.score)
    picture = dumbbell(line, words.language, width=room - _RULER - _NOTE, words=words)
    high = max(_ROW, name.height + 4, note.height + 4)

    def paint(page: Page, x: float, top: float) -> None:
        middle = top - high / 2
        page.begin(text, name.actual)
        page.lines(x, middle + name.height / 2, name)
        page.text(x + _OWN, middle - 3.6, words.integer(line.own), _FIGURE, "right")
        page.text(x + _SEEN, middle - 3.6, shown, _FIGURE_STRONG, "right")
        page.text(x + _SEEN + 6, middle - 3.3, words.visits(seen.n), SMALL)
        page.end()
        picture.onto(page, figure, x + _RULER, middle - 8)
        page.write(under, x + room, middle + note.height / 2, note, align="right")

    return Piece(high, paint)


def _loyalty(root: Node, data: Loyalty, room: float, words: Words, gap: float) -> list[Piece]:
    found = [heading(root, "H2", words("loyalty"), HEADING, room, gap)]
    found += [_opinion(root, each, room, words) for each in data.opinions]
    found += paragraph(root, data.note, SMALL, room, gap=3)
    for each in found[:-1]:
        each.keep = True
    return found


def _opinion(root: Node, data: Opinion, room: float, words: Words) -> Piece:
    text = root.add("P")
    drawn = data.ruler.score is not None
    figure = root.add("Figure") if drawn else None
    said = block(data.sentence, BODY, room - _BESIDE - 12)
    picture = charts.ruler(data.ruler, words.language, width=_BESIDE, words=words)
    high = max(_ROW, said.height + 4)

    def paint(page: Page, x: float, top: float) -> None:
        middle = top - high / 2
        page.write(text, x, middle + said.height / 2, said)
        if figure is not None:
            picture.onto(page, figure, x + room - _BESIDE, middle - 8)

    return Piece(high, paint)
