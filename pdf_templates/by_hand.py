"""What is filled in by hand: boxes to tick, blanks and lines to write on, the frame of a photo.

Each is tagged as a printed form field, so that a reader who cannot see it hears what it is for.
"""

from __future__ import annotations

from pdf_templates.flow import MARGIN, Piece
from pdf_templates.page import Page
from pdf_templates.setting import BODY, SMALL
from pdf_templates.sheet import Blanks, Choices
from pdf_templates.tags import Node, text_string
from pdf_templates.text import Block, block, width
from pdf_templates.words import Words

BOX = 9.0
LINE = 22.0  # from one ruled line to the next, for a hand that writes
_BESIDE = BOX + 6.0
_BETWEEN = 14.0  # between two columns of options
_ROW = 4.0  # between two rows of options
_BLANK = 78.0
_PART = 44.0  # a blank of several, such as the minutes of a duration
_FRAME = (150.0, 52.0)


def field(parent: Node, role: str, what: str) -> Node:
    """A printed form field: `role` is rb, cb or tv, `what` says what it is for."""
    checked = "" if role == "tv" else "/checked/off"
    told = text_string(what)
    return parent.add("Form", what, f"/A<</O/PrintField/Role/{role}{checked}/Desc{told}>>")


def choices(parent: Node, answer: Choices, room: float) -> list[Piece]:
    """The boxes with what they stand for, a row of them in each piece."""
    across = _across(answer, room)
    column = (room - (across - 1) * _BETWEEN) / across
    listed = parent.add("L")
    cells = [Box(listed.add("LI"), text, answer.several, column) for text in answer.options]
    rows = [cells[start : start + across] for start in range(0, len(cells), across)]
    return [_row(row, column + _BETWEEN) for row in rows]


def _across(answer: Choices, room: float) -> int:
    """As many columns as hold every option on one line, and leave no later row half empty."""
    count = len(answer.options)
    widest = max((width(text, BODY) for text in answer.options), default=0.0) + _BESIDE
    for columns in (4, 3, 2):
        fits = widest <= (room - (columns - 1) * _BETWEEN) / columns
        if fits and (count <= columns or count % columns == 0 or count > 2 * columns):
            return columns
    return 1


class Box:
    """One box and its words, as an item of a list."""

    def __init__(self, item: Node, text: str, square: bool, room: float) -> None:
        self.square = square
        self.mark = field(item.add("Lbl"), "cb" if square else "rb", text)
        self.body = item.add("LBody")
        self.text: Block = block(text, BODY, room - _BESIDE)
        self.height = max(self.text.height, BODY.leading)

    def paint(self, page: Page, x: float, top: float) -> None:
        """Draw it with its upper left corner at (x, top)."""
        low = top - 0.5 * (BODY.leading + BOX) + 0.8  # level with the capitals beside it
        page.begin(self.mark)
        page.stroke("control", 0.9)
        if self.square:
            page.outline(x, low, BOX, BOX)
        else:
            page.circle(x + BOX / 2, low + BOX / 2, BOX / 2, "S")
        page.end()
        page.write(self.body, x + _BESIDE, top, self.text)


def _row(cells: list[Box], step: float) -> Piece:
    def paint(page: Page, x: float, top: float) -> None:
        for index, cell in enumerate(cells):
            cell.paint(page, x + index * step, top)

    return Piece(max(cell.height for cell in cells), paint, gap=_ROW)


def blanks(parent: Node, answer: Blanks, limits: str, what: str, room: float) -> Piece:
    """Short blanks with their units, and the limits behind them."""
    long = _BLANK if len(answer.units) == 1 else _PART
    fields = [field(parent, "tv", f"{what} {unit}".strip()) for unit in answer.units]
    units = [parent.add("P") if unit else None for unit in answer.units]
    note = parent.add("P") if limits else None
    used = sum(long + 4 + width(unit, BODY) + 10 for unit in answer.units)
    said = block(limits, SMALL, room - used)

    def paint(page: Page, x: float, top: float) -> None:
        base = top - LINE + 3
        for mark, node, unit in zip(fields, units, answer.units, strict=True):
            rule(page, mark, x, base, long)
            x += long + 4
            if node is not None:
                page.begin(node)
                page.text(x, base + 1, unit, BODY)
                page.end()
            x += width(unit, BODY) + 10
        if note is not None:
            page.write(note, x, base + 9.6, said)

    return Piece(max(LINE, LINE - 12 + said.height), paint, gap=2)


def lines(parent: Node, count: int, what: str) -> Piece:
    """Ruled lines over the whole width that is left to it."""
    mark = field(parent, "tv", what)

    def paint(page: Page, x: float, top: float) -> None:
        page.begin(mark)
        page.stroke("control", 0.6)
        right = page.size[0] - MARGIN
        for index in range(1, count + 1):
            page.line(x, top - index * LINE + 3, right, top - index * LINE + 3)
        page.end()

    return Piece(count * LINE, paint)


def rule(page: Page, mark: Node, x: float, y: float, long: float) -> None:
    """One ruled blank."""
    page.begin(mark)
    page.stroke("control", 0.6)
    page.line(x, y, x + long, y)
    page.end()


def frame(parent: Node, limits: str, words: Words) -> Piece:
    """The place of a photo and where it is taken instead."""
    wide, high = _FRAME
    said = parent.add("P")
    text = block(f"{words('take_photo')}\n{limits}", SMALL, wide - 16)

    def paint(page: Page, x: float, top: float) -> None:
        page.artifact()
        page.stroke("hairline", 0.8)
        page.outline(x, top - high, wide, high)
        page.end()
        page.write(said, x + 8, top - (high - text.height) / 2, text)

    return Piece(high, paint, gap=4)
