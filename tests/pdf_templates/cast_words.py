"""What the ordinary report says: question, answer, points, possible, weight, reason."""

from __future__ import annotations

from pdf_templates.contract import Language, Loss, NextStep, Quote

# (question, answer, points, possible, weight, reason) per section, English and Spanish.
EN: tuple[tuple[str, tuple[tuple[str, str, int | None, int | None, int, str], ...]], ...] = (
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

ES_TITLES = (
    "Exterior y llegada",
    "Comprender la necesidad",
    "El producto",
    "Espera y pago",
    "Cortesía en todo momento",
    "La despedida",
)
ES_QUESTIONS = (
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
ES_ANSWERS = {
    "Yes": "Sí",
    "No": "No",
    "Not applicable": "No aplica",
    "Mostly": "Casi siempre",
    "Rather much": "Bastante",
    "A member of staff": "Una persona del equipo",
    "Paid by card": "Pagó con tarjeta",
    "A call when it arrives": "Una llamada cuando llegue",
}
ES_REASONS = {
    "You paid by card, so this does not count.": "Usted pagó con tarjeta, así que no cuenta.",
    "Nothing came up that they did not know, so this does not count.": (
        "No surgió nada que no supieran, así que no cuenta."
    ),
}


QUALITIES = {
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
CHANGES = {
    "en": ("+4 (1 to 7)", "no clear change", "−6 (−11 to −1)", "no clear change", "+2 (0 to 4)"),
    "es": ("+4 (1 a 7)", "sin cambio claro", "−6 (−11 a −1)", "sin cambio claro", "+2 (0 a 4)"),
}
READINGS = (
    (91, 86, 95, 84),
    (68, 60, 76, 79),
    (72, 63, 81, 75),
    (82, 77, 87, 80),
    (88, 82, 93, 86),
)

TRAY = (
    "Dejó la charola, me miró y me preguntó qué buscaba en realidad. Cuando dije «un regalo», "
    "preguntó para quién."
)

WELL: dict[Language, tuple[Quote, ...]] = {
    "en": (
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
    "es": (
        Quote(TRAY, "¿Le preguntaron qué necesitaba?"),
        Quote(
            "El precio del anaquel, el que me dijo y el del comprobante eran iguales hasta el "
            "centavo.",
            "El producto",
        ),
    ),
}

COSTS: dict[Language, tuple[Loss, ...]] = {
    "en": (
        Loss("How long was it until someone greeted you?", 4, "1 min 45 s"),
        Loss("Did someone come to you before you asked for help?", 4, "No"),
        Loss("How long did you wait to pay?", 4, "4 min 10 s"),
    ),
    "es": (
        Loss("¿Cuánto tiempo pasó hasta que alguien le saludó?", 4, "1 min 45 s"),
        Loss("¿Alguien se acercó antes de que usted pidiera ayuda?", 4, "No"),
        Loss("¿Cuánto tiempo esperó para pagar?", 4, "4 min 10 s"),
    ),
}

NEXT: dict[Language, tuple[NextStep, ...]] = {
    "en": (
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
    "es": (
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
}

COMMENTS: dict[Language, tuple[Quote, ...]] = {
    "en": (
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
    "es": (
        Quote(TRAY, "¿Le preguntaron qué necesitaba?"),
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
}
