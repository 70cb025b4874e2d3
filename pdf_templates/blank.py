"""A form on paper: each question with its number, its tip, and what is ticked or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pdf_templates import by_hand
from pdf_templates.by_hand import Box
from pdf_templates.document import Document
from pdf_templates.finish import finish
from pdf_templates.flow import SIZES, Flow, Piece
from pdf_templates.page import Page
from pdf_templates.setting import HEADING, PERIOD, SMALL, heading, paragraph, total
from pdf_templates.sheet import BlankForm, BlankQuestion, Blanks, BlankSection, Choices, Lines
from pdf_templates.tags import Node
from pdf_templates.text import Block, Style, block, width
from pdf_templates.words import Words

_TITLE = Style(22, 27, bold=True)
_QUESTION = Style(10, 13.5, bold=True)
_ASKED = Style(8.5, 11.5)
_INDENT = 24.0  # the column of the numbers
_ASIDE = 118.0  # the column on the right: how to answer, and the box of what does not apply
_GAP = 15.0  # between two questions
_TITLES = 70.0  # what the titles above a question may take of its page
_MOST = 400.0  # the head of a question that is higher than this flows on
_SOME = 12  # lines of a text that is longer than a page, drawn at one time


def blank_form(data: BlankForm) -> bytes:
    """The form to print, tagged, self-contained; equal data gives equal bytes."""
    words = Words(data.language)
    root = Node("Document")
    flow = Flow(Document(), SIZES[data.page_size])
    flow.stack(_masthead(root.add("Sect"), data, flow.width, words))
    number = 1
    level = 3 if any(section.part for section in data.sections) else 2
    for section in data.sections:
        flow.space(22)
        flow.stack(_section(root.add("Sect"), section, level, number, flow, words))
        number += len(section.questions)
    name = f"{data.title}, {words('version', version=data.version)}"
    return finish(flow, root, name, words, name)


def _masthead(root: Node, data: BlankForm, room: float, words: Words) -> list[Piece]:
    """What form this is, whose visit it will tell of, and how to fill it in."""
    pieces = [heading(root, "H1", data.title, _TITLE, room)]
    pieces += paragraph(root, words("version", version=data.version), SMALL, room, gap=2)
    pieces.append(_whose(root, room, words))
    return pieces + paragraph(root, words("form_how"), SMALL, room, gap=10)


def _whose(root: Node, room: float, words: Words) -> Piece:
    labels = [words(key) for key in ("form_store", "form_date", "form_shopper")]
    nodes = [(root.add("P"), by_hand.field(root, "tv", label)) for label in labels]
    free = room - sum(width(label, _ASKED) + 6 for label in labels) - 2 * 16
    shares = (0.48, 0.22, 0.30)

    def paint(page: Page, x: float, top: float) -> None:
        base = top - 16
        for (said, mark), label, share in zip(nodes, labels, shares, strict=True):
            page.begin(said)
            page.text(x, base + 1, label, _ASKED)
            page.end()
            x += width(label, _ASKED) + 6
            by_hand.rule(page, mark, x, base, share * free)
            x += share * free + 16

    return Piece(18, paint, gap=16)


def _section(
    node: Node, section: BlankSection, level: int, first: int, flow: Flow, words: Words
) -> list[Piece]:
    """Its title, a heading of that level, and its questions."""
    pieces = []
    if section.part:
        pieces.append(heading(node, "H2", section.part, PERIOD, flow.width))
        opens = paragraph(node, section.opens, SMALL, flow.width, gap=2)
        pieces += [replace(piece, keep=True) for piece in opens]
    title = heading(node, f"H{level}", section.title, HEADING, flow.width, gap=6)
    pieces.append(_underlined(title, flow.width))
    for number, question in enumerate(section.questions, first):
        head = _Head(node.add("Sect"), question, number, level + 1, flow.width, words)
        asked = _question(head, question, flow.width, words)
        asked[0].gap = 9 if number == first else _GAP
        pieces += _whole(asked, flow.full - _TITLES)
    return pieces


def _underlined(title: Piece, room: float) -> Piece:
    def paint(page: Page, x: float, top: float) -> None:
        title.paint(page, x, top)
        page.rule(x, top - title.height - 3, room, "ink", 0.8)

    return Piece(title.height + 4, paint, title.gap, keep=True)


def _whole(pieces: list[Piece], limit: float) -> list[Piece]:
    """The pieces as one that never splits; what is longer than that flows on piece by piece."""
    height = total(pieces)
    if height > limit:
        pieces[0].keep = len(pieces) > 1
        return pieces

    def paint(page: Page, x: float, top: float) -> None:
        for index, each in enumerate(pieces):
            top -= each.gap if index else 0.0
            each.paint(page, x, top)
            top -= each.height

    return [Piece(height, paint, pieces[0].gap)]


def _question(head: _Head, data: BlankQuestion, room: float, words: Words) -> list[Piece]:
    """The head of a question, then its answer, then its comment."""
    node = head.node
    pieces = [*head.pieces(), *map(_indented, _answer(node, data, room - _INDENT, words))]
    if data.na:
        head.na = Box(node.add("L").add("LI"), words("not_applicable"), True, _ASIDE)
    if data.comment:
        said = paragraph(node, data.comment, SMALL, room - _INDENT, gap=7, indent=0)
        ruled = by_hand.lines(node, data.comment_lines, words("comment"))
        pieces += map(_indented, [*said, ruled])
    return pieces


def _answer(node: Node, data: BlankQuestion, room: float, words: Words) -> list[Piece]:
    answer = data.answer
    if isinstance(answer, Choices):
        pieces = by_hand.choices(node, answer, room)
        pieces[0].gap = 6
        return pieces + paragraph(node, data.limits, SMALL, room, gap=4)
    what = words("write_here", what=data.text)
    if isinstance(answer, Blanks):
        return [by_hand.blanks(node, answer, data.limits, what, room)]
    if isinstance(answer, Lines):
        said = paragraph(node, data.limits, SMALL, room, gap=2)
        return [*said, by_hand.lines(node, answer.count, what)]
    return [by_hand.frame(node, data.limits, words)]


def _indented(piece: Piece) -> Piece:
    """The same, in the column of the questions."""

    def paint(page: Page, x: float, top: float) -> None:
        piece.paint(page, x + _INDENT, top)

    return Piece(piece.height, paint, piece.gap, piece.keep)


class _Head:
    """Number, question, when it is asked and its tip; beside them how it is to be answered."""

    def __init__(
        self,
        node: Node,
        data: BlankQuestion,
        number: int,
        level: int,
        room: float,
        words: Words,
    ) -> None:
        self.node = node
        self.room = room
        self.na: Box | None = None
        self.number = f"{number}"
        left = room - _INDENT - _ASIDE - 12
        texts = [
            (f"H{level}", data.text, _QUESTION),
            ("P", data.asked, _ASKED),
            ("P", data.tip, SMALL),
        ]
        self.blocks: list[tuple[Node, Block]] = [
            (node.add(tag), block(text, style, left)) for tag, text, style in texts if text
        ]
        self.aside = node.add("P"), block(_how(data, words), SMALL, _ASIDE)
        self.under = 15.0 if data.na else 0.0

    def pieces(self) -> list[Piece]:
        """The head as one piece, which stays with the answer."""
        high = sum(lines.height + 1 for _, lines in self.blocks)
        beside = self.aside[1].height + 2 + self.under
        if high <= _MOST:
            return [Piece(max(high, beside), self._paint, keep=True)]
        first = Piece(beside, self._paint_beside, keep=True)
        return [first, *(_passage(mark, some) for mark, some in self._passages())]

    def _passages(self) -> Iterator[tuple[Node, Block]]:
        """Texts that no page could hold, some lines at a time."""
        for mark, whole in self.blocks:
            for start in range(0, len(whole.lines), _SOME):
                yield mark, Block(whole.lines[start : start + _SOME], whole.style)

    def _paint(self, page: Page, x: float, top: float) -> None:
        self._paint_number(page, x, top)
        y = top
        for mark, lines in self.blocks:
            page.write(mark, x + _INDENT, y, lines)
            y -= lines.height + 1
        self._paint_aside(page, x, top)

    def _paint_beside(self, page: Page, x: float, top: float) -> None:
        self._paint_number(page, x, top)
        self._paint_aside(page, x, top)

    def _paint_number(self, page: Page, x: float, top: float) -> None:
        page.write(self.blocks[0][0], x, top, block(self.number, _QUESTION, _INDENT))

    def _paint_aside(self, page: Page, x: float, top: float) -> None:
        right = x + self.room - _ASIDE
        node, how = self.aside
        page.write(node, right, top - 2, how)
        if self.na is not None:
            self.na.paint(page, right, top - 4 - how.height)


def _passage(mark: Node, lines: Block) -> Piece:
    def paint(page: Page, x: float, top: float) -> None:
        page.write(mark, x + _INDENT, top, lines)

    return Piece(lines.height, paint)


def _how(data: BlankQuestion, words: Words) -> str:
    """`choose one · required`."""
    need = words("required" if data.required else "optional")
    if not isinstance(data.answer, Choices):
        return need
    return f"{words('choose_all' if data.answer.several else 'choose_one')} · {need}"
