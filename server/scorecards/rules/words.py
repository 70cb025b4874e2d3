"""The words of a scorecard that are not the form's and not the page's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from server.programmes.rules import monday_of
from server.programmes.rules import week_of as week_of_day
from server.statistics import Estimate

DUE_AFTER = timedelta(days=14)

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "best": "Best: {best} ({high}). Most to gain: {worst} ({low}).",
        "same": "All qualities stand at {high}.",
        "same_sections": "All sections stand at {high}.",
        "in_quarter": "Quarter {number} of {year}",
        "in_quarters": "Quarter {number} of {year} to quarter {last_number} of {last_year}",
        "held": "A critical fault holds the score at {cap}; without it, it would be {uncapped}.",
        "nothing": "Nothing in this visit could be scored.",
        "quarter": (
            "This quarter so far: mean {mean} over {n} visits (95 % interval {low} to {high})."
        ),
        "quarter_one": "This quarter so far: 1 visit, too few for a mean.",
        "quarter_few": "This quarter so far: {n} visits, too few for a mean.",
        "mark": "quarter {mean}, {n} visits",
        "in_week": "in week {week} of {year}",
        "not_shown": "not shown",
        "owner": "Store manager",
        "no_quality": "In no quality",
        "photo": "Photo to the question: {question}",
        "provider": "Who served",
        "customer": "The customer (not in the score)",
        "aside": "{section} (not in the score)",
        "product": "The product or service",
        "commended": "Commendation: {quality}",
        "changed": "shortened or changed by the reviewer",
        "part_reported": "Includes what was reported later: {part}.",
        "part_promised_nothing": "{part}: nothing was promised.",
        "part_not_followed_up": "{part}: nobody followed it up.",
        "part_not_reported": "{part}: nothing was reported.",
        "closing_solved": "Solved on the spot",
        "closing_kept": "Promise kept",
        "closing_partly": "Promise kept in part or too late",
        "closing_broken": "Promise broken",
        "closing_never": "No day was ever promised",
    },
    "es": {
        "best": "Lo mejor: {best} ({high}). Donde más se puede ganar: {worst} ({low}).",
        "same": "Todas las cualidades están en {high}.",
        "same_sections": "Todas las secciones están en {high}.",
        "in_quarter": "Trimestre {number} de {year}",
        "in_quarters": "Del trimestre {number} de {year} al trimestre {last_number} de {last_year}",
        "held": "Una falta crítica deja la puntuación en {cap}; sin ella sería {uncapped}.",
        "nothing": "En esta visita no había nada que puntuar.",
        "quarter": (
            "En el trimestre, hasta ahora: promedio {mean} en {n} visitas"
            " (intervalo del 95 %: {low} a {high})."
        ),
        "quarter_one": "En el trimestre, hasta ahora: 1 visita, muy pocas para un promedio.",
        "quarter_few": "En el trimestre, hasta ahora: {n} visitas, muy pocas para un promedio.",
        "mark": "trimestre {mean}, {n} visitas",
        "in_week": "en la semana {week} de {year}",
        "not_shown": "no se muestra",
        "owner": "Gerencia de la tienda",
        "no_quality": "En ninguna cualidad",
        "photo": "Foto de la pregunta: {question}",
        "provider": "Quien atendió",
        "customer": "El cliente (fuera de la puntuación)",
        "aside": "{section} (fuera de la puntuación)",
        "product": "El producto o servicio",
        "commended": "Reconocimiento: {quality}",
        "changed": "abreviado o modificado en la revisión",
        "part_reported": "Incluye lo informado más tarde: {part}.",
        "part_promised_nothing": "{part}: no se prometió nada.",
        "part_not_followed_up": "{part}: no se le dio seguimiento.",
        "part_not_reported": "{part}: no se informó nada.",
        "closing_solved": "Resuelta en el momento",
        "closing_kept": "Promesa cumplida",
        "closing_partly": "Promesa cumplida en parte o tarde",
        "closing_broken": "Promesa incumplida",
        "closing_never": "Nunca se prometió una fecha",
    },
}


def locale_of(language: str, store_locale: str) -> str:
    """The locale for numbers and dates: the store's own where it speaks the reader's language."""
    if store_locale.partition("_")[0] == language:
        return store_locale
    return {"en": "en_US", "es": "es_MX"}.get(language, "en_US")


def week_of(instant: datetime, zone: str) -> str:
    """The ISO week of an instant by the store's clocks, `2026-W47`."""
    return week_of_day(instant.astimezone(ZoneInfo(zone)).date())


def week_in_words(week: str, language: str) -> str:
    """`in week 47 of 2026`.

    A day of publication would narrow the visit: it lies before it. The week says no more than the
    period already does.
    """
    return WORDS[language]["in_week"].format(week=int(week[6:]), year=week[:4])


def due_in_words(week: str, locale: str) -> str:
    """The Sunday two weeks after a week of publication: `Dec 6, 2026`."""
    sunday = monday_of(week) + timedelta(days=6)
    return format_date(sunday + DUE_AFTER, "medium", locale=locale)


def contest_until(week: str, days: int, today: date) -> date | None:
    """The last day on which a scorecard may be contested; None where it may not be any more.

    It counts from the Sunday of the week of publication, which stands on every scorecard: so it
    tells nothing that the week does not.
    """
    until = monday_of(week) + timedelta(days=6 + days)
    return until if days and today <= until else None


def quarter_in_words(found: Estimate, language: str) -> str:
    """What the quarter says so far: mean, visits and interval, or that the visits are too few.

    Where none had anything to score it says nothing: "0 visits" beside a visit would be odd.
    """
    words = WORDS[language]
    if not found.n:
        return ""
    if found.too_few or found.mean is None or found.low is None or found.high is None:
        return words["quarter_one" if found.n == 1 else "quarter_few"].format(n=found.n)
    return words["quarter"].format(
        mean=whole(found.mean), n=found.n, low=whole(found.low), high=whole(found.high)
    )


def whole(score: float) -> int:
    """A score as it is shown: a whole number, half up."""
    return int(score + 0.5)
