"""What every document ends with: a foot on each page, and the bytes of the file."""

from __future__ import annotations

from pdf_templates.flow import MARGIN, MILLIMETRE, Flow
from pdf_templates.tags import Node
from pdf_templates.text import Style, block, width
from pdf_templates.words import Words

_FOOT = Style(7.5, 9.5, colour="muted")


def finish(flow: Flow, root: Node, title: str, words: Words, left: str, right: str = "") -> bytes:
    """The file; at the foot of each page stand `left`, `right` and the page's number."""
    _feet(flow, words, left, right)
    pages = [page.content() for page in flow.pages]
    owners = [page.owners for page in flow.pages]
    return flow.document.finish(pages, flow.size, root, owners, title, words.tag)


def _feet(flow: Flow, words: Words, left: str, right: str) -> None:
    count = len(flow.pages)
    y = MARGIN - 7 * MILLIMETRE
    for number, page in enumerate(flow.pages, 1):
        end = words("page", page=number, pages=count)
        if right:
            end = f"{right}   {end}"
        room = flow.width - width(end, _FOOT) - 20
        page.rule(MARGIN, y + 11, flow.width)
        page.artifact()
        page.lines(MARGIN, y + 8, block(left, _FOOT, room, most=1))
        page.text(MARGIN + flow.width, y + 1.1, end, _FOOT, "right")
        page.end()
