"""The scorecard: data in, PDF bytes out."""

from __future__ import annotations

from pdf_templates import detail, front, jpeg, made
from pdf_templates.contract import PhotoFigure, Quote, Scorecard
from pdf_templates.detail import DENSITIES, Density
from pdf_templates.document import Document
from pdf_templates.flow import MARGIN, MILLIMETRE, SIZES, Flow, Piece, balance
from pdf_templates.setting import HEADING, total
from pdf_templates.tags import Node
from pdf_templates.text import Style, block, width
from pdf_templates.words import Words

_GAP = 14.0  # between the regions of a page
_FOOT = Style(7.5, 9.5, colour="muted")
_PHOTO = (74.0, 165.0)  # the least and the greatest height of a photo


def scorecard(data: Scorecard) -> bytes:
    """The page for a store's manager, tagged, self-contained; equal data gives equal bytes."""
    words = Words(data.language, data.locale)
    document, root = Document(), Node("Document")
    flow = Flow(document, SIZES[data.page_size])
    front.draw(flow, data, root.add("Sect"), words)
    _Details(flow, data, root, words).draw()
    _feet(flow, data, words)
    title = f"{words('title')} {data.store_name}, {data.period}"
    pages = [page.content() for page in flow.pages]
    owners = [page.owners for page in flow.pages]
    return document.finish(pages, flow.size, root, owners, title, words.tag)


class _Details:
    """The pages after the first."""

    def __init__(self, flow: Flow, data: Scorecard, root: Node, words: Words) -> None:
        self.flow, self.data, self.root, self.words = flow, data, root, words
        self.quotes = [*data.comments, *_only_shortened(data, flow.column, words)]
        self.figures: list[tuple[PhotoFigure, jpeg.Jpeg]] = [
            (photo, jpeg.read(photo.jpeg)) for photo in data.photos
        ]

    def draw(self) -> None:
        """Sections, then words and photos, then how the score is made."""
        words_node, photos_node, made_node = Node("Sect"), Node("Sect"), Node("Sect")
        flow, column = self.flow, self.flow.column
        how = made.pieces(made_node, self.data.how_made, self.data.overall.score, column, self.words)
        words = (
            detail.comments(words_node, self.quotes, column, self.words) if self.quotes else []
        )
        how_high = max(map(total, how))
        beside = bool(words and self.figures) and total(words) <= flow.full - 40
        least = self._middle(words, beside, _PHOTO[0])
        rest = flow.full - HEADING.leading - 4 - how_high - _GAP - (least + _GAP if least else 0.0)
        sections = self._sections(rest)
        flow.new_page()
        if sections:
            flow.stack(sections[:1])
            flow.balanced(sections[1:])
        self._words_and_photos(words, photos_node, beside, how_high)
        self._how(how, how_high)
        self.root.kids += [
            node for node in (words_node, photos_node, made_node) if node.kids
        ]

    def _middle(self, words: list[Piece], beside: bool, photo: float) -> float:
        """About the height that words and photos take together."""
        rows = -(-len(self.figures) // (2 if beside else 4))
        grid = HEADING.leading + rows * (photo + 28) if rows else 0.0
        return max(total(words), grid) if beside else total(words) / 2 + grid

    def _sections(self, rest: float) -> list[Piece]:
        """The tables, as loosely set as the page after the first allows."""
        if not self.data.sections:
            return []
        for density in DENSITIES:
            if detail.estimate(self.data.sections, self.flow.column, density) < 2 * rest:
                node = Node("Sect")
                pieces = self._tables(node, density)
                if balance(pieces, 1, 2, rest) is not None:
                    self.root.kids.append(node)
                    return pieces
        # Nothing fits on one page: then comfort decides.
        return self._tables(self.root.add("Sect"), DENSITIES[1])

    def _tables(self, node: Node, density: Density) -> list[Piece]:
        column = self.flow.column
        pieces = [detail.title(node, self.flow.width, self.words)]
        for table in self.data.sections:
            pieces += detail.section(node, table, column, density, self.words)
        return pieces

    def _words_and_photos(self, words: list[Piece], node: Node, beside: bool, how: float) -> None:
        flow = self.flow
        if not words and not self.figures:
            return
        flow.space(_GAP)
        if beside:
            flow.abreast(words, self._grid(node, 2, flow.column, flow.room - how - _GAP))
            return
        if words:
            flow.balanced(words)
            flow.space(_GAP)
        if self.figures:
            flow.stack(self._grid(node, 4, flow.width, flow.room - how - _GAP))

    def _grid(self, node: Node, across: int, room: float, height: float) -> list[Piece]:
        """Photos as high as the page leaves room for."""
        rows = -(-len(self.figures) // across)
        least, most = _PHOTO
        high, over = most, 1.0
        while over > 0 and high > least:
            high = max(high, least)
            trial = detail.photos(Node("Sect"), self.figures, room, across, high, self.words)
            over = total(trial) - height
            high = max(high - max(over / rows, 0.5), least) if over > 0 else high
        return detail.photos(node, self.figures, room, across, high, self.words)

    def _how(self, how: tuple[list[Piece], list[Piece]], high: float) -> None:
        flow = self.flow
        flow.space(_GAP)
        if flow.room < high and not flow.fresh:
            flow.new_page()
        flow.abreast(*how)


def _only_shortened(data: Scorecard, room: float, words: Words) -> list[Quote]:
    """Texts that a page shows shortened and that stand nowhere else whole."""
    known = {quote.text for quote in data.comments}
    found = [q for q in data.went_well if q.text not in known and front.is_shortened(q, room)]
    style = DENSITIES[0].question
    for section in data.sections:
        for row in section.rows:
            lines = len(row.answer) > 60 and block(row.answer, style, 0.235 * room).lines
            if lines and len(lines) > detail.ANSWER_LINES and row.answer not in known:
                found.append(Quote(row.answer, row.question))
    return found


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
