"""Words set as pieces: headings, and paragraphs that may flow on."""

from __future__ import annotations

from dataclasses import dataclass

from pdf_templates.flow import Piece
from pdf_templates.page import Page
from pdf_templates.tags import Node
from pdf_templates.text import Block, Style, block

TITLE = Style(26, 31, bold=True)
PERIOD = Style(14, 18)
HEADING = Style(11.5, 15, bold=True)
LEDE = Style(11.5, 16)
BODY = Style(9.5, 13)
STRONG = Style(9.5, 13, bold=True)
SMALL = Style(8, 11, colour="muted")
FIGURES = Style(50, 50, bold=True)

_WHOLE = 5  # a paragraph of up to so many lines is never split


@dataclass(slots=True)
class _Lines:
    """Some lines of a node's text."""

    node: Node
    block: Block
    indent: float = 0.0

    def __call__(self, page: Page, x: float, top: float) -> None:
        page.write(self.node, x + self.indent, top, self.block)


def piece(node: Node, lines: Block, gap: float = 0.0, keep: bool = False) -> Piece:
    """A block that stays whole."""
    return Piece(lines.height, _Lines(node, lines), gap, keep)


def heading(parent: Node, tag: str, text: str, style: Style, room: float, gap: float = 0) -> Piece:
    """A heading; it stays with what follows."""
    return piece(parent.add(tag), block(text, style, room), gap, keep=True)


def paragraph(
    parent: Node,
    text: str,
    style: Style,
    room: float,
    gap: float = 0.0,
    indent: float = 0.0,
    tag: str = "P",
) -> list[Piece]:
    """A paragraph. A long one flows on, never leaving one line alone."""
    whole = block(text, style, room - indent)
    if not whole.lines:
        return []
    node = parent.add(tag)
    if len(whole.lines) <= _WHOLE:
        return [Piece(whole.height, _Lines(node, whole, indent), gap)]
    lines = whole.lines
    parts = [lines[:2], *((line,) for line in lines[2:-2]), lines[-2:]]
    pieces = []
    for index, part in enumerate(parts):
        some = Block(part, style)
        pieces.append(Piece(some.height, _Lines(node, some, indent), 0.0 if index else gap))
    return pieces


def total(pieces: list[Piece]) -> float:
    """The height of pieces stacked in one column."""
    return sum(one.height + one.gap for one in pieces) - (pieces[0].gap if pieces else 0.0)
