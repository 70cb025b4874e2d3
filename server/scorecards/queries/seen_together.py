"""What a store sees of visits only in whole groups: on its page, as a PDF and in JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pdf_templates import contract
from server.actions import queries as commendations
from server.kernel.actor import Actor
from server.programmes.models import Programme
from server.programmes.queries import (
    form_of,
    in_aggregate,
    least_together,
    rounding_for,
    the_programme,
)
from server.programmes.rules import running_since
from server.scorecards import rules
from server.scorecards.queries.spoken import Language, spoken
from server.scores.queries import seen_together
from server.stores.models import Store

# Words of thanks on one page; the list of commendations has them all.
MOST_THANKS = 6


def together(store: Store, language: Language, now: datetime) -> list[rules.Together]:
    """What a store sees over several visits only, for each form that has such sections.

    Also of forms that nobody has filled in there: that one appears would tell of its first visit.
    """
    seen, before = seen_together(store), _told_before(store, now)
    newest: dict[tuple[UUID, str], UUID] = {}
    for row in in_aggregate(before):
        newest.setdefault((row.programme_id, row.form), row.id)
    return [
        rules.together(of, form_of(version), least_together(*of, before), seen, language)
        for of, version in newest.items()
    ]


def _told_before(store: Store, now: datetime) -> datetime | None:
    """Before when a version was published that a store knows of; None where it knows of all.

    A visit on a version was after that was published: whoever saw on which day would know that the
    visit was later in its period.
    """
    programme = the_programme()
    if programme is None or not programme.whole_period:
        return None
    return running_since(now, store.zone, rounding_for(programme, now, store.zone))


def together_card(
    actor: Actor, store: Store, form: str, language: Language
) -> contract.Together | None:
    """The input of the page of one such form; None where no group is whole yet, or no such form."""
    found = next((each for each in together(store, language, actor.at) if each.form == form), None)
    if found is None or not found.enough:
        return None
    thanks = commendations.of_groups(store.id, form, actor.at, language, MOST_THANKS)
    programme = Programme.get_by_id(found.programme)
    return rules.card(found, store, programme, thanks)


def listed_together(actor: Actor, store: Store, asked: str) -> list[dict[str, Any]]:
    """The same of every form, for the JSON resource; nothing but its name before a group is."""
    language = spoken(asked)
    found = together(store, language, actor.at)
    return [_together_json(actor, store, each, language) for each in found]


def _together_json(
    actor: Actor, store: Store, found: rules.Together, language: Language
) -> dict[str, Any]:
    quarters = found.quarters
    thanks = commendations.of_groups(store.id, found.form, actor.at, language, MOST_THANKS)
    return {
        "form": found.form,
        "title": found.title,
        "group_of": found.least,
        "visits": found.visits,
        "first_quarter": str(quarters[0]) if quarters else None,
        "last_quarter": str(quarters[1]) if quarters else None,
        "period": found.period,
        "sections": [
            {
                "id": line.section,
                "name": line.name,
                "asked": list(line.asked),
                "visits": line.ruler.n,
                "groups": line.groups,
                "score": line.ruler.score,
                "low": line.ruler.low,
                "high": line.ruler.high,
                "points": line.found.points,
                "possible": line.found.possible,
            }
            for line in found.lines
        ],
        "closings": [
            {"id": each.id, "name": each.name, "visits": each.visits, "of": each.of}
            for each in found.closings
        ],
        "thanks": [
            {"words": each.words, "quality": each.quality, "to": each.to, "edited": each.edited}
            for each in (thanks if found.enough else ())
        ],
    }
