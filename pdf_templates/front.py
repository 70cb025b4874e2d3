"""Page 1: where and when, the score, the qualities, what went well, what costs most, what next."""

from __future__ import annotations

from pdf_templates import charts
from pdf_templates.contract import Loss, NextStep, QualityLine, Quote, Scorecard
from pdf_templates.flow import MARGIN, Flow, Piece
from pdf_templates.page import Page
from pdf_templates.setting import (
    BODY,
    FIGURES,
    HEADING,
    LEDE,
    PERIOD,
    SMALL,
    STRONG,
    TITLE,
    heading,
    paragraph,
    piece,
    total,
)
from pdf_templates.tags import COLUMN, ROW, Node
from pdf_templates.text import Style, block, width
from pdf_templates.words import Words

QUOTE_LINES = 7  # a longer quote is shortened on page 1
_LOST = Style(11.5, 13, bold=True, colour="below")
_FOOT_GAP = 160.0  # with more room left, Next follows what stands above it
_TIGHT, _EASY = 8.0, 16.0  # between regions: at least, and where room does not matter
_ROW = 25.0  # the height of one quality


def draw(flow: Flow, data: Scorecard, root: Node, words: Words) -> None:
    """Draw page 1; what does not fit flows on."""
    whole = flow.width
    parts = [
        [*_masthead(root, data, whole, words)],
        _score(root, data, whole, words),
        _qualities(root, data.qualities, whole, words),
        rulers(root, words("parties"), data.parties, whole, words),
    ]
    parts = [part for part in parts if part]
    left = _went_well(root, data, flow.column, words)
    right = _costs_most(root, data.costs_most, flow.column, words)
    steps = _next(root, data.next_steps, whole, words)
    used = sum(map(total, parts)) + max(total(left), total(right)) + total(steps)
    slack = flow.room - used
    shared = (slack - 14) / (len(parts) + 0.4)
    # Closer than comfort where that keeps Next on the page; where nothing does, with comfort.
    gap = min(shared, 42.0) if shared >= _TIGHT else _EASY
    for part in parts:
        flow.stack(part)
        flow.space(14.0 if part is parts[0] else gap)
    flow.abreast(left, right)
    flow.space(gap)
    if total(steps) < flow.room < total(steps) + _FOOT_GAP:
        flow.y = flow.floor + total(steps)  # Next stands at the foot of the page
    elif total(steps) > flow.room:
        flow.new_page()  # whole, and not one step by itself
    flow.stack(steps)


def _masthead(root: Node, data: Scorecard, room: float, words: Words) -> list[Piece]:
    about = f"{data.programme} · {data.form_title}, {words('version', version=data.form_version)}"
    number = words("number", number=data.number)
    line = block(about, SMALL, room - width(number, SMALL) - 20, most=1)
    node, number_node = root.add("P"), root.add("P")

    def top_line(page: Page, x: float, top: float) -> None:
        page.write(node, x, top, line)
        page.write(number_node, x + room, top, block(number, SMALL, room), align="right")

    pieces = [Piece(line.height or SMALL.leading, top_line)]
    pieces.append(heading(root, "H1", data.store_name, TITLE, room, gap=6))
    pieces += paragraph(root, data.period, PERIOD, room)
    address = " · ".join(part for part in (data.store_code, data.store_address) if part)
    published = words("published", date=data.published) if data.published else ""
    pieces += paragraph(root, "  ·  ".join(filter(None, (address, published))), SMALL, room, gap=3)
    return pieces


def _score(root: Node, data: Scorecard, room: float, words: Words) -> list[Piece]:
    """The number, its ruler and its n; below them the sentence."""
    overall = data.overall
    title, number, under = root.add("H2"), root.add("P"), root.add("P")
    figure = root.add("Figure")
    shown = words("no_score") if overall.score is None else words.integer(overall.score)
    style = FIGURES if overall.score is not None else Style(22, 50, bold=True, colour="muted")
    column = 128.0 if overall.score is not None else 150.0
    picture = charts.ruler(
        overall,
        words.language,
        name=words("overall"),
        width=room - column,
        height=38,
        labels=True,
        words=words,
    )
    note = overall.change or (words("too_few") if overall.too_few else "")
    told = " · ".join(part for part in (words.visits(overall.n), note) if part)

    def paint(page: Page, x: float, top: float) -> None:
        page.rule(x, top, room, "ink", 0.8)
        page.write(title, x, top - 11, block(words("overall"), HEADING, column))
        page.write(number, x - 2, top - 25, block(shown, style, room))
        picture.onto(page, figure, x + column, top - 69)
        page.write(under, x + column + charts.INSET, top - 11, block(told, BODY, room - column))

    pieces = [Piece(80, paint)]
    return pieces + paragraph(root, data.sentence, LEDE, room, gap=4)


