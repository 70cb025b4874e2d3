"""The scorecard: data in, PDF bytes out."""

from __future__ import annotations

from pdf_templates import front
from pdf_templates.contract import Scorecard
from pdf_templates.document import Document
from pdf_templates.flow import MARGIN, MILLIMETRE, SIZES, Flow
from pdf_templates.following import Following
from pdf_templates.tags import Node
from pdf_templates.text import Style, block, width
from pdf_templates.words import Words

_FOOT = Style(7.5, 9.5, colour="muted")


def scorecard(data: Scorecard) -> bytes:
    """The page for a store's manager, tagged, self-contained; equal data gives equal bytes."""
    words = Words(data.language, data.locale)
    document, root = Document(), Node("Document")
    flow = Flow(document, SIZES[data.page_size])
    front.draw(flow, data, root.add("Sect"), words)
    Following(flow, data, root, words).draw()
    _feet(flow, data, words)
    title = f"{words('title')} {data.store_name}, {data.period}"
    pages = [page.content() for page in flow.pages]
    owners = [page.owners for page in flow.pages]
    return document.finish(pages, flow.size, root, owners, title, words.tag)


def _feet(flow: Flow, data: Scorecard, words: Words) -> None:
    """Store, period, digest and page, at the foot of every page."""
    count = len(flow.pages)
    y = MARGIN - 7 * MILLIMETRE
    digest = words("digest", digest=data.digest[:12]) if data.digest else ""
    for number, page in enumerate(flow.pages, 1):
        right = words("page", page=number, pages=count)
        if digest:
            right = f"{digest}   {right}"
        room = flow.width - width(right, _FOOT) - 20
        left = block(f"{data.store_name} · {data.period}", _FOOT, room, most=1)
        page.rule(MARGIN, y + 11, flow.width)
        page.artifact()
        page.lines(MARGIN, y + 8, left)
        page.text(MARGIN + flow.width, y + 1.1, right, _FOOT, "right")
        page.end()
