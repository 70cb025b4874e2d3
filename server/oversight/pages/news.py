"""What is new since somebody was here last, for the first page of each role.

Of what a store reads only what is published counts: when it came in is nobody's there to know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext, ngettext
from markupsafe import Markup

from server.history.queries import counts_since
from server.history.rules import SUBJECTS
from server.oversight import queries
from server.oversight.pages.wording import subject_names
from server.people.commands import come_by
from server.scorecards.queries import period_said, spoken
from server.stores.queries import stores_below
from server.web.guard import actor
from server.web.languages import language

MOST_LINKS = 6


@dataclass(frozen=True, slots=True)
class News:
    """What is new, in a sentence, with links to the first few of it."""

    sentence: str
    links: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0


def whats_new(place: str, about: Any = None) -> Markup:
    """A notice of what came since the actor looked at a place last; nothing where nothing did."""
    name = f"{place} {about.id}" if about is not None else place
    since = come_by(actor(), name)
    news = _TOLD[place](since, about) if since is not None else None
    return Markup(render_template("oversight/news.html", news=news) if news else "")


def left_behind() -> Markup:
    """A notice of open visits whose shopper is sent out no longer."""
    found = queries.left_behind(actor().at)
    return Markup(render_template("oversight/left_behind.html", found=found) if found else "")


def _reviews(since: datetime, _about: Any) -> News | None:
    found = queries.arrived(actor(), since)
    links = [
        (f"{store} · {code}" if store else code, url_for("reviews.read", submission=identity))
        for identity, code, store in found
    ]
    sentence = ngettext(
        "%(num)d report has come since your last visit.",
        "%(num)d reports have come since your last visit.",
        len(found),
    )
    return _news(sentence, links)


def _store(since: datetime, store: Any) -> News | None:
    found = queries.published_since(actor(), [store.id], since)
    asked = spoken(language())
    links = [
        (period_said(score, asked), url_for("scorecards.download", score=score.id, language=asked))
        for score in found
    ]
    return _news(_published(len(found)), links)


def _region(since: datetime, region: Any) -> News | None:
    found = queries.published_since(actor(), stores_below(region), since)
    counted = Counter((score.store.name, score.store_id) for score in found)
    links = [
        (f"{name} ({count})", url_for("scorecards.store", store=store))
        for (name, store), count in sorted(counted.items(), key=lambda each: each[0][0].casefold())
    ]
    return _news(_published(len(found)), links)


def _published(count: int) -> str:
    return ngettext(
        "%(num)d scorecard has been published since your last visit.",
        "%(num)d scorecards have been published since your last visit.",
        count,
    )


def _desk(since: datetime, _about: Any) -> News | None:
    counted, names = counts_since(since, actor().person), subject_names()
    links = []
    for subject, begins in SUBJECTS.items():
        count = sum(n for act, n in counted.items() if act.split(".")[0] in begins)
        address = url_for("history.listed", subject=subject, since=since.date().isoformat())
        links += [(f"{names[subject]} ({count})", address)] if count else []
    return _news(gettext("Done by others since your last visit:"), links)


def _news(sentence: str, links: list[tuple[str, str]]) -> News | None:
    if not links:
        return None
    return News(sentence, links[:MOST_LINKS], max(0, len(links) - MOST_LINKS))


_TOLD: dict[str, Callable[[datetime, Any], News | None]] = {
    "reviews": _reviews,
    "store": _store,
    "region": _region,
    "desk": _desk,
}
