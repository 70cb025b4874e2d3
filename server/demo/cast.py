"""Who and what the sample chain consists of. All names are invented."""

from __future__ import annotations

from dataclasses import dataclass, field

PROGRAMME = "Casa Tezontle"
SEED = 20_260_401


@dataclass(frozen=True, slots=True)
class SampleStore:
    """A store and how it serves: `level` 0 to 1 per quarter from the oldest, and how many visits.

    `leans` moves single qualities up or down.
    """

    code: str
    name: str
    address: str
    zone: str
    manager: str
    levels: tuple[float, float, float] = (0.72, 0.72, 0.72)
    visits: tuple[int, int, int] = (5, 5, 3)
    leans: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SampleRegion:
    """A region below a top one, with its stores."""

    name: str
    stores: tuple[SampleStore, ...]


_TIJUANA, _HERMOSILLO = "America/Tijuana", "America/Hermosillo"
_MONTERREY, _MEXICO = "America/Monterrey", "America/Mexico_City"
_CANCUN, _MERIDA = "America/Cancun", "America/Merida"

# Latitude and longitude of each store: somewhere in its part of the town.
PLACES = {
    "N-101": (32.5245, -117.0135),
    "N-102": (32.5290, -117.1180),
    "N-103": (29.0845, -110.9720),
    "N-201": (25.7330, -100.4040),
    "N-202": (25.6655, -100.3075),
    "N-203": (25.7440, -100.2820),
    "C-301": (19.4185, -99.1615),
    "C-302": (19.3495, -99.1625),
    "C-303": (19.5105, -99.2345),
    "S-401": (21.1605, -86.8135),
    "S-402": (20.9655, -89.6265),
    "S-403": (20.6275, -87.0755),
}

# Top region -> its regional head and the regions below it.
REGIONS: dict[str, tuple[str, tuple[SampleRegion, ...]]] = {
    "Norte": (
        "Rogelio Ibarra",
        (
            SampleRegion(
                "Frontera",
                (
                    SampleStore(
                        "N-101",
                        "Casa Tezontle Río Tijuana",
                        "Paseo del Mezquite 2210, Tijuana",
                        _TIJUANA,
                        "Ofelia Barragán",
                        (0.68, 0.70, 0.70),
                        (3, 4, 4),
                    ),
                    SampleStore(
                        "N-102",
                        "Casa Tezontle Playas Norte",
                        "Av. del Faro 418, Tijuana",
                        _TIJUANA,
                        "Gaspar Leyva",
                        (0.58, 0.62, 0.60),
                        (4, 4, 4),
                    ),
                    SampleStore(
                        "N-103",
                        "Casa Tezontle Villa Sonora",
                        "Blvd. de los Naranjos 77, Hermosillo",
                        _HERMOSILLO,
                        "Brenda Yocupicio",
                        (0.60, 0.62, 0.62),
                        (3, 4, 4),
                        {"response": -0.2, "courtesy": 0.1},
                    ),
                ),
            ),
            SampleRegion(
                "Noreste",
                (
                    SampleStore(
                        "N-201",
                        "Casa Tezontle Cumbres Altas",
                        "Av. Peñón 1500, Monterrey",
                        _MONTERREY,
                        "Saúl Elizondo",
                        (0.64, 0.62, 0.64),
                        (3, 4, 4),
                        {"enthusiasm": -0.15},
                    ),
                    SampleStore(
                        "N-202",
                        "Casa Tezontle Barrio Antiguo",
                        "Calle del Mesón 34, Monterrey",
                        _MONTERREY,
                        "Marisol Treviño",
                        (0.74, 0.76, 0.74),
                        (4, 4, 4),
                    ),
                    SampleStore(
                        "N-203",
                        "Casa Tezontle San Nicolás",
                        "Av. Palo Verde 905, San Nicolás",
                        _MONTERREY,
                        "Efraín Ochoa",
                        (0.60, 0.56, 0.58),
                        (3, 4, 3),
                    ),
                ),
            ),
        ),
    ),
    "Centro y Sur": (
        "Teresa Núñez",
        (
            SampleRegion(
                "Valle de México",
                (
                    SampleStore(
                        "C-301",
                        "Casa Tezontle Roma Norte",
                        "Calle Jacaranda 112, Ciudad de México",
                        _MEXICO,
                        "Lucía Peñaloza",
                        (0.70, 0.68, 0.72),
                        (4, 4, 4),
                        {"respect": 0.08},
                    ),
                    SampleStore(
                        "C-302",
                        "Casa Tezontle Coyoacán",
                        "Plaza del Fresno 8, Ciudad de México",
                        _MEXICO,
                        "Andrés Łukasik",
                        (0.62, 0.66, 0.64),
                        (3, 4, 4),
                        {"courtesy": 0.1, "response": -0.1},
                    ),
                    SampleStore(
                        "C-303",
                        "Casa Tezontle Satélite",
                        "Circuito Colibrí 650, Naucalpan",
                        _MEXICO,
                        "Dulce Arriaga",
                        # Clearly worse than the rest.
                        (0.32, 0.28, 0.30),
                        (4, 5, 4),
                    ),
                ),
            ),
            SampleRegion(
                "Península",
                (
                    SampleStore(
                        "S-401",
                        "Casa Tezontle Puerto Cancún",
                        "Av. Caracol 91, Cancún",
                        _CANCUN,
                        "Wilberth Canul",
                        # The one that changed: a new team since the last quarter.
                        (0.36, 0.38, 0.80),
                        (4, 5, 5),
                        {"willingness": -0.12},
                    ),
                    SampleStore(
                        "S-402",
                        "Casa Tezontle Mérida Centro",
                        "Calle 62 núm. 480, Mérida",
                        _MERIDA,
                        "Addy Poot",
                        # Clearly better than the rest.
                        (0.86, 0.88, 0.87),
                        (4, 4, 4),
                    ),
                    SampleStore(
                        "S-403",
                        "Casa Tezontle Playa Coral",
                        "5.ª Avenida 204, Playa del Carmen",
                        _CANCUN,
                        "Joaquín Sol",
                        # Opened recently: too few visits to say anything.
                        (0.65, 0.65, 0.65),
                        (0, 2, 1),
                    ),
                ),
            ),
        ),
    ),
}

