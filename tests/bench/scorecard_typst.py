"""The scorecard's content as a typst page: the fastest of the peers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from pdf_templates.contract import Scorecard

_SOURCE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.store_name + ", " + d.period)
#set text(font: "Kit Sans", size: 8.5pt, lang: d.language, fill: rgb("#1A1F24"))
#set page(paper: "a4", margin: 18mm, footer: context [
  #set text(7.5pt, fill: rgb("#57606A"))
  #d.store_name · #d.period #h(1fr) #d.digest.slice(0, 12) ·
  #counter(page).display("1 / 1", both: true)])
#let muted(body) = text(7.5pt, fill: rgb("#57606A"), body)
#let ruler(r, w) = box(width: w, height: 12pt, {
  place(left + horizon, line(length: w, stroke: 0.6pt + rgb("#6E7781")))
  let at(score, body) = place(left + horizon, dx: w * score / 100, body)
  for t in range(11) { at(t * 10, line(angle: 90deg, length: 4pt, stroke: 0.6pt)) }
  if r.mark != none { at(r.mark, line(angle: 90deg, length: 12pt)) }
  if r.low != none { at(r.low, line(length: w * (r.high - r.low) / 100, stroke: 2pt)) }
  place(left + horizon, dx: w * r.score / 100 - 3.5pt, circle(radius: 3.5pt, fill: black))
})
#muted[#d.programme · #d.form_title, version #d.form_version #h(1fr) No. #d.number]
= #text(26pt, d.store_name)
#text(14pt, d.period) \\
#muted[#d.store_code · #d.store_address · #d.published]
#line(length: 100%)
== Overall score
#grid(columns: (128pt, 1fr), align: horizon, text(50pt, weight: "bold", str(d.overall.score)),
  [#ruler(d.overall, 360pt) \\ #d.overall.n visits · #d.overall.change])
#text(11.5pt, d.sentence)
== Five qualities of service
#for q in d.qualities [
  #grid(columns: (148pt, 24pt, 60pt, 1fr, 92pt), align: horizon, inset: 5pt, q.name,
    strong(str(q.ruler.score)), muted[#q.ruler.n visits], ruler(q.ruler, 160pt),
    muted(q.ruler.change))]
#grid(columns: (1fr, 1fr), gutter: 17pt, [
  == What went well
  #for q in d.went_well [#quote(block: true)[“#q.text”] #muted(q.source)]
], [
  == What costs most
  #for l in d.costs_most [- #l.question #h(1fr) *−#l.lost* \\ #muted(l.answer)]
])
== Next
#table(columns: (1fr, 3fr, 1fr), stroke: (x: none, y: 0.5pt + rgb("#C9D1D9")),
  table.header([Due], [What to do], [Who]),
  ..d.next_steps.map(s => (strong(s.due), s.text, s.owner)).flatten())
#pagebreak()
#set text(7.6pt)
== Every question
#columns(2, gutter: 17pt)[
  #for s in d.sections [
    === #s.title
    #table(columns: (56%, 24%, 10%, 10%), inset: 2pt, stroke: (x: none, y: 0.5pt + rgb("#C9D1D9")),
      table.header([], muted[Answer], muted[Points], muted[Weight]),
      ..s.rows.map(r => (
        [#r.question #if r.reason != "" [\\ #muted(r.reason)]], r.answer,
        if r.points == none [–] else if r.points < r.possible [*#r.points/#r.possible*]
        else [#r.points/#r.possible],
        muted[×#r.weight])).flatten())
  ]
]
#grid(columns: (1fr, 1fr), gutter: 17pt, [
  == The shopper's words
  #for q in d.comments [*#q.source* \\ #q.text #parbreak()]
], [
  == Photos
  #grid(columns: 2, gutter: 10pt, ..d.photos.map(p => figure(
    image(p.path, height: 80pt, alt: p.alt), caption: p.caption, numbering: none)))
])
== How this score is made
#grid(columns: (1fr, 1fr), gutter: 17pt,
  table(columns: (3fr, 1fr, 1fr), inset: 2pt, stroke: (x: none, y: 0.5pt + rgb("#C9D1D9")),
    table.header([Quality], [Points], [Possible]),
    ..d.how_made.weights.map(w => (w.name, str(w.points), str(w.possible))).flatten()),
  [Each answer earns its points times its weight. A question that does not apply, or was not asked,
  counts neither as earned nor as possible. A failed critical question holds the overall score at
  #d.how_made.cap or less. \\
  *#d.how_made.points ÷ #d.how_made.possible × 100 ≈ #d.how_made.uncapped*])
"""


class Typst:
    """A warm compiler: fonts read, source parsed, only the data changes."""

    def __init__(self, data: Scorecard, folder: Path, fonts: Path) -> None:
        source = folder / "scorecard.typ"
        source.write_text(_SOURCE, encoding="utf-8")
        for number, photo in enumerate(data.photos):
            (folder / f"{number}.jpg").write_bytes(photo.jpeg)
        self._compiler = typst.Compiler(source, root=folder, font_paths=[str(fonts)])

    def __call__(self, data: Scorecard) -> bytes:
        made: dict[str, Any] = asdict(data)
        for number, photo in enumerate(made["photos"]):
            del photo["jpeg"]
            photo["path"] = f"{number}.jpg"
        inputs = {"data": json.dumps(made)}
        return bytes(self._compiler.compile(sys_inputs=inputs, format="pdf"))
