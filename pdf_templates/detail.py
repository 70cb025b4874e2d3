"""The following pages: every question in section tables, the shopper's words, the photos."""

from __future__ import annotations

from dataclasses import dataclass

from pdf_templates.contract import PhotoFigure, Quote, Row, SectionTable
from pdf_templates.flow import Piece
from pdf_templates.jpeg import Jpeg
from pdf_templates.page import Page
from pdf_templates.setting import HEADING, heading, paragraph
from pdf_templates.tags import COLUMN, ROW, Node
from pdf_templates.text import Block, Style, block
from pdf_templates.words import Words

ANSWER_LINES = 6  # a longer answer is shortened in the table and stands whole among the comments


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly a table is set; the first that keeps the ordinary report on two pages is taken."""

    size: float
    leading: float
    pad: float

    @property
    def question(self) -> Style:
        return Style(self.size, self.leading)

    @property
    def note(self) -> Style:
        return Style(self.size - 0.75, self.leading - 0.8, colour="muted")


DENSITIES = (Density(8.5, 11.0, 4.6), Density(8.0, 10.0, 3.6), Density(7.5, 9.2, 2.8),
             Density(7.25, 8.7, 2.2))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a section table stand, from its left edge."""

    room: float
    answer: float
    answer_room: float
    points: float  # right edge
    weight: float  # right edge


def _columns(room: float) -> _Columns:
    return _Columns(room, 0.56 * room, 0.235 * room, room - 24, room)


def section(parent: Node, data: SectionTable, room: float, density: Density,
            words: Words) -> list[Piece]:
    """A section's heading and its table."""
    columns = _columns(room)
    title = parent.add("H3")
    table = parent.add("Table")
    head = _Head(title, table.add("TR"), data, columns, density, words)
    pieces = [Piece(head.height, head.paint, gap=2.6 * density.pad + 6, keep=True)]
    again = Piece(head.height, head.paint_again)
    for row in data.rows:
        one = _SectionRow(table.add("TR"), row, columns, density, words, row is data.rows[-1])
        pieces.append(Piece(one.height, one.paint, lead=again))
    if len(pieces) > 2:
        pieces[1].keep = True  # a heading keeps two rows
    return pieces


class _Head:
    """The line over a table: the section and its points, and the names of the columns."""

    def __init__(self, title: Node, row: Node, data: SectionTable, columns: _Columns,
                 density: Density, words: Words) -> None:
        earned = sum((r.points or 0) * r.weight for r in data.rows if r.points is not None)
        possible = sum((r.possible or 0) * r.weight for r in data.rows if r.points is not None)
        counts = words("of", points=words.integer(earned), possible=words.integer(possible))
        text = f"{data.title}  {counts}" if possible else data.title
        style = Style(density.size + 1, density.leading + 1.5, bold=True)
        self.block = block(text, style, columns.answer - 6)
        self.again = block(words("continued", title=data.title), style, columns.answer - 6)
        self.title, self.columns, self.density, self.words = title, columns, density, words
        self.names = [row.add("TH", attributes=COLUMN) for _ in range(5)]
        self.height = max(self.block.height, self.again.height) + 3

    def paint(self, page: Page, x: float, top: float) -> None:
        bottom = top - self.height
        page.write(self.title, x, top, self.block)
        c, note = self.columns, self.density.note
        labels = (
            (x + c.answer, "answer", "left"), (x + c.points, "points", "right"),
            (x + c.weight, "weight", "right"),
        )
        for node, (left, key, align) in zip(self.names[1:], labels, strict=False):
            page.begin(node)
            page.text(left, bottom + 4.6, self.words(key), note, align)
            page.end()
        page.rule(x, bottom, c.room, "control", 0.7)

    def paint_again(self, page: Page, x: float, top: float) -> None:
        page.artifact()
        page.lines(x, top, self.again)
        page.end()
        page.rule(x, top - self.height, self.columns.room, "control", 0.7)


