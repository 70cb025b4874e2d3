"""The columns of a list of visits; one more for each fact that the forms ask to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audit_forms.fact_words import fact_name, names_of, value_name
from audit_forms.model import Fact
from server.imports.rules.columns import Column, bare
from server.visits.rules import fact_word


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
# How else people head the columns of the facts of the forms that ship.
_ALSO = {"purchase": ("buys something", "compra algo")}


def columns(facts: Iterable[Fact]) -> tuple[Column, ...]:
    """The columns of a list of visits; one more for each fact that the forms ask to know.

    Where several forms ask for one fact, it is called as in the first of them.
    """
    asked: dict[str, list[Fact]] = {}
    for fact in facts:
        asked.setdefault(fact.id, []).append(fact)
    found = list(_COLUMNS)
    for id in sorted(asked):
        taken = {name for column in found for name in column.names()}
        found.append(_fact_column(asked[id], taken | {bare(each) for each in asked if each != id}))
    return tuple(found)


def _fact_column(asked: Sequence[Fact], taken: set[str]) -> Column:
    """The column of a fact as some forms ask for it; no header that means another column."""
    fact = asked[0]
    id = f"fact-{fact.id}"
    about = _("Needed where the form asks for it: yes or no, or one of its values.")
    known = (fact.id, *_ALSO.get(fact.id, ()), *(name for each in asked for name in names_of(each)))
    also = tuple(dict.fromkeys(each for each in known if bare(each) not in taken | {""}))
    en, es = (
        next((name for name in (fact_name(fact, each), fact.id) if name in also), id)
        for each in ("en", "es")
    )
    example = _("yes") if isinstance(fact.values[0], bool) else fact_word(fact.values[0])
    return Column(id, en, es, about, example, also=also, said=_said(asked))


def _said(asked: Sequence[Fact]) -> dict[str, tuple[str, str]]:
    return {
        fact_word(value): (value_name(fact, value, "en"), value_name(fact, value, "es"))
        for fact in reversed(asked)
        for value in fact.values
    }
