"""The scorecards the page tests read: one ordinary store, in English and in Spanish."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from pdf_templates.contract import (
    HowMade,
    Language,
    PhotoFigure,
    QualityLine,
    Row,
    Ruler,
    Scorecard,
    SectionTable,
    WeightLine,
)
from tests.pdf_templates import cast_words as said


def photo(seed: int = 0, size: tuple[int, int] = (1200, 1600)) -> bytes:
    """A JPEG that differs by seed: a shop front of rectangles."""
    image = Image.new("RGB", size, (206, 214, 222))
    pen = ImageDraw.Draw(image)
    wide, high = size
    for index in range(6):
        left = wide * index // 6
        tone = (
            60 + 25 * ((index + seed) % 6),
            90 + 15 * index,
            120 + 12 * ((seed * 3 + index) % 9),
        )
        pen.rectangle((left + 8, high // 3, left + wide // 6 - 8, high - high // 5), fill=tone)
    pen.rectangle((0, high - high // 6, wide, high), fill=(120, 116, 108))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _sections(language: Language) -> tuple[SectionTable, ...]:
    sections, at = [], 0
    for number, (title, rows) in enumerate(said.EN):
        made = []
        for question, answer, points, possible, weight, reason in rows:
            if language == "es":
                question, answer = said.ES_QUESTIONS[at], said.ES_ANSWERS.get(answer, answer)
                reason = said.ES_REASONS.get(reason, reason)
            made.append(Row(question, answer, points, possible, weight, reason))
            at += 1
        title = said.ES_TITLES[number] if language == "es" else title
        sections.append(SectionTable(title, tuple(made)))
    return tuple(sections)


def _how(sections: tuple[SectionTable, ...], names: tuple[str, ...]) -> HowMade:
    counted = [r for s in sections for r in s.rows if r.points is not None and r.possible]
    points = sum((r.points or 0) * r.weight for r in counted)
    possible = sum((r.possible or 0) * r.weight for r in counted)
    parts = []
    for number, name in enumerate(names):
        some = counted[number :: len(names)]
        parts.append(
            WeightLine(
                name,
                sum((r.points or 0) * r.weight for r in some),
                sum((r.possible or 0) * r.weight for r in some),
            )
        )
    uncapped = (200 * points + possible) // (2 * possible)
    return HowMade(points, possible, uncapped, tuple(parts), cap=50)


def _rulers(language: Language) -> tuple[QualityLine, ...]:
    lines = []
    for name, change, (score, low, high, mark) in zip(
        said.QUALITIES[language], said.CHANGES[language], said.READINGS, strict=True
    ):
        lines.append(QualityLine(name, Ruler(score, 9, low, high, mark, change=change)))
    return tuple(lines)


def english() -> Scorecard:
    """Café Ñandú: 36 questions, two photos, three comments."""
    sections = _sections("en")
    how = _how(sections, said.QUALITIES["en"])
    return Scorecard(
        store_name="Café Ñandú, Plaza Łódź",
        store_code="CN-014",
        store_address="Calle 60 № 412, Centro, Mérida",
        programme="Casa Ñandú service programme",
        period="Second week of November 2026, afternoon",
        form_title="Five qualities of service",
        form_version=1,
        language="en",
        number="7K3F-29QD",
        overall=Ruler(how.uncapped, 9, 78.2, 87.4, 79, "region 79", change="+3 (0 to 6)"),
        sentence="Guests are treated with respect and told the truth; what costs most is the wait: "
        "nobody came forward, and paying took over four minutes.",
        qualities=_rulers("en"),
        sections=sections,
        how_made=how,
        digest="9f2c1e7a5b40d3866c1f0e2a7b9d4c58e1f60a2b3c4d5e6f708192a3b4c5d6e7",
        published="in week 47 of 2026",
        went_well=said.WELL["en"],
        costs_most=said.COSTS["en"],
        next_steps=said.NEXT["en"],
        comments=said.COMMENTS["en"],
        photos=(
            PhotoFigure(
                photo(1),
                "The entrance as you found it",
                "The entrance: glass door, clean floor, a sign with the opening hours.",
            ),
            PhotoFigure(
                photo(2, (1600, 1200)),
                "The price tag of what you bought",
                "A shelf with cakes; the tag reads 48 pesos.",
            ),
        ),
        locale="en-US",
    )


def spanish() -> Scorecard:
    """The same visit, read in Spanish."""
    sections = _sections("es")
    how = _how(sections, said.QUALITIES["es"])
    return replace(
        english(),
        programme="Programa de servicio Casa Ñandú",
        period="Segunda semana de noviembre de 2026, por la tarde",
        form_title="Cinco cualidades del servicio",
        language="es",
        overall=Ruler(how.uncapped, 9, 78.2, 87.4, 79, "región 79", change="+3 (0 a 6)"),
        sentence="Se trata a los clientes con respeto y se les dice la verdad; lo que más resta es "
        "la espera: nadie se acercó y pagar llevó más de cuatro minutos.",
        qualities=_rulers("es"),
        sections=sections,
        how_made=how,
        published="en la semana 47 de 2026",
        went_well=said.WELL["es"],
        costs_most=said.COSTS["es"],
        next_steps=said.NEXT["es"],
        comments=said.COMMENTS["es"],
        photos=(
            PhotoFigure(
                photo(1),
                "La entrada tal como la encontró",
                "La entrada: puerta de vidrio, piso limpio, un letrero con el horario.",
            ),
            PhotoFigure(
                photo(2, (1600, 1200)),
                "La etiqueta del precio de lo que compró",
                "Un anaquel con pasteles; la etiqueta dice 48 pesos.",
            ),
        ),
        locale="es-MX",
    )
