"""The scorecard: data in, PDF bytes out."""

from __future__ import annotations

from pdf_templates import front
from pdf_templates.contract import Scorecard
from pdf_templates.document import Document
from pdf_templates.finish import finish
from pdf_templates.flow import SIZES, Flow
from pdf_templates.following import Following
from pdf_templates.tags import Node
from pdf_templates.words import Words


def scorecard(data: Scorecard) -> bytes:
    """The page for a store's manager, tagged, self-contained; equal data gives equal bytes."""
    words = Words(data.language, data.locale)
    document, root = Document(), Node("Document")
    flow = Flow(document, SIZES[data.page_size])
    front.draw(flow, data, root.add("Sect"), words)
    Following(flow, data, root, words).draw()
    title = f"{words('title')} {data.store_name}, {data.period}"
    digest = words("digest", digest=data.digest[:12]) if data.digest else ""
    return finish(flow, root, title, words, f"{data.store_name} · {data.period}", digest)
