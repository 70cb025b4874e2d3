"""The columns of a list of visits; one more for each fact that the forms ask to know."""

from __future__ import annotations

from collections.abc import Iterable

from server.imports.rules.columns import Column


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_TIMES = _("In the store's own time. A day alone begins with its first minute.")
_COLUMNS = (
    Column(
        "shopper",
        "Shopper",
        "Comprador",
        _("The shopper's code. Nobody shops a store that they manage."),
        "SH-7Q2F9",
        needed=True,
        also=("shopper code", "código del comprador", "compradora", "evaluador"),
    ),
    Column(
        "store",
        "Store",
        "Tienda",
        _("The store's code."),
        "MX-014",
        needed=True,
        also=("store code", "código de tienda", "sucursal"),
    ),
    Column(
        "form",
        "Form",
        "Formulario",
        _("The id of a published form. May be left empty while there is only one."),
        "five-qualities",
    ),
    Column(
        "opens",
        "From",
        "Desde",
        _TIMES,
        "2027-03-01 09:00",
        needed=True,
        also=("begins", "start", "inicio", "abre"),
    ),
    Column(
        "closes",
        "Until",
        "Hasta",
        _("Likewise. A day alone ends with its last minute."),
        "2027-03-08 20:00",
        needed=True,
        also=("ends", "end", "fin", "cierra"),
    ),
    Column(
        "brief",
        "Brief",
        "Instrucciones",
        _("Who the shopper is today, and what they come for. For shoppers of every language."),
        _("You are looking for a lamp."),
        also=("scenario", "escenario", "instrucción"),
    ),
    Column(
        "brief-en",
        "Brief in English",
        "Instrucciones en inglés",
        _("Only where shoppers read other words in English."),
        "You look for a lamp.",
    ),
    Column(
        "brief-es",
        "Brief in Spanish",
        "Instrucciones en español",
        _("Only where shoppers read other words in Spanish."),
        "Busca una lámpara.",
    ),
    Column(
        "buy",
        "What to buy",
        "Qué comprar",
        _("May be left empty."),
        _("One lamp of up to 20 euros."),
        also=("purchase order", "compra"),
    ),
    Column(
        "rules",
        "Rules",
        "Reglas",
        _("One after the other, parted by |. May be left empty."),
        _("Pay in cash. | Ask for a receipt."),
    ),
)
# What the facts of the forms that ship are called; another is called what its author called it.
FACT_NAMES = {"purchase": ("Buys something", "Compra algo")}


def columns(facts: Iterable[str]) -> tuple[Column, ...]:
    """The columns of a list of visits; one more for each fact that the forms ask to know."""
    return (*_COLUMNS, *(_fact_column(fact) for fact in sorted(set(facts))))


def _fact_column(fact: str) -> Column:
    en, es = FACT_NAMES.get(fact, (fact, fact))
    about = _("Needed where the form asks for it: yes or no, or one of its values.")
    return Column(f"fact-{fact}", en, es, about, _("yes"), also=(fact,))
