"""How the store sees itself beside what shoppers saw, and whether they would come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from babel.numbers import format_decimal

from audit_forms import say
from pdf_templates import contract
from server.scorecards.rules.words import whole
from server.selfviews.models import SelfView
from server.selfviews.rules import Gap, SumsByStore, attributes, gaps
from server.statistics import NOTHING, Estimate, Sums, estimate, pooled, proportion
from server.statistics.sums import BASIS_POINTS

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "most_higher": (
            "The largest difference: {name}. The store rates it {points} points higher than"
            " shoppers saw it."
        ),
        "most_lower": (
            "The largest difference: {name}. Shoppers saw it {points} points better than the"
            " store rates it."
        ),
        "alike": "The store and its shoppers see the seven much the same.",
        "few": "There are too few visits yet to set beside it.",
        "note_higher": "rated {points} points higher",
        "note_lower": "rated {points} points lower",
        "note_alike": "much the same",
        "note_few": "too few visits",
        "hint": (
            "The store has not said yet how it sees itself this quarter. Its manager can, in five"
            " minutes, on the store's page: “How you see your store”."
        ),
        "return": "{count} of {n} shoppers would come back (95 % interval {low} to {high} %).",
        "return_few": "Would they come back? Too few visits to say ({n}).",
        "recommend": (
            "From 0 to 10 they would recommend the store with {mean} on average, over {n} visits"
            " (95 % interval {low} to {high})."
        ),
        "recommend_few": "Would they recommend it, from 0 to 10? Too few visits to say ({n}).",
        "note": (
            "This quarter so far, one opinion per visit, of shoppers whom the programme sent. It"
            " does not say what the store's own customers think."
        ),
    },
    "es": {
        "most_higher": (
            "La mayor diferencia: {name}. La calificación de la tienda está {points} puntos por"
            " encima de lo que vieron los compradores."
        ),
        "most_lower": (
            "La mayor diferencia: {name}. La calificación de la tienda está {points} puntos por"
            " debajo de lo que vieron los compradores."
        ),
        "alike": "La tienda y sus compradores ven los siete aspectos casi igual.",
        "few": "Todavía hay muy pocas visitas para ponerlas al lado.",
        "note_higher": "{points} puntos por encima",
        "note_lower": "{points} puntos por debajo",
        "note_alike": "casi igual",
        "note_few": "muy pocas visitas",
        "hint": (
            "La tienda aún no ha dicho cómo se ve a sí misma este trimestre. Su gerencia puede"
            " hacerlo en cinco minutos en la página de la tienda: “Cómo ve usted su tienda”."
        ),
        "return": "{count} de {n} compradores volverían (intervalo del 95 %: {low} a {high} %).",
        "return_few": "¿Volverían? Muy pocas visitas para decirlo ({n}).",
        "recommend": (
            "Del 0 al 10 recomendarían la tienda con {mean} en promedio, en {n} visitas"
            " (intervalo del 95 %: {low} a {high})."
        ),
        "recommend_few": "¿La recomendarían, del 0 al 10? Muy pocas visitas para decirlo ({n}).",
        "note": (
            "En el trimestre, hasta ahora: una opinión por visita, de compradores que el programa"
            " envió. No dice lo que piensan los clientes propios de la tienda."
        ),
    },
}


@dataclass(frozen=True, slots=True)
class OwnSide:
    """The self-view that a scorecard shows, if any, and what was seen of each attribute so far.

    `open`: whether the quarter could still be rated when the score was published. `opinions`: what
    the shoppers of the quarter so far would do.
    """

    view: SelfView | None = None
    seen: SumsByStore = field(default_factory=dict)
    open: bool = False
    opinions: SumsByStore = field(default_factory=dict)


NOTHING_SAID = OwnSide()


def gap_of(
    view: SelfView | None, seen: SumsByStore, minimum: int, language: contract.Language
) -> contract.Gap | None:
    """A self-view and what was seen, in words and rulers; None without a self-view."""
    if view is None:
        return None
    found = gaps(view.ratings, view.store_id, seen, minimum)
    names = {s.id: say(s.title, language) for s in attributes(view.version).sections}
    words = WORDS[language]
    return contract.Gap(
        _sentence(found, names, words),
        tuple(_line(gap, names[gap.attribute], words) for gap in found),
    )


def _sentence(found: Iterable[Gap], names: Mapping[str, str], words: Mapping[str, str]) -> str:
    known = [gap for gap in found if gap.points is not None]
    if not known:
        return words["few"]
    clear = [gap for gap in known if gap.clear]
    if not clear:
        return words["alike"]
    most = max(clear, key=lambda gap: abs(gap.points or 0))
    points = most.points or 0
    key = "most_higher" if points > 0 else "most_lower"
    return words[key].format(name=names[most.attribute], points=abs(points))


def _line(gap: Gap, name: str, words: Mapping[str, str]) -> contract.GapLine:
    seen, points = gap.seen, gap.points
    if points is None or seen.mean is None:
        ruler = contract.Ruler(None, seen.n, too_few=True)
        return contract.GapLine(name, gap.own, ruler, words["note_few"])
    key = "note_alike" if not gap.clear else "note_higher" if points > 0 else "note_lower"
    ruler = contract.Ruler(whole(seen.mean), seen.n, seen.low, seen.high)
    return contract.GapLine(name, gap.own, ruler, words[key].format(points=abs(points)))


def hint_of(own: OwnSide, language: contract.Language) -> str:
    """How the store can give its view, where it has not and still can."""
    return WORDS[language]["hint"] if own.view is None and own.open else ""


def loyalty_of(
    opinions: SumsByStore, store: UUID, minimum: int, language: contract.Language, locale: str
) -> contract.Loyalty | None:
    """What the quarter's shoppers would do; None where nobody was asked."""
    sums = opinions.get(store, {})
    back, recommend = (sums.get(n, NOTHING) for n in ("would_return", "would_recommend"))
    words, said = WORDS[language], []
    if back.n:
        said.append(_coming_back(back, minimum, words))
    if recommend.n:
        spread = pooled(each["would_recommend"] for each in opinions.values())
        found = estimate(recommend, spread, minimum=minimum)
        said.append(_recommending(found, words, locale))
    return contract.Loyalty(tuple(said), words["note"]) if said else None


def _coming_back(back: Sums, minimum: int, words: Mapping[str, str]) -> contract.Opinion:
    found = proportion(back.total // (100 * BASIS_POINTS), back.n, minimum=minimum)
    if found.too_few or found.share is None or found.low is None or found.high is None:
        ruler = contract.Ruler(None, found.n, too_few=True)
        return contract.Opinion(words["return_few"].format(n=found.n), ruler)
    said = words["return"].format(
        count=found.seen, n=found.n, low=whole(found.low), high=whole(found.high)
    )
    ruler = contract.Ruler(whole(found.share), found.n, found.low, found.high)
    return contract.Opinion(said, ruler)


def _recommending(found: Estimate, words: Mapping[str, str], locale: str) -> contract.Opinion:
    if found.too_few or found.mean is None or found.low is None or found.high is None:
        ruler = contract.Ruler(None, found.n, too_few=True)
        return contract.Opinion(words["recommend_few"].format(n=found.n), ruler)
    mean, low, high = (
        format_decimal(points / 10, "0.0", locale=locale)
        for points in (found.mean, found.low, found.high)
    )
    said = words["recommend"].format(mean=mean, n=found.n, low=low, high=high)
    ruler = contract.Ruler(whole(found.mean), found.n, found.low, found.high)
    return contract.Opinion(said, ruler)
