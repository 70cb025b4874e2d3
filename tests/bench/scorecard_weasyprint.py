"""The scorecard's content as HTML and CSS, set by WeasyPrint."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from pdf_templates import charts
from pdf_templates.contract import Quote, Scorecard, SectionTable

_CSS = """
@font-face { font-family: Kit; src: url(file://FONTS/KitSans-Regular.ttf) }
@font-face { font-family: Kit; font-weight: bold; src: url(file://FONTS/KitSans-Bold.ttf) }
@page { size: A4; margin: 18mm; @bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 8.5pt/1.3 Kit; color: #1A1F24 } h1 { font-size: 26pt; margin: 0 }
h2 { font-size: 11.5pt; margin: 10pt 0 4pt } h3 { font-size: 9pt; margin: 6pt 0 2pt }
table { width: 100%; border-collapse: collapse } td, th { text-align: left; vertical-align: top;
border-bottom: 0.5pt solid #C9D1D9; padding: 1.4pt 2pt 1.4pt 0 } .n { text-align: right }
.m { color: #57606A; font-size: 7.5pt } .b { font-size: 50pt; font-weight: bold }
.two { columns: 2; column-gap: 17pt } .next { break-before: page } .half { float: left; width: 48% }
.lost { color: #A34A00; font-weight: bold } img { height: 80pt } .clear { clear: both }
.dense { font-size: 7.6pt }
"""


def _quotes(quotes: tuple[Quote, ...]) -> str:
    return "".join(
        f"<blockquote>{escape(q.text)}<div class=m>{escape(q.source)}</div></blockquote>"
        for q in quotes
    )


def _section(table: SectionTable) -> str:
    rows = []
    for row in table.rows:
        lost = row.points is not None and row.points < (row.possible or 0)
        points = "–" if row.points is None else f"{row.points}/{row.possible}"
        rows.append(
            f"<tr><th scope=row style='font-weight:normal'>{escape(row.question)}"
            f"<div class=m>{escape(row.reason)}</div></th><td>{escape(row.answer)}</td>"
            f"<td class='n {'lost' if lost else ''}'>{points}</td>"
            f"<td class='n m'>×{row.weight}</td>"
        )
    head = "<tr><th></th><th>Answer</th><th class=n>Points</th><th class=n>Weight</th></tr>"
    return f"<h3>{escape(table.title)}</h3><table><thead>{head}</thead>{''.join(rows)}</table>"


def _front(data: Scorecard) -> str:
    qualities = "".join(
        f"<tr><td>{escape(q.name)}</td><td><b>{q.ruler.score}</b></td><td class=m>{q.ruler.n}"
        f" visits</td><td>{charts.ruler(q.ruler, name=q.name, width=165).svg()}</td>"
        f"<td class='m n'>{q.ruler.change}</td></tr>"
        for q in data.qualities
    )
    losses = "".join(
        f"<li>{escape(loss.question)} <b class=lost>−{loss.lost}</b>"
        f"<div class=m>{escape(loss.answer)}</div></li>"
        for loss in data.costs_most
    )
    steps = "".join(
        f"<tr><th>{escape(s.due)}</th><td>{escape(s.text)}</td><td>{escape(s.owner)}</td></tr>"
        for s in data.next_steps
    )
    ruler = charts.ruler(data.overall, width=360, height=38, labels=True).svg()
    return (
        f"<div class=m>{escape(data.programme)} · {escape(data.form_title)} · {data.number}</div>"
        f"<h1>{escape(data.store_name)}</h1><p>{escape(data.period)}</p><p class=m>"
        f"{escape(data.store_address)}</p><h2>Overall score</h2><span class=b>"
        f"{data.overall.score}</span> {ruler}<p>{escape(data.sentence)}</p>"
        f"<h2>Five qualities of service</h2><table>{qualities}</table><div class=half>"
        f"<h2>What went well</h2>{_quotes(data.went_well)}</div><div class=half>"
        f"<h2>What costs most</h2><ul>{losses}</ul></div><div class=clear><h2>Next</h2>"
        f"<table>{steps}</table></div>"
    )


def _html(data: Scorecard) -> str:
    photos = "".join(
        f"<figure><img alt='{escape(p.alt)}' src='data:image/jpeg;base64,"
        f"{base64.b64encode(p.jpeg).decode()}'><figcaption class=m>{escape(p.caption)}"
        f"</figcaption></figure>"
        for p in data.photos
    )
    weights = "".join(
        f"<tr><td>{escape(w.name)}</td><td class=n>{w.points}</td>"
        f"<td class=n>{w.possible}</td></tr>"
        for w in data.how_made.weights
    )
    how = data.how_made
    return (
        f"<html lang={data.language}><title>{escape(data.store_name)}</title><body>{_front(data)}"
        f"<div class='next dense'><h2>Every question</h2><div class=two>"
        f"{''.join(map(_section, data.sections))}</div></div><div class=half>"
        f"<h2>The shopper's words</h2>{_quotes(data.comments)}</div><div class=half>"
        f"<h2>Photos</h2>{photos}</div><div class='clear dense'><h2>How this score is made</h2>"
        f"<table>{weights}</table><p>{how.points} ÷ {how.possible} × 100 ≈ {how.uncapped}</p></div>"
    )


class WeasyPrint:
    """Style sheet and fonts read once; only the page is new."""

    def __init__(self, fonts: Path) -> None:
        self._fonts: Any = FontConfiguration()
        css = _CSS.replace("FONTS", str(fonts.resolve()))
        self._style = weasyprint.CSS(string=css, font_config=self._fonts)

    def __call__(self, data: Scorecard) -> bytes:
        page = weasyprint.HTML(string=_html(data))
        made = page.write_pdf(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/ua-1"
        )
        return bytes(made)
