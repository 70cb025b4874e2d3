"""Whether a store's shoppers would come back, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdf_templates import contract
from pdf_templates.charts import ruler
from server.scorecards import rules
from server.scorecards.queries.spoken import Language
from server.scores.models import Score
from server.scores.queries import opinions_so_far

_WIDTH = 260


@dataclass(frozen=True, slots=True)
class Loyalty:
    """The opinions of a quarter so far, each with its ruler as SVG."""

    note: str
    opinions: Sequence[tuple[contract.Opinion, str]]


def coming_back(newest: Score, language: Language) -> Loyalty | None:
    """Of the newest score's quarter so far, whichever form asked for it; None if none did."""
    store, minimum = newest.store, newest.programme.minimum_visits
    locale = rules.locale_of(language, store.locale)
    found = rules.loyalty_of(opinions_so_far(newest), store.id, minimum, language, locale)
    if found is None:
        return None
    drawn = [(each, ruler(each.ruler, language, width=_WIDTH).svg()) for each in found.opinions]
    return Loyalty(found.note, drawn)
