"""The following pages: every question in section tables, the shopper's words, the photos."""

from __future__ import annotations

from dataclasses import dataclass

from pdf_templates.contract import PhotoFigure, Quote, Row, SectionTable
from pdf_templates.flow import Piece
from pdf_templates.jpeg import Jpeg
from pdf_templates.page import Page
from pdf_templates.setting import HEADING, heading, paragraph
from pdf_templates.tags import COLUMN, ROW, Node
from pdf_templates.text import Block, Style, block, width, word_width
from pdf_templates.words import Words

ANSWER_LINES = 6  # a longer answer is shortened in the table and stands whole among the comments


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly a table is set; the first that keeps a report on two pages is taken."""

    question: Style
    note: Style
    lost: Style  # points of a line that lost some
    head: Style
    pad: float

    @property
    def baseline(self) -> float:
        """From the top of a line of text down to its baseline."""
        return 0.5 * self.question.leading + 0.29 * self.question.size


def _density(size: float, leading: float, pad: float) -> Density:
    return Density(
        question=Style(size, leading),
        note=Style(size - 0.75, leading - 0.8, colour="muted"),
        lost=Style(size, leading, bold=True, colour="below"),
        head=Style(size + 1, leading + 1.5, bold=True),
        pad=pad,
    )


DENSITIES = (
    _density(8.75, 11.4, 5.0),
    _density(8.4, 10.8, 4.2),
    _density(8.0, 10.0, 3.4),
    _density(7.6, 9.3, 2.8),
    _density(7.25, 8.7, 2.2),
    _density(7.0, 8.3, 1.8),
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a section table stand, from its left edge."""

    room: float
    answer: float
    answer_room: float
    points: float  # right edge
    weight: float  # right edge


def _columns(room: float) -> _Columns:
    return _Columns(room, 0.56 * room, 0.215 * room, room - 30, room)


def title(node: Node, room: float, words: Words) -> Piece:
    """The heading over all tables, and how a line of them is read."""
    name, note = node.add("H2"), node.add("P")
    text = block(words("answers"), HEADING, room * 0.6)
    legend = block(words("legend"), Style(7.5, 11, colour="muted"), room * 0.4)

    def paint(page: Page, x: float, top: float) -> None:
        page.write(name, x, top, text)
        page.write(note, x + room, top - 3, legend, align="right")

    return Piece(text.height + 7, paint, keep=True)


def estimate(data: tuple[SectionTable, ...], room: float, density: Density) -> float:
    """About the height of all tables in one column, without breaking a line: a lower bound."""
    columns, style = _columns(room), density.question
    limit = (columns.answer - 8) / style.size
    lines = rows = 0
    for table in data:
        rows += len(table.rows)
        for row in table.rows:
            lines += int(word_width(row.question, False) / limit) + 1 + bool(row.reason)
    head = density.head.leading + 2.5 + 2.6 * density.pad + 6
    return rows * density.pad + lines * (style.leading - 0.2) + len(data) * head


def section(
    parent: Node, data: SectionTable, room: float, density: Density, words: Words
) -> list[Piece]:
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
        pieces[1].keep = pieces[-2].keep = True  # no row stands alone at a column's end or start
    return pieces


class _Head:
    """The line over a table: the section and its points, and the names of the columns."""

    def __init__(
        self,
        title: Node,
        row: Node,
        data: SectionTable,
        columns: _Columns,
        density: Density,
        words: Words,
    ) -> None:
        style = density.head
        self.total = _total(data, words)
        room = columns.answer - 8
        self.block = block(data.title, style, room)
        self.again = block(words("continued", title=data.title), style, columns.room, most=1)
        self.title, self.columns, self.density, self.words = title, columns, density, words
        self.names = [row.add("TH", attributes=COLUMN) for _ in range(4)]
        self.height = max(self.block.height, self.again.height) + 2.5

    def paint(self, page: Page, x: float, top: float) -> None:
        bottom = top - self.height
        c, note, words = self.columns, self.density.note, self.words
        base = bottom + 2.5 + 0.5 * self.block.style.leading - 0.29 * self.block.style.size
        page.write(self.title, x, bottom + 2.5 + self.block.height, self.block)
        labels = (
            (x + c.answer, words("answer"), "left"),
            (x + c.points, self._points(), "right"),
            (x + c.weight, words("weight"), "right"),
        )
        for node, (left, text, align) in zip(self.names[1:], labels, strict=True):
            page.begin(node)
            page.text(left, base, text, note, align)
            page.end()
        page.rule(x, bottom, c.room, "control", 0.7)

    def _points(self) -> str:
        """The word and the sum, or the sum alone where both would run into the word before."""
        note, words = self.density.note, self.words
        label = f"{words('points')} {self.total}".strip()
        room = self.columns.points - self.columns.answer - width(words("answer"), note) - 4
        return label if width(label, note) <= room or not self.total else self.total

    def paint_again(self, page: Page, x: float, top: float) -> None:
        page.artifact()
        page.lines(x, top - self.height + 2.5 + self.again.height, self.again)
        page.end()
        page.rule(x, top - self.height, self.columns.room, "control", 0.7)