def _qualities(
    root: Node, lines: tuple[QualityLine, ...], room: float, words: Words
) -> list[Piece]:
    name = words("qualities" if len(lines) == 5 else "qualities_other")
    return rulers(root, name, lines, room, words)


def rulers(
    root: Node, name: str, lines: tuple[QualityLine, ...], room: float, words: Words
) -> list[Piece]:
    """A heading, and a ruler on every line."""
    if not lines:
        return []
    changes = any(line.ruler.change for line in lines)
    pieces = [_qualities_heading(root.add("H2"), name, room, words("change") if changes else "")]
    for line in lines:
        pieces.append(_quality(root, line, room, words, gap=3.0 if len(pieces) == 1 else 0.0))
        pieces[-1].keep = line is not lines[-1]
    return pieces


_RULER_X, _CHANGE_ROOM = 232.0, 92.0


def _qualities_heading(node: Node, name: str, room: float, change: str) -> Piece:
    """The heading, and the ends of the scale over the rulers."""
    text = block(name, HEADING, _RULER_X - 20)

    def paint(page: Page, x: float, top: float) -> None:
        page.write(node, x, top, text)
        page.artifact()
        for end, edge in (
            ("0", _RULER_X + charts.INSET),
            ("100", room - _CHANGE_ROOM - charts.INSET),
        ):
            page.text(x + edge, top - 11, end, Style(7.5, 9, colour="muted"), "centre")
        page.text(x + room, top - 11, change, SMALL, "right")
        page.end()

    return Piece(text.height, paint, keep=True)


def _quality(root: Node, line: QualityLine, room: float, words: Words, gap: float) -> Piece:
    """Name, score, n, ruler, change: one line, its columns where the next line has them."""
    text, figure, change = root.add("P"), root.add("Figure"), root.add("P")
    data = line.ruler
    name_room, ruler_room = 148.0, room - _RULER_X - _CHANGE_ROOM
    name = block(line.name, BODY, name_room - 8, most=2)
    score = words.integer(data.score) if data.score is not None else "–"
    note = data.change or (words("too_few") if data.too_few else "")
    note = words("no_score") if data.score is None else note
    noted = block(note, SMALL, 84, most=2)
    picture = charts.ruler(data, words.language, name=line.name, width=ruler_room, words=words)
    high = max(_ROW, name.height + 4, noted.height + 4)

    def paint(page: Page, x: float, top: float) -> None:
        middle = top - high / 2
        page.begin(text, name.actual)
        page.lines(x, middle + name.height / 2, name)
        page.text(x + name_room + 24, middle - 4, score, Style(12, 13, True), "right")
        page.text(x + name_room + 32, middle - 3.5, words.visits(data.n), SMALL)
        page.end()
        picture.onto(page, figure, x + _RULER_X, middle - 8)
        page.write(change, x + room, middle + noted.height / 2, noted, align="right")

    return Piece(high, paint, gap)


def _went_well(root: Node, data: Scorecard, room: float, words: Words) -> list[Piece]:
    pieces = [heading(root, "H2", words("went_well"), HEADING, room)]
    if not data.went_well:
        return pieces + paragraph(root, words("went_well_none"), BODY, room, gap=5)
    for quote in data.went_well:
        pieces += _quote(root.add("BlockQuote"), quote, room, words)
    return pieces