class _SectionRow:
    """One question: its answer, its points and weight, and the reason where it says more."""

    def __init__(self, row: Node, data: Row, columns: _Columns, density: Density, words: Words,
                 last: bool) -> None:
        self.data, self.columns, self.density, self.last = data, columns, density, last
        self.nodes = (row.add("TH", attributes=ROW), row.add("TD"), row.add("TD"), row.add("TD"),
                      row.add("TD"))
        text = data.question + (f" ({words('critical')})" if data.critical_failed else "")
        self.question = block(text, density.question, columns.answer - 8)
        self.answer = block(data.answer, density.question, columns.answer_room, most=ANSWER_LINES)
        self.reason = block(data.reason, density.note, columns.points - 4)
        text_height = max(self.question.height, self.answer.height)
        self.height = text_height + self.reason.height + density.pad
        self.reason_top = density.pad / 2 + text_height
        self.points, self.weight = _points(data, words)

    def paint(self, page: Page, x: float, top: float) -> None:
        columns, density, data = self.columns, self.density, self.data
        head, answer, points, weight, why = self.nodes
        y = top - density.pad / 2
        page.write(head, x, y, self.question)
        page.write(answer, x + columns.answer, y, self.answer)
        base = y - 0.5 * (density.leading - density.size) - 0.79 * density.size
        lost = data.points is not None and data.points < (data.possible or 0)
        style = Style(density.size, density.leading, lost, "below" if lost else "ink")
        page.begin(points)
        page.text(x + columns.points, base, self.points, style, "right")
        page.end()
        if self.weight:
            page.begin(weight)
            page.text(x + columns.weight, base, self.weight, density.note, "right")
            page.end()
        page.write(why, x, top - self.reason_top, self.reason)
        if not self.last:
            page.rule(x, top - self.height, columns.room)


def _points(row: Row, words: Words) -> tuple[str, str]:
    if row.points is None or row.possible is None:
        return "–", ""
    return f"{words.integer(row.points)}/{words.integer(row.possible)}", f"×{row.weight}"


def comments(parent: Node, quotes: list[Quote], room: float, words: Words) -> list[Piece]:
    """What the shopper wrote, each with what it was written about."""
    pieces = [heading(parent, "H2", words("comments"), HEADING, room)]
    for quote in quotes:
        node = parent.add("BlockQuote")
        source = paragraph(node, quote.source, Style(8, 10.5, True), room, gap=5)
        for one in source:
            one.keep = True
        pieces += source
        for index, text in enumerate(quote.text.strip().split("\n")):
            gap = 3.0 if index else (0.0 if source else 5.0)
            pieces += paragraph(node, text, Style(8.5, 11.3), room, gap=gap)
    return pieces


def photos(parent: Node, figures: list[tuple[PhotoFigure, Jpeg]], room: float, across: int,
           high: float, words: Words) -> list[Piece]:
    """Photos in a grid, the question under each."""
    pieces = [heading(parent, "H2", words("photos"), HEADING, room)]
    gutter = 10.0
    wide = (room - gutter * (across - 1)) / across
    for start in range(0, len(figures), across):
        cells = [_Photo(parent, *one, wide, high) for one in figures[start : start + across]]
        pieces.append(_photo_row(cells, wide + gutter))
    return pieces


class _Photo:
    """One photo in its frame and its caption."""

    def __init__(self, parent: Node, data: PhotoFigure, picture: Jpeg, wide: float,
                 high: float) -> None:
        self.node = parent.add("Figure", alt=data.alt or data.caption)
        self.caption_node = self.node.add("Caption")
        self.picture = picture
        scale = min(wide / picture.width, high / picture.height)
        self.wide, self.high = picture.width * scale, picture.height * scale
        self.caption: Block = block(data.caption, Style(7.5, 9.5, colour="muted"), wide)

    def paint(self, page: Page, x: float, top: float) -> None:
        y = top - self.high
        box = f"{x:.2f} {y:.2f} {x + self.wide:.2f} {top:.2f}"
        self.node.attributes = f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"
        name = page.document.image(
            self.picture.data, (self.picture.width, self.picture.height), self.picture.grey
        )
        page.begin(self.node)
        page.image(name, x, y, self.wide, self.high)
        page.end()
        page.write(self.caption_node, x, y - 3, self.caption)


def _photo_row(cells: list[_Photo], step: float) -> Piece:
    def paint(page: Page, x: float, top: float) -> None:
        for index, cell in enumerate(cells):
            cell.paint(page, x + index * step, top)

    return Piece(max(cell.high + cell.caption.height + 3 for cell in cells), paint, gap=6)


