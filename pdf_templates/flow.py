"""Pieces into columns, columns onto pages.

A piece never splits. It may hold on to the next one (a heading to its table), and it may bring a
lead that is drawn again where its column begins anew (the header of a table, as an artifact).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pdf_templates.document import Document
from pdf_templates.page import Page

MILLIMETRE = 72 / 25.4
MARGIN = 18 * MILLIMETRE
GUTTER = 6 * MILLIMETRE
SIZES = {"A4": (210 * MILLIMETRE, 297 * MILLIMETRE), "Letter": (612.0, 792.0)}

Paint = Callable[[Page, float, float], None]  # page, left edge, top edge


@dataclass(slots=True)
class Piece:
    """Something with a height that can be drawn below a point."""

    height: float
    paint: Paint
    gap: float = 0.0  # above it, unless it stands first in its column
    keep: bool = False  # stays with the next piece
    lead: Piece | None = None  # drawn above it when it stands first in its column


def take(pieces: list[Piece], start: int, room: float) -> tuple[int, float]:
    """How far the pieces from `start` fit into a column, and the height they use."""
    used = 0.0
    legal = (start, 0.0)
    index = start
    while index < len(pieces):
        piece = pieces[index]
        above = piece.gap if index > start else piece.lead.height if piece.lead else 0.0
        if used + above + piece.height > room + 0.01:
            return legal
        used += above + piece.height
        index += 1
        if not piece.keep:
            legal = (index, used)
    return index, used


def split(pieces: list[Piece], start: int, count: int, room: float) -> list[tuple[int, float]]:
    """Where each of `count` columns ends when filled one after the other."""
    out = []
    for _ in range(count):
        start, used = take(pieces, start, room)
        out.append((start, used))
    return out


def balance(pieces: list[Piece], start: int, count: int, room: float) -> float | None:
    """The smallest column height that holds everything; None when `room` is not enough."""
    total = sum(piece.height + piece.gap for piece in pieces[start:])
    if total > room * count * 1.05 or split(pieces, start, count, room)[-1][0] < len(pieces):
        return None
    low, high = 0.85 * total / count, room
    while high - low > 2:
        middle = (low + high) / 2
        if split(pieces, start, count, middle)[-1][0] < len(pieces):
            low = middle
        else:
            high = middle
    return high


class Flow:
    """Pages one after the other, and the height that is left on the last one."""

    def __init__(self, document: Document, size: tuple[float, float]) -> None:
        self.document = document
        self.size = size
        self.pages: list[Page] = []
        self.width = size[0] - 2 * MARGIN
        self.column = (self.width - GUTTER) / 2
        self.floor = MARGIN
        self.new_page()

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def full(self) -> float:
        """The height of an empty page."""
        return self.size[1] - 2 * MARGIN

    @property
    def room(self) -> float:
        """The height that is left."""
        return self.y - self.floor

    @property
    def fresh(self) -> bool:
        """Nothing stands on this page yet."""
        return self.room >= self.full - 0.01

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self.pages.append(Page(self.document, len(self.pages), self.size))
        self.y = self.size[1] - MARGIN

    def space(self, height: float) -> None:
        """Leave room, unless the page has just begun."""
        if not self.fresh:
            self.y -= height

    def stack(self, pieces: list[Piece]) -> None:
        """Pieces one below the other, over the whole width."""
        self._fill([pieces], 1)

    def abreast(self, left: list[Piece], right: list[Piece]) -> None:
        """Two columns beside each other, each with its own pieces."""
        self._fill([left, right], 2)

    def balanced(self, pieces: list[Piece], count: int = 2) -> None:
        """Pieces in columns of equal height; a page that is full is filled column by column."""
        start = 0
        while start < len(pieces):
            height = balance(pieces, start, count, self.room)
            ends = split(pieces, start, count, self.room if height is None else height)
            if ends[-1][0] == start:
                if self.fresh:
                    ends = [(start + 1, pieces[start].height)]
                else:
                    self.new_page()
                    continue
            self._columns(pieces, start, ends)
            start = ends[-1][0]
            if start < len(pieces):
                self.new_page()

    def _columns(self, pieces: list[Piece], start: int, ends: list[tuple[int, float]]) -> None:
        for column, (end, _) in enumerate(ends):
            self._draw(pieces, start, end, MARGIN + column * (self.column + GUTTER))
            start = end
        self.y -= max(used for _, used in ends)

    def _fill(self, columns: list[list[Piece]], count: int) -> None:
        starts = [0] * len(columns)
        while any(start < len(pieces) for start, pieces in zip(starts, columns, strict=True)):
            lowest = 0.0
            moved = False
            for index, pieces in enumerate(columns):
                end, used = take(pieces, starts[index], self.room)
                if end == starts[index] < len(pieces) and self.fresh:
                    end, used = end + 1, pieces[end].height
                x = MARGIN + index * (self.width + GUTTER) / count
                self._draw(pieces, starts[index], end, x)
                moved = moved or end > starts[index]
                starts[index], lowest = end, max(lowest, used)
            self.y -= lowest
            if any(start < len(pieces) for start, pieces in zip(starts, columns, strict=True)):
                self.new_page()

    def _draw(self, pieces: list[Piece], start: int, end: int, x: float) -> None:
        y, page = self.y, self.page
        for index in range(start, end):
            piece = pieces[index]
            if index > start:
                y -= piece.gap
            elif piece.lead:
                piece.lead.paint(page, x, y)
                y -= piece.lead.height
            piece.paint(page, x, y)
            y -= piece.height