def _quote(parent: Node, quote: Quote, room: float, words: Words) -> list[Piece]:
    text = f"“{quote.text.strip()}”"
    whole = block(text, BODY, room)
    said = paragraph(parent, quote.label, STRONG, room, gap=6)
    for each in said:
        each.keep = True
    gap = 1 if said else 6
    if len(whole.lines) > QUOTE_LINES:
        short = block(text, BODY, room, most=QUOTE_LINES)
        pieces = [*said, piece(parent.add("P"), short, gap, keep=True)]
        source = " ".join(part for part in (quote.source, words("whole")) if part)
    else:
        pieces = [*said, piece(parent.add("P"), whole, gap, keep=bool(quote.source))]
        source = quote.source
    return pieces + paragraph(parent, source, SMALL, room)


def is_shortened(quote: Quote, room: float) -> bool:
    """Whether page 1 shows only the beginning of a quote."""
    return len(block(f"“{quote.text.strip()}”", BODY, room).lines) > QUOTE_LINES


def _costs_most(root: Node, losses: tuple[Loss, ...], room: float, words: Words) -> list[Piece]:
    pieces = [_costs_heading(root, room, words, bool(losses))]
    if not losses:
        return pieces + paragraph(root, words("costs_none"), BODY, room, gap=5)
    parent = root.add("L")
    for loss in losses:
        pieces.append(_loss(parent.add("LI").add("LBody"), loss, room, words))
    return pieces


def _costs_heading(root: Node, room: float, words: Words, unit: bool) -> Piece:
    title, note = root.add("H2"), root.add("P") if unit else None
    text = block(words("costs_most"), HEADING, room - 70)

    def paint(page: Page, x: float, top: float) -> None:
        page.write(title, x, top, text)
        if note:
            page.write(note, x + room, top - 2, block(words("points_lost"), SMALL, room), "right")

    return Piece(text.height, paint, keep=True)


def _loss(node: Node, loss: Loss, room: float, words: Words) -> Piece:
    question = block(loss.question, BODY, room - 48)
    answer = block(loss.answer, SMALL, room - 48, most=2)
    lost = words.integer(-abs(loss.lost))

    def paint(page: Page, x: float, top: float) -> None:
        page.write(node, x, top, question)
        page.write(node, x, top - question.height, answer)
        page.write(node, x + room, top, block(lost, _LOST, 44), align="right")

    return Piece(question.height + answer.height, paint, gap=6)


def _next(root: Node, steps: tuple[NextStep, ...], room: float, words: Words) -> list[Piece]:
    pieces = [heading(root, "H2", words("next"), HEADING, room)]
    if not steps:
        return pieces + paragraph(root, words("no_next"), BODY, room, gap=5)
    table = root.add("Table")
    columns = (room * 0.2, room * 0.6, room * 0.2)
    pieces.append(_next_header(table, columns, room, words))
    for step in steps:
        pieces.append(_step(table, step, columns, room, step is steps[-1]))
    return pieces


def _next_header(table: Node, columns: tuple[float, ...], room: float, words: Words) -> Piece:
    row = table.add("TR")
    cells = [row.add("TH", attributes=COLUMN) for _ in columns]
    names = (words("due"), words("step"), words("owner"))

    def paint(page: Page, x: float, top: float) -> None:
        for cell, name, step in zip(cells, names, columns, strict=True):
            page.write(cell, x, top, block(name, SMALL, step))
            x += step
        page.rule(MARGIN, top - 14, room, "control", 0.6)

    return Piece(15, paint, gap=3, keep=True)


def _step(
    table: Node, step: NextStep, columns: tuple[float, ...], room: float, last: bool
) -> Piece:
    row = table.add("TR")
    cells = (row.add("TH", attributes=ROW), row.add("TD"), row.add("TD"))
    texts = (step.due or "–", step.text, step.owner)
    styles = (STRONG, BODY, SMALL)
    blocks = [
        block(text, style, wide - 10)
        for text, style, wide in zip(texts, styles, columns, strict=True)
    ]
    high = max(one.height for one in blocks) + 7

    def paint(page: Page, x: float, top: float) -> None:
        for cell, one, wide in zip(cells, blocks, columns, strict=True):
            page.write(cell, x, top - 3.5 - (1 if one.style is SMALL else 0), one)
            x += wide
        if not last:
            page.rule(MARGIN, top - high, room)

    return Piece(high, paint)
