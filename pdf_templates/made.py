"""How this score is made: the figures and rules with which a reader recomputes it by hand."""

from __future__ import annotations

from pdf_templates.contract import HowMade, WeightLine
from pdf_templates.flow import Piece
from pdf_templates.page import Page
from pdf_templates.setting import HEADING, heading, paragraph
from pdf_templates.tags import COLUMN, ROW, Node
from pdf_templates.text import Style, block
from pdf_templates.words import Words

CELL = Style(8, 10.6)
HEAD = Style(7.5, 10, colour="muted")
_SUM = Style(8, 10.6, bold=True)
_FORMULA = Style(9.5, 13, bold=True)
_EDGES = (0.62, 0.82, 1.0)  # right edges of the figures, in parts of the table


def pieces(
    parent: Node, data: HowMade, score: int | None, room: float, words: Words
) -> tuple[list[Piece], list[Piece]]:
    """Left: what each quality brought. Right: the rules and the formula with its numbers."""
    title = heading(parent, "H2", words("how"), HEADING, room)
    left = [title, *_table(parent, data, room, words)]
    right = [Piece(title.height, lambda _page, _x, _top: None)]
    right += paragraph(parent, " ".join(_rules(data, words)), CELL, room, gap=5)
    if data.possible:
        right += paragraph(parent, words("rule_formula"), CELL, room, gap=4)
    right += paragraph(parent, _formula(data, score, words), _FORMULA, room, gap=2)
    if data.cap is not None and data.capped_by:
        right += paragraph(parent, _capped(data, data.cap, words), CELL, room, gap=2)
    return left, right


def _capped(data: HowMade, cap: int, words: Words) -> str:
    """What failed, each in its own quotes since it is a question, and what that came to."""
    failed = words("rule_failed", questions=", ".join(f"“{each}”" for each in data.capped_by))
    return f"{failed}. " + words("rule_held" if _is_held(data) else "rule_lower", cap=cap)


def _is_held(data: HowMade) -> bool:
    """Whether a failed critical question lowered the score."""
    cap, uncapped = data.cap, data.uncapped
    return bool(data.capped_by) and cap is not None and uncapped is not None and uncapped > cap


def _rules(data: HowMade, words: Words) -> list[str]:
    taken = sum(line.earned - line.points for line in data.weights if line.earned is not None)
    earned, possible = words.integer(data.points + taken), words.integer(data.possible)
    rules = [words("rule_na")]
    if data.possible:
        if taken:
            left = words.integer(data.points)
            rules.insert(0, words("rule_taken", taken=words.integer(taken), left=left))
        rules.insert(0, words("rule_points", earned=earned, possible=possible))
    if data.cap is not None:
        rule = words("rule_cap", cap=data.cap)
        rules.append(rule if data.capped_by else f"{rule} {words('rule_not_capped')}")
    return [*rules, words("rule_policy", version=data.policy_version)]


def _formula(data: HowMade, score: int | None, words: Words) -> str:
    if not data.possible or data.uncapped is None:
        return words("rule_nothing")
    exact = words.decimal(100 * data.points / data.possible, 2)
    earned, possible = words.integer(data.points), words.integer(data.possible)
    line = f"{earned} ÷ {possible} × 100 = {exact} ≈ {words.integer(data.uncapped)}"
    held = _is_held(data) and score is not None
    return line + words("held", cap=data.cap) if held else line


def _table(parent: Node, data: HowMade, room: float, words: Words) -> list[Piece]:
    table = parent.add("Table")
    head = (words("quality"), words("points"), words("possible"), words("share"))
    rows = [row(table, head, HEAD, room, "TH", COLUMN, gap=5)]
    for line in data.weights:
        cells = _cells(_name(line, words), line.points, line.possible, words)
        rows.append(row(table, cells, CELL, room))
    whole = _cells(words("total"), data.points, data.possible, words)
    rows.append(row(table, whole, _SUM, room))
    for each in rows[:-1]:
        each.keep = True
    return rows


def _name(line: WeightLine, words: Words) -> str:
    """The quality; where answers took points from it, with the sum that is left."""
    if not line.taken or line.earned is None:
        return line.name
    return words(
        "taken" if line.earned >= line.taken else "taken_all",
        name=line.name,
        earned=words.integer(line.earned),
        taken=words.integer(line.taken),
        points=words.integer(line.points),
        possible=words.integer(line.possible),
    )


def _cells(name: str, points: int, possible: int, words: Words) -> tuple[str, ...]:
    share = words.integer((200 * points + possible) // (2 * possible)) if possible else "–"
    return name, words.integer(points), words.integer(possible), share


def row(
    table: Node,
    texts: tuple[str, ...],
    style: Style,
    room: float,
    tag: str = "TD",
    scope: str = "",
    gap: float = 0.0,
    edges: tuple[float, ...] = _EDGES,
) -> Piece:
    """A row of a table: a name, and the figures that end at `edges` as in the other rows."""
    line = table.add("TR")
    first = line.add("TH", attributes=scope or ROW)
    rest = [line.add(tag, attributes=scope) for _ in texts[1:]]
    name = block(texts[0], style, room * (0.44 if edges is _EDGES else edges[0] - 0.12))
    high = max(name.height, style.leading) + 2.4

    def paint(page: Page, x: float, top: float) -> None:
        page.write(first, x, top - 1.2, name)
        base = top - 1.2 - 0.5 * (style.leading - style.size) - 0.79 * style.size
        for node, text, edge in zip(rest, texts[1:], edges, strict=True):
            page.figure(node, x + room * edge, base, text, style)
        page.rule(x, top - high, room, "control" if scope else "hairline", 0.6 if scope else 0.5)

    return Piece(high, paint, gap)
