"""What follows the first page: sections, then words and photos, then how the score is made."""

from __future__ import annotations

from pdf_templates import detail, front, inside, jpeg, made
from pdf_templates.contract import PhotoFigure, Quote, Scorecard
from pdf_templates.detail import DENSITIES, Density
from pdf_templates.flow import Flow, Piece, balance, split
from pdf_templates.setting import HEADING, total
from pdf_templates.tags import Node
from pdf_templates.text import block
from pdf_templates.words import Words

_GAP = 14.0  # between the regions of a page
_TITLE = HEADING.leading + 12  # the heading over the tables, and what balancing may miss by
_PHOTO = (74.0, 165.0)  # the least and the greatest height of a photo


class Following:
    """The pages after the first."""

    def __init__(self, flow: Flow, data: Scorecard, root: Node, words: Words) -> None:
        self.flow, self.data, self.root, self.words = flow, data, root, words
        self.quotes = [*data.comments, *_only_shortened(data, flow.column)]
        self.figures: list[tuple[PhotoFigure, jpeg.Jpeg]] = [
            (photo, jpeg.read(photo.jpeg)) for photo in data.photos
        ]

    def draw(self) -> None:
        """Draw them, each region below the one before."""
        nodes = said_node, photos_node, own_node, made_node = [Node("Sect") for _ in range(4)]
        flow, column = self.flow, self.flow.column
        score = self.data.overall.score
        how = made.pieces(made_node, self.data.how_made, score, column, self.words)
        own = inside.pieces(own_node, self.data, flow.width, self.words)
        # What stands below the words and photos.
        how_high = max(map(total, how))
        below = how_high + (total(own) + _GAP if own else 0.0)
        said = detail.comments(said_node, self.quotes, column, self.words) if self.quotes else []
        beside = bool(said and self.figures) and self._go_together(said)
        between = self._middle(said, beside, _PHOTO[0])
        if len(flow.pages) == 1:
            flow.new_page()
        # Where the first page ran over, its rest leaves most of the second one free.
        flow.space(_GAP)
        sections = self._sections(below + _GAP + (between + _GAP if between else 0.0))
        if sections:
            flow.stack(sections[:1])
            flow.balanced(sections[1:])
        self._words_and_photos(said, photos_node, beside, below)
        if own:
            flow.space(_GAP)
            flow.stack(own)
        self._how(how, how_high)
        self.root.kids += [node for node in nodes if node.kids]

    def _middle(self, words: list[Piece], beside: bool, photo: float) -> float:
        """About the height that words and photos take together."""
        rows = -(-len(self.figures) // (2 if beside else 4))
        grid = HEADING.leading + rows * (photo + 28) if rows else 0.0
        if beside:
            return max(total(words), grid)
        said = balance(words, 0, 2, self.flow.full) if words else 0.0
        return (self.flow.full if said is None else said) + grid + (_GAP if words and rows else 0)

    def _go_together(self, words: list[Piece]) -> bool:
        """Whether words and photos, side by side, leave neither column empty."""
        rows = -(-len(self.figures) // 2)
        return rows * 100 <= max(total(words) + 60, 110) and total(words) < self.flow.full / 2

    def _sections(self, taken: float) -> list[Piece]:
        """The tables, as loosely set as leaves `taken` free on their page, or on their second."""
        if not self.data.sections:
            return []
        here = self.flow.room - _TITLE
        # Comfort decides where they go on over a page, as long as no third one is needed.
        for densities, rooms in (
            (DENSITIES, (here - taken,)),
            (DENSITIES[1:], (here, self.flow.full - taken)),
        ):
            found = self._loosest(densities, rooms)
            if found is not None:
                return found
        return self._tables(self.root.add("Sect"), DENSITIES[1])

    def _loosest(
        self, densities: tuple[Density, ...], rooms: tuple[float, ...]
    ) -> list[Piece] | None:
        """The tables as loosely set as fits the rooms, a page each; None where nothing does."""
        for density in densities:
            if detail.estimate(self.data.sections, self.flow.column, density) < 2 * sum(rooms):
                node = Node("Sect")
                pieces = self._tables(node, density)
                if _fit(pieces, rooms):
                    self.root.kids.append(node)
                    return pieces
        return None

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
            flow.abreast(words, self._grid(node, 2, flow.column, how))
            return
        if words:
            flow.balanced(words)
            flow.space(_GAP)
        if self.figures:
            flow.stack(self._grid(node, 4, flow.width, how))

    def _grid(self, node: Node, across: int, room: float, how: float) -> list[Piece]:
        """Photos as high as the page leaves room for."""
        rows = -(-len(self.figures) // across)
        least, high = _PHOTO
        height = self.flow.room - how - _GAP
        if HEADING.leading + rows * (least + 20) > self.flow.room:
            height = self.flow.full - how - _GAP  # they go on over the next page
        high = min(
            high,
            max(
                detail.widest(self.figures[start : start + across], room)
                for start in range(0, len(self.figures), across)
            ),
        )
        for _ in range(5):
            trial = detail.photos(Node("Sect"), self.figures, room, across, high, self.words)
            over = total(trial) - height
            if over <= 0 or high == least:
                break
            high = max(high - over / rows - 0.5, least)
        return detail.photos(node, self.figures, room, across, high, self.words)

    def _how(self, how: tuple[list[Piece], list[Piece]], high: float) -> None:
        flow = self.flow
        flow.space(_GAP)
        if flow.room < high and not flow.fresh:
            flow.new_page()
        flow.abreast(*how)


def _fit(pieces: list[Piece], rooms: tuple[float, ...]) -> bool:
    """Whether what follows the title goes into two columns on each page."""
    start, (*first, last) = 1, rooms
    for room in first:
        start = split(pieces, start, 2, room)[-1][0]
    return start >= len(pieces) or balance(pieces, start, 2, last) is not None


def _only_shortened(data: Scorecard, room: float) -> list[Quote]:
    """Texts that a page shows shortened and that stand nowhere else whole."""
    known = {quote.text for quote in data.comments}
    found = [q for q in data.went_well if q.text not in known and front.is_shortened(q, room)]
    style = DENSITIES[0].question
    for section in data.sections:
        for row in section.rows:
            lines = len(row.answer) > 60 and block(row.answer, style, 0.215 * room).lines
            if lines and len(lines) > detail.ANSWER_LINES and row.answer not in known:
                found.append(Quote(row.answer, row.question))
    return found
