"""What a store sees of visits only together: a scorecard of whole groups, and of none of them."""

from __future__ import annotations

from pdf_templates import front, made
from pdf_templates.contract import Closing, QualityLine, Quote, SeenLine, Together
from pdf_templates.document import Document
from pdf_templates.finish import finish
from pdf_templates.flow import SIZES, Flow, Piece
from pdf_templates.page import Page
from pdf_templates.setting import (
    BODY,
    HEADING,
    LEDE,
    PERIOD,
    SMALL,
    STRONG,
    TITLE,
    heading,
    paragraph,
    total,
)
from pdf_templates.tags import COLUMN, Node
from pdf_templates.text import Style
from pdf_templates.words import Words

_GAP = 18.0
_UNDER = 5.0  # below a heading over columns
_RULE = Style(8, 10.6)
_EDGES = (0.82, 1.0)  # right edges of the figures, in parts of the table


def together(data: Together) -> bytes:
    """The page for a store's manager, tagged, self-contained; equal data gives equal bytes."""
    words = Words(data.language, data.locale)
    document, root = Document(), Node("Document")
    flow = Flow(document, SIZES[data.page_size])
    sect = root.add("Sect")
    flow.stack(_masthead(sect, data, flow.width, words))
    flow.space(_GAP - 6)
    flow.stack(_picture(sect, data, flow.width, words))
    if data.closings:
        flow.space(_GAP)
        flow.abreast(*_closings(sect, data.closings, flow.column, words))
    if data.thanks:
        flow.space(_GAP)
        flow.stack([heading(sect, "H2", words("together_thanks"), HEADING, flow.width)])
        flow.space(_UNDER)
        flow.balanced(_thanks(sect, data.thanks, flow.column))
    flow.space(_GAP)
    asked = _asked(sect, data.lines, flow.column)
    flow.stack([heading(sect, "H2", words("together_asked"), HEADING, flow.width)])
    flow.space(_UNDER)
    flow.balanced(asked)
    flow.space(_GAP)
    how = _how(sect, data, flow.column, words)
    if flow.room < max(map(total, how)) <= flow.full:
        flow.new_page()  # whole, and not a rule by itself
    flow.abreast(*how)
    title = f"{words('together')}: {data.form_title} · {data.store_name}"
    digest = words("digest", digest=data.digest[:12])
    return finish(flow, root, title, words, f"{data.store_name} · {data.form_title}", digest)


def _masthead(root: Node, data: Together, room: float, words: Words) -> list[Piece]:
    pieces = paragraph(root, f"{data.programme} · {words('together')}", SMALL, room)
    pieces.append(heading(root, "H1", data.form_title, TITLE, room, gap=6))
    pieces += paragraph(root, data.store_name, PERIOD, room)
    visits = words("together_visits", visits=words.visits(data.visits))
    pieces += paragraph(root, f"{data.period}  ·  {visits}", LEDE, room, gap=2)
    about = (data.store_code, data.store_address)
    return pieces + paragraph(root, "  ·  ".join(filter(None, about)), SMALL, room, gap=3)


def _picture(root: Node, data: Together, room: float, words: Words) -> list[Piece]:
    """The sentence, a ruler for each section, and what is still to come."""

    def line(page: Page, x: float, top: float) -> None:
        page.rule(x, top, room, "ink", 0.8)

    pieces = [Piece(1, line, keep=True)]
    pieces += paragraph(root, data.sentence, LEDE, room, gap=9)
    shown = tuple(QualityLine(each.name, each.ruler) for each in data.lines)
    drawn = front.rulers(root, words("together_found"), shown, room, words)
    if drawn:
        drawn[0].gap = 12.0
    pieces += drawn
    if data.to_come:
        told = words("together_to_come", least=data.least, names=", ".join(data.to_come))
        pieces += paragraph(root, told, SMALL, room, gap=6)
    return pieces


def _closings(
    root: Node, closings: tuple[Closing, ...], room: float, words: Words
) -> tuple[list[Piece], list[Piece]]:
    """Left: how many visits ended in which way. Right: of which visits that is told."""
    title = heading(root, "H2", words("together_closings"), HEADING, room)
    table = root.add("Table")
    head = (words("closing"), words("closing_visits"), words("closing_of"))
    left = [title, made.row(table, head, made.HEAD, room, "TH", COLUMN, gap=5, edges=_EDGES)]
    for each in closings:
        cells = (each.name, words.integer(each.visits), words.integer(each.of))
        left.append(made.row(table, cells, made.CELL, room, edges=_EDGES))
    for row in left[:-1]:
        row.keep = True
    right = [Piece(title.height, lambda _page, _x, _top: None)]
    return left, right + paragraph(root, words("together_closings_of"), _RULE, room, gap=5)


def _thanks(root: Node, thanks: tuple[Quote, ...], room: float) -> list[Piece]:
    pieces: list[Piece] = []
    for each in thanks:
        node = root.add("BlockQuote")
        about = paragraph(node, each.label, STRONG, room, gap=6)
        said = paragraph(node, f"“{each.text.strip()}”", BODY, room, gap=1 if about else 6)
        source = paragraph(node, each.source, SMALL, room)
        for piece in (about + said + source)[:-1]:
            piece.keep = True
        pieces += about + said + source
    return pieces


def _asked(root: Node, lines: tuple[SeenLine, ...], room: float) -> list[Piece]:
    """What each section asks, in the words of the form: the same for every store."""
    pieces: list[Piece] = []
    for line in lines:
        pieces.append(heading(root, "H3", line.name, STRONG, room, gap=7))
        items = root.add("L")
        for number, question in enumerate(line.asked):
            body = items.add("LI").add("LBody")
            rows = paragraph(body, question, BODY, room, gap=2 if number else 1, tag="P")
            pieces += rows
        for piece in pieces[-len(line.asked) : -1]:
            piece.keep = True
    return pieces


def _how(root: Node, data: Together, room: float, words: Words) -> tuple[list[Piece], list[Piece]]:
    """Left: the points behind each figure. Right: the rules."""
    title = heading(root, "H2", words("together_how"), HEADING, room)
    table = root.add("Table")
    head = (words("section"), words("points"), words("possible"), words("share"))
    left = [title, made.row(table, head, made.HEAD, room, "TH", COLUMN, gap=5)]
    for line in data.lines:
        shown = "–" if line.ruler.score is None else words.integer(line.ruler.score)
        cells = (line.name, words.integer(line.points), words.integer(line.possible), shown)
        left.append(made.row(table, cells, made.CELL, room))
    for row in left[:-1]:
        row.keep = True
    right = [Piece(title.height, lambda _page, _x, _top: None)]
    for key in ("together_points", "together_groups", "together_interval"):
        right += paragraph(root, words(key, least=data.least), _RULE, room, gap=5)
    return left, right