def _total(data: SectionTable, words: Words) -> str:
    """What the section brought, weighted: 10/14."""
    counted = [row for row in data.rows if row.points is not None and row.possible is not None]
    if not counted:
        return ""
    points = sum((row.points or 0) * row.weight for row in counted)
    possible = sum((row.possible or 0) * row.weight for row in counted)
    return f"{words.integer(points)}/{words.integer(possible)}"


class _SectionRow:
    """One question: its answer, its points and weight, and the reason where it says more."""

    def __init__(
        self, row: Node, data: Row, columns: _Columns, density: Density, words: Words, last: bool
    ) -> None:
        self.data, self.columns, self.density, self.last = data, columns, density, last
        self.nodes = (row.add("TH", attributes=ROW), row.add("TD"), row.add("TD"), row.add("TD"))
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
        head, answer, points, weight = self.nodes
        y = top - density.pad / 2
        page.write(head, x, y, self.question)
        page.write(answer, x + columns.answer, y, self.answer)
        page.write(answer, x, top - self.reason_top, self.reason)
        base = y - density.baseline
        lost = data.points is not None and data.points < (data.possible or 0)
        style = density.lost if lost else density.question
        page.figure(points, x + columns.points, base, self.points, style)
        if self.weight:
            page.figure(weight, x + columns.weight, base, self.weight, density.note)
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


def photos(
    parent: Node,
    figures: list[tuple[PhotoFigure, Jpeg]],
    room: float,
    across: int,
    high: float,
    words: Words,
) -> list[Piece]:
    """Photos in rows of one height each, no higher than `high`, the question under each."""
    pieces = [heading(parent, "H2", words("photos"), HEADING, room)]
    for start in range(0, len(figures), across):
        some = figures[start : start + across]
        row = min(high, widest(some, room))
        cells = [_Photo(parent, *one, row) for one in some]
        pieces.append(_photo_row(cells))
    return pieces


def widest(figures: list[tuple[PhotoFigure, Jpeg]], room: float) -> float:
    """The height at which photos beside each other take the whole width."""
    shapes = sum(min(max(picture.width / picture.height, 0.5), 2.5) for _, picture in figures)
    return (room - _BETWEEN * (len(figures) - 1)) / shapes


_BETWEEN = 10.0
_CAPTION = Style(7.5, 9.5, colour="muted")


class _Photo:
    """One photo in its frame and its caption."""

    def __init__(self, parent: Node, data: PhotoFigure, picture: Jpeg, high: float) -> None:
        self.node = parent.add("Figure", alt=data.alt or data.caption)
        self.caption_node = self.node.add("Caption")
        self.picture = picture
        scale = min(2.5 * high / picture.width, high / picture.height)
        self.wide, self.high = picture.width * scale, picture.height * scale
        self.room = max(self.wide, 0.5 * high)
        self.caption: Block = block(data.caption, _CAPTION, self.room)

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


def _photo_row(cells: list[_Photo]) -> Piece:
    def paint(page: Page, x: float, top: float) -> None:
        for cell in cells:
            cell.paint(page, x, top)
            x += cell.room + _BETWEEN

    return Piece(max(cell.high + cell.caption.height + 3 for cell in cells), paint, gap=6)
