"""The scorecards the page tests read: one ordinary store, in English and in Spanish."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from pdf_templates.contract import (
    HowMade,
    Language,
    Loss,
    NextStep,
    PhotoFigure,
    QualityLine,
    Quote,
    Row,
    Ruler,
    Scorecard,
    SectionTable,
    WeightLine,
)

# (question, answer, points, possible, weight, reason) per section, English and Spanish.
_EN: tuple[tuple[str, tuple[tuple[str, str, int | None, int | None, int, str], ...]], ...] = (
    (
        "Outside and arrival",
        (
            ("Was the entrance clean and free of obstacles?", "Yes", 1, 1, 1, ""),
            ("Were opening hours shown where you could read them?", "Yes", 1, 1, 1, ""),
            ("Did someone acknowledge you when you came in?", "Yes", 2, 2, 2, ""),
            ("How long was it until someone greeted you?", "1 min 45 s", 1, 3, 2, ""),
            ("Who greeted you?", "A member of staff", None, None, 1, ""),
            ("Was the greeting said to you, and not into the room?", "Yes", 2, 2, 1, ""),
        ),
    ),
    (
        "Understanding what you need",
        (
            ("Did someone come to you before you asked for help?", "No", 0, 2, 2, ""),
            ("Did they ask what you needed?", "Yes", 2, 2, 1, ""),
            ("Did they say your need back in their own words?", "No", 0, 2, 1, ""),
            ("Did they ask at least one further question?", "Yes", 1, 1, 1, ""),
            ("Did they let you finish speaking?", "Yes", 2, 2, 2, ""),
            (
                "Did they stay until your need was met or hand you over in person?",
                "Yes",
                2,
                2,
                2,
                "",
            ),
            (
                "When they did not know something, did they find out?",
                "Not applicable",
                None,
                None,
                1,
                "Nothing came up that they did not know, so this does not count.",
            ),
        ),
    ),
    (
        "The product",
        (
            ("Did they show you the product, and not only point to it?", "Yes", 2, 2, 1, ""),
            ("Did they tell you something that is not on the label?", "Yes", 2, 2, 1, ""),
            ("Did the price said match the price on the tag?", "Yes", 3, 3, 3, ""),
            ("Was what they said about stock true?", "Yes", 2, 2, 2, ""),
            ("Did they offer something that goes with it?", "No", 0, 1, 1, ""),
            ("How much did they seem to like what they sell?", "Rather much", 2, 3, 1, ""),
        ),
    ),
    (
        "Waiting and paying",
        (
            ("How many people were ahead of you at the till?", "3", None, None, 1, ""),
            ("How long did you wait to pay?", "4 min 10 s", 1, 3, 2, ""),
            ("Was your turn in the queue kept?", "Yes", 2, 2, 1, ""),
            ("Was the amount charged the amount on the tag?", "Yes", 3, 3, 3, ""),
            ("Did you get a receipt without asking?", "Yes", 1, 1, 1, ""),
            (
                "Did they count the change into your hand?",
                "Paid by card",
                None,
                None,
                1,
                "You paid by card, so this does not count.",
            ),
            ("Was nothing said aloud about what you bought?", "Yes", 2, 2, 1, ""),
        ),
    ),
    (
        "Courtesy throughout",
        (
            ("Did they look at you while they spoke?", "Yes", 2, 2, 1, ""),
            ("Was the tone friendly from beginning to end?", "Mostly", 2, 3, 1, ""),
            ("Did they thank you?", "Yes", 1, 1, 1, ""),
            ("Did they say goodbye?", "No", 0, 1, 1, ""),
            ("Were they patient while you made up your mind?", "Yes", 2, 2, 2, ""),
            ("Did anyone remark on looks, age or what you bought?", "No", 2, 2, 2, ""),
        ),
    ),
    (
        "Taking your leave",
        (
            ("Did you leave with what you came for?", "Yes", 2, 2, 1, ""),
            ("Was anything promised for later?", "A call when it arrives", None, None, 1, ""),
            ("Would you come back?", "Yes", None, None, 1, ""),
            ("How likely are you to recommend the store (0 to 10)?", "8", None, None, 1, ""),
        ),
    ),
)

_ES_TITLES = (
    "Exterior y llegada",
    "Comprender la necesidad",
    "El producto",
    "Espera y pago",
    "Cortesía en todo momento",
    "La despedida",
)
_ES_QUESTIONS = (
    "¿La entrada estaba limpia y sin obstáculos?",
    "¿El horario estaba a la vista y se podía leer?",
    "¿Alguien notó su presencia al entrar?",
    "¿Cuánto tiempo pasó hasta que alguien le saludó?",
    "¿Quién le saludó?",
    "¿El saludo fue para usted y no al aire?",
    "¿Alguien se acercó antes de que usted pidiera ayuda?",
    "¿Le preguntaron qué necesitaba?",
    "¿Repitieron su necesidad con sus propias palabras?",
    "¿Le hicieron al menos una pregunta más?",
    "¿Le dejaron terminar de hablar?",
    "¿Le acompañaron hasta resolverlo o le presentaron a otra persona?",
    "Cuando no sabían algo, ¿lo averiguaron?",
    "¿Le mostraron el producto en lugar de solo señalarlo?",
    "¿Le contaron algo que no está en la etiqueta?",
    "¿El precio que le dijeron era el de la etiqueta?",
    "¿Era cierto lo que dijeron sobre las existencias?",
    "¿Le ofrecieron algo que combina con el producto?",
    "¿Cuánto parecía gustarles lo que venden?",
    "¿Cuántas personas había delante de usted en la caja?",
    "¿Cuánto tiempo esperó para pagar?",
    "¿Se respetó su turno en la fila?",
    "¿Le cobraron el importe de la etiqueta?",
    "¿Le dieron el comprobante sin pedirlo?",
    "¿Le contaron el cambio en la mano?",
    "¿Nadie dijo en voz alta lo que usted compró?",
    "¿Le miraron mientras hablaban?",
    "¿El tono fue amable de principio a fin?",
    "¿Le dieron las gracias?",
    "¿Se despidieron de usted?",
    "¿Tuvieron paciencia mientras usted decidía?",
    "¿Alguien comentó su aspecto, su edad o su compra?",
    "¿Salió con lo que fue a buscar?",
    "¿Le prometieron algo para después?",
    "¿Volvería a esta tienda?",
    "¿Qué tan probable es que la recomiende (de 0 a 10)?",
)
_ES_ANSWERS = {
    "Yes": "Sí",
    "No": "No",
    "Not applicable": "No aplica",
    "Mostly": "Casi siempre",
    "Rather much": "Bastante",
    "A member of staff": "Una persona del equipo",
    "Paid by card": "Pagó con tarjeta",
    "A call when it arrives": "Una llamada cuando llegue",
}
_ES_REASONS = {
    "You paid by card, so this does not count.": "Usted pagó con tarjeta, así que no cuenta.",
    "Nothing came up that they did not know, so this does not count.": "No surgió nada que no supieran, así que no cuenta.",
}


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
    for number, (title, rows) in enumerate(_EN):
        made = []
        for question, answer, points, possible, weight, reason in rows:
            if language == "es":
                question, answer = _ES_QUESTIONS[at], _ES_ANSWERS.get(answer, answer)
                reason = _ES_REASONS.get(reason, reason)
            made.append(Row(question, answer, points, possible, weight, reason))
            at += 1
        title = _ES_TITLES[number] if language == "es" else title
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


_QUALITIES = {
    "en": (
        "Respect for the customer",
        "Willingness to understand",
        "Enthusiasm",
        "Courteous, friendly treatment",
        "Timely and truthful response",
    ),
    "es": (
        "Respeto al cliente",
        "Disposición para entender",
        "Entusiasmo",
        "Trato cortés y amable",
        "Respuesta oportuna y veraz",
    ),
}
_CHANGES = {
    "en": ("+4 (1 to 7)", "no clear change", "−6 (−11 to −1)", "no clear change", "+2 (0 to 4)"),
    "es": ("+4 (1 a 7)", "sin cambio claro", "−6 (−11 a −1)", "sin cambio claro", "+2 (0 a 4)"),
}
_READINGS = (
    (91, 86, 95, 84),
    (68, 60, 76, 79),
    (72, 63, 81, 75),
    (82, 77, 87, 80),
    (88, 82, 93, 86),
)


def _rulers(language: Language) -> tuple[QualityLine, ...]:
    lines = []
    for name, change, (score, low, high, mark) in zip(
        _QUALITIES[language], _CHANGES[language], _READINGS, strict=True
    ):
        lines.append(QualityLine(name, Ruler(score, 9, low, high, mark, change=change)))
    return tuple(lines)


def english() -> Scorecard:
    """Café Ñandú: 36 questions, two photos, three comments."""
    sections = _sections("en")
    how = _how(sections, _QUALITIES["en"])
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
        published="20 November 2026",
        went_well=(
            Quote(
                "She put the tray down, looked at me and asked what I was really looking for. "
                "When I said “a present”, she asked for whom.",
                "Did they ask what you needed?",
            ),
            Quote(
                "The price on the shelf, the price she said and the price on the receipt were the "
                "same to the cent.",
                "The product",
            ),
        ),
        costs_most=(
            Loss("How long was it until someone greeted you?", 4, "1 min 45 s"),
            Loss("Did someone come to you before you asked for help?", 4, "No"),
            Loss("How long did you wait to pay?", 4, "4 min 10 s"),
        ),
        next_steps=(
            NextStep(
                "Agree who greets at the door between 16:00 and 19:00.",
                "Mon 30 November",
                "Store manager",
            ),
            NextStep(
                "Open the second till when more than two people wait.",
                "Fri 4 December",
                "Store manager",
            ),
            NextStep(
                "Practise saying a guest's need back in your own words.",
                "Fri 11 December",
                "Shift leads",
            ),
        ),
        comments=(
            Quote(
                "She put the tray down, looked at me and asked what I was really looking for. "
                "When I said “a present”, she asked for whom.",
                "Did they ask what you needed?",
            ),
            Quote(
                "Two people were talking behind the counter. I stood at the cakes for almost two "
                "minutes before one of them saw me.",
                "How long was it until someone greeted you?",
            ),
            Quote(
                "Only one till was open and the line reached the door.",
                "How long did you wait to pay?",
            ),
        ),
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
    how = _how(sections, _QUALITIES["es"])
    tray = (
        "Dejó la charola, me miró y me preguntó qué buscaba en realidad. Cuando dije «un regalo», "
        "preguntó para quién."
    )
    return replace(
        english(),
        programme="Programa de servicio Casa Ñandú",
        period="Segunda semana de noviembre de 2026, por la tarde",
        form_title="Cinco cualidades del servicio",
        language="es",
        overall=Ruler(how.uncapped, 9, 78.2, 87.4, 79, "región 79", change="+3 (0 a 6)"),
        sentence="Se trata a los clientes con respeto y se les dice la verdad; lo que más resta es la "
        "espera: nadie se acercó y pagar llevó más de cuatro minutos.",
        qualities=_rulers("es"),
        sections=sections,
        how_made=how,
        published="20 de noviembre de 2026",
        went_well=(
            Quote(tray, "¿Le preguntaron qué necesitaba?"),
            Quote(
                "El precio del anaquel, el que me dijo y el del comprobante eran iguales hasta el "
                "centavo.",
                "El producto",
            ),
        ),
        costs_most=(
            Loss("¿Cuánto tiempo pasó hasta que alguien le saludó?", 4, "1 min 45 s"),
            Loss("¿Alguien se acercó antes de que usted pidiera ayuda?", 4, "No"),
            Loss("¿Cuánto tiempo esperó para pagar?", 4, "4 min 10 s"),
        ),
        next_steps=(
            NextStep(
                "Acordar quién saluda en la puerta entre las 16:00 y las 19:00.",
                "lun 30 de noviembre",
                "Gerencia de la tienda",
            ),
            NextStep(
                "Abrir la segunda caja cuando esperen más de dos personas.",
                "vie 4 de diciembre",
                "Gerencia de la tienda",
            ),
            NextStep(
                "Practicar cómo repetir la necesidad con palabras propias.",
                "vie 11 de diciembre",
                "Jefes de turno",
            ),
        ),
        comments=(
            Quote(tray, "¿Le preguntaron qué necesitaba?"),
            Quote(
                "Dos personas platicaban detrás del mostrador. Estuve frente a los pasteles casi "
                "dos minutos antes de que una me viera.",
                "¿Cuánto tiempo pasó hasta que alguien le saludó?",
            ),
            Quote(
                "Solo había una caja abierta y la fila llegaba hasta la puerta.",
                "¿Cuánto tiempo esperó para pagar?",
            ),
        ),
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