ADMINISTRATOR = "Amparo Quiroz"
REVIEWERS = ("Inés Galván", "Noemí Arce", "Tomás Rendón")

# Name and language; the first is the one whose link is printed.
SHOPPERS = (
    ("Camila Duarte", "en"),
    ("Iker Montaño", "es"),
    ("Paula Escalante", "es"),
    ("Dana Whitfield", "en"),
    ("Rubén Cota", "es"),
    ("Ximena Lara", "en"),
)

# Where the first shopper's open visits of the day are, by store code.
TODAY = ("C-301", "C-302", "C-303")


RULES = {
    "en": (
        "Do not say that you are a shopper, and take no notes in sight of the staff.",
        "Tap each stamp at the moment it happens; your phone may look like a clock.",
        "No faces and no number plates in a photo.",
    ),
    "es": (
        "No diga que evalúa el servicio y no tome notas a la vista del personal.",
        "Toque cada hora en el momento en que ocurre; el teléfono parecerá un reloj.",
        "Sin rostros ni placas de autos en las fotos.",
    ),
}


@dataclass(frozen=True, slots=True)
class Errand:
    """What a shopper asks for: the scenario, what to buy, and what it costs in centavos."""

    scenario: dict[str, str]
    buy: dict[str, str]
    price: int
    thing: str

    def brief(self) -> dict[str, dict[str, object]]:
        """The brief of a visit, per language."""
        return {
            language: {
                "scenario": self.scenario[language],
                "buy": self.buy[language],
                "rules": list(RULES[language]),
            }
            for language in RULES
        }

    def facts(self) -> dict[str, bool]:
        """What the programme knows of such a visit beforehand."""
        return {"purchase": bool(self.buy["en"])}


ERRANDS = (
    Errand(
        {
            "en": "You want a reading lamp that fits on a narrow bedside table. You do not know "
            "which bulb it takes.",
            "es": "Busca una lámpara de lectura que quepa en un buró angosto. No sabe qué foco "
            "lleva.",
        },
        {"en": "One lamp for at most 450 pesos.", "es": "Una lámpara de hasta 450 pesos."},
        39_900,
        "lamp",
    ),
    Errand(
        {
            "en": "You need towels as a present and ask which ones stay soft after washing.",
            "es": "Necesita toallas para regalar y pregunta cuáles siguen suaves después de lavar.",
        },
        {"en": "One bath towel for at most 300 pesos.", "es": "Una toalla de hasta 300 pesos."},
        24_900,
        "towel",
    ),
    Errand(
        {
            "en": "You have moved to a small kitchen and look for something to keep dry food in.",
            "es": "Se mudó a una cocina pequeña y busca en qué guardar alimentos secos.",
        },
        {
            "en": "One storage jar for at most 200 pesos.",
            "es": "Un frasco hermético de hasta 200 pesos.",
        },
        15_900,
        "jar",
    ),
    Errand(
        {
            "en": "You want to know whether a pan works on an induction stove. You do not buy.",
            "es": "Quiere saber si una sartén sirve en parrilla de inducción. No compra.",
        },
        {"en": "", "es": ""},
        54_900,
        "pan",
    ),
)

COMPLAINT = Errand(
    {
        "en": "The jar that you bought last week does not close tightly. Bring it, say so calmly "
        "to the first person who can help, and ask what happens now and by when.",
        "es": "El frasco que compró la semana pasada no cierra bien. Llévelo, dígalo con calma a "
        "la primera persona que pueda ayudar y pregunte qué sigue y para cuándo.",
    },
    {"en": "", "es": ""},
    15_900,
    "jar",
)

# Moments that shoppers logged outside a visit: kind, moment, who was affected, and the words.
MOMENTS = (
    ("good", "enquiry", "other_customer", "C-301", "Le bajó una caja a un señor mayor y le abrió."),
    ("good", "arrival", "me", "C-302", "Me reconoció de otra vez y preguntó por la lámpara."),
    ("apathy", "waiting", "several", "C-303", "Dos platicaban de la salida con la fila enfrente."),
    ("runaround", "enquiry", "me", "C-303", "De caja a bodega y de bodega a caja, sin respuesta."),
    ("rulebook", "payment", "other_customer", "C-303", "“Sin bolsa sellada no hay cambio” y ya."),
    ("good", "payment", "several", "C-301", "Abrieron otra caja en cuanto se juntó fila."),
)
