"""The scorecard's content the way ReportLab's manual shows it: platypus, not tagged."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Image,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from pdf_templates.contract import Ruler, Scorecard, SectionTable

_HAIR = colors.HexColor("#C9D1D9")


def _style(size: float, bold: bool = False, colour: str = "#1A1F24") -> ParagraphStyle:
    font = "Kit-Bold" if bold else "Kit"
    return ParagraphStyle(
        f"{size}{bold}{colour}",
        fontName=font,
        fontSize=size,
        leading=size * 1.25,
        textColor=colors.HexColor(colour),
    )


_BODY, _SMALL, _MUTED = _style(9.5), _style(7.6), _style(7.2, colour="#57606A")
_H1, _H2, _H3 = _style(26, True), _style(11.5, True), _style(8.6, True)
_LOST = _style(7.6, True, "#A34A00")
_RULES = [
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, _HAIR),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1.4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def _ruler(data: Ruler, width: float) -> Drawing:
    drawing = Drawing(width, 14)
    drawing.add(Line(0, 7, width, 7, strokeWidth=0.6))
    for tens in range(11):
        drawing.add(Line(width * tens / 10, 5, width * tens / 10, 9, strokeWidth=0.6))
    if data.mark is not None:
        drawing.add(Line(width * data.mark / 100, 0, width * data.mark / 100, 14))
    if data.low is not None and data.high is not None:
        drawing.add(Line(width * data.low / 100, 7, width * data.high / 100, 7, strokeWidth=2))
    drawing.add(Circle(width * (data.score or 0) / 100, 7, 3.5, fillColor=colors.black))
    return drawing


def _table(rows: list[list[Any]], widths: list[float], repeat: int = 0) -> Table:
    return Table(rows, colWidths=widths, repeatRows=repeat, style=_RULES, hAlign="LEFT")


def _section(data: SectionTable) -> list[Any]:
    rows: list[list[Any]] = [["", *(Paragraph(t, _MUTED) for t in ("Answer", "Points", "Weight"))]]
    for row in data.rows:
        question = [Paragraph(escape(row.question), _SMALL)]
        if row.reason:
            question.append(Paragraph(escape(row.reason), _MUTED))
        lost = row.points is not None and row.points < (row.possible or 0)
        points = "–" if row.points is None else f"{row.points}/{row.possible}"
        rows.append(
            [
                question,
                Paragraph(escape(row.answer), _SMALL),
                Paragraph(points, _LOST if lost else _SMALL),
                Paragraph(f"×{row.weight}", _MUTED),
            ]
        )
    return [Paragraph(escape(data.title), _H3), _table(rows, [285, 110, 48, 38], 1), Spacer(1, 6)]


def _front(data: Scorecard) -> list[Any]:
    story: list[Any] = [
        Paragraph(escape(f"{data.programme} · {data.form_title} · {data.number}"), _MUTED),
        Paragraph(escape(data.store_name), _H1),
        Paragraph(escape(data.period), _style(14)),
        Paragraph(escape(data.store_address), _MUTED),
        Paragraph("Overall score", _H2),
        Table(
            [[Paragraph(str(data.overall.score), _style(50, True)), _ruler(data.overall, 360)]],
            colWidths=[128, 365],
        ),
        Spacer(1, 20),
        Paragraph(escape(data.sentence), _style(11.5)),
        Paragraph("Five qualities of service", _H2),
    ]
    lines = [
        [
            Paragraph(escape(q.name), _BODY),
            Paragraph(str(q.ruler.score), _H2),
            Paragraph(f"{q.ruler.n} visits", _MUTED),
            _ruler(q.ruler, 165),
            Paragraph(escape(q.ruler.change or ""), _MUTED),
        ]
        for q in data.qualities
    ]
    story.append(Table(lines, colWidths=[148, 30, 54, 169, 92]))
    left: list[Any] = [Paragraph("What went well", _H2)]
    for quote in data.went_well:
        left += [
            Paragraph(f"“{escape(quote.text)}”", _BODY),
            Paragraph(escape(quote.source), _MUTED),
        ]
    right: list[Any] = [Paragraph("What costs most", _H2)]
    for loss in data.costs_most:
        right += [
            Paragraph(f"{escape(loss.question)} <b>−{loss.lost}</b>", _BODY),
            Paragraph(escape(loss.answer), _MUTED),
        ]
    story += [Table([[left, right]], colWidths=[246, 246]), Paragraph("Next", _H2)]
    steps = [
        [Paragraph(escape(text), _BODY) for text in (s.due, s.text, s.owner)]
        for s in data.next_steps
    ]
    return [*story, _table(steps, [99, 295, 99]), PageBreak()]


def _story(data: Scorecard) -> list[Any]:
    tables = [piece for section in data.sections for piece in _section(section)]
    story = [*_front(data), Paragraph("Every question", _H2), *tables]
    said: list[Any] = [Paragraph("The shopper's words", _H2)]
    for quote in data.comments:
        said += [Paragraph(escape(quote.source), _H3), Paragraph(escape(quote.text), _style(8.5))]
    shown: list[Any] = []
    for photo in data.photos:
        shown += [
            Image(io.BytesIO(photo.jpeg), 80, 80, kind="proportional"),
            Paragraph(escape(photo.caption), _MUTED),
        ]
    how = data.how_made
    weights = [
        [
            Paragraph(escape(w.name), _SMALL),
            Paragraph(str(w.points), _SMALL),
            Paragraph(str(w.possible), _SMALL),
        ]
        for w in how.weights
    ]
    rule = Paragraph(
        "Each answer earns its points times its weight. A question that does not apply "
        "counts neither as earned nor as possible. "
        f"<b>{how.points} ÷ {how.possible} × 100 ≈ {how.uncapped}</b>",
        _SMALL,
    )
    return [
        *story,
        Table([[said, shown]], colWidths=[255, 238]),
        Paragraph("How this score is made", _H2),
        Table([[_table(weights, [130, 50, 50]), rule]], colWidths=[255, 238]),
    ]


class Platypus:
    """Fonts read once; only the story is new."""

    def __init__(self, fonts: Path) -> None:
        pdfmetrics.registerFont(TTFont("Kit", str(fonts / "KitSans-Regular.ttf")))
        pdfmetrics.registerFont(TTFont("Kit-Bold", str(fonts / "KitSans-Bold.ttf")))
        pdfmetrics.registerFontFamily("Kit", "Kit", "Kit-Bold", "Kit", "Kit-Bold")

    def __call__(self, data: Scorecard) -> bytes:
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            title=data.store_name,
            leftMargin=18 * mm,
            rightMargin=18 * mm,
            topMargin=18 * mm,
            bottomMargin=18 * mm,
        )

        def foot(canvas: Any, page: Any) -> None:
            canvas.setFont("Kit", 7.5)
            canvas.drawString(18 * mm, 11 * mm, f"{data.store_name} · {data.period} · {page.page}")

        document.build(_story(data), onFirstPage=foot, onLaterPages=foot)
        return out.getvalue()
