"""A page of thanks to hang up: somebody's words, large, and where and when they were said."""

from __future__ import annotations

from pdf_templates.contract import ThankYou
from pdf_templates.document import Document
from pdf_templates.finish import finish
from pdf_templates.flow import SIZES, Flow, Piece
from pdf_templates.page import Page
from pdf_templates.setting import PERIOD, heading, paragraph, piece, total
from pdf_templates.tags import Node
from pdf_templates.text import Style, block
from pdf_templates.words import Words

_THANKS = Style(54, 60, bold=True)
_TO = Style(22, 30, bold=True)
_ABOUT = Style(12, 18, colour="muted")
# The words as large as the page allows; the last fits whatever a commendation may hold.
_SIZES = tuple(Style(size, size * 1.4) for size in (28, 24, 20, 17, 14, 12))


def thank_you(data: ThankYou) -> bytes:
    """One page to print, tagged, self-contained; equal data gives equal bytes."""
    words = Words(data.language)
    document, root = Document(), Node("Document")
    flow = Flow(document, SIZES[data.page_size])
    sect = root.add("Sect")
    for style in _SIZES:
        trial = _pieces(Node("Sect"), data, style, flow.width, words)
        if total(trial) <= flow.full:
            break
    pieces = _pieces(sect, data, style, flow.width, words)
    # The page's optical middle: a third of what is left stands above.
    flow.y -= max(flow.full - total(pieces), 0.0) / 3
    flow.stack(pieces)
    title = " · ".join(part for part in (words("thanks"), data.to, data.store_name) if part)
    return finish(flow, root, title, words, f"{data.programme} · {data.store_name}")


def _pieces(node: Node, data: ThankYou, said: Style, room: float, words: Words) -> list[Piece]:
    pieces = [heading(node, "H1", words("thanks"), _THANKS, room)]
    if data.to:
        pieces.append(piece(node.add("P"), block(data.to, _TO, room), gap=6))
    pieces.append(_line(room))
    quote = node.add("BlockQuote")
    pieces.append(piece(quote.add("P"), block(f"“{data.words}”", said, room), gap=30))
    pieces.append(_line(room, gap=34))
    pieces.append(piece(node.add("P"), block(data.quality, _TO, room), gap=16))
    pieces.append(piece(node.add("P"), block(data.store_name, PERIOD, room), gap=6))
    about = [words("thanks_from"), data.period, words("thanks_edited") if data.edited else ""]
    return pieces + paragraph(node, " · ".join(filter(None, about)), _ABOUT, room, gap=4)


def _line(room: float, gap: float = 24) -> Piece:
    def paint(page: Page, x: float, top: float) -> None:
        page.rule(x, top, room, "ink", 0.8)

    return Piece(1, paint, gap=gap)
