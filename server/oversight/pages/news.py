"""What is new since somebody was here last, for the first page of each role.

Of what a store reads only what is published counts: when it came in is nobody's there to know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import g, render_template, url_for
from flask_babel import gettext, ngettext
from markupsafe import Markup

from server.history.queries import counts_since
from server.history.rules import SUBJECTS
from server.kernel.actor import Actor
from server.oversight import queries
from server.oversight.pages.wording import subject_names
from server.people.commands import come_by, last_looked
from server.scorecards.queries import period_said, spoken
from server.stores.queries import stores_below
from server.web.guard import actor
from server.web.languages import language

MOST_LINKS = 6


@dataclass(frozen=True, slots=True)
class News:
    """What is new, in a sentence, with links to the first few, and the rows that tell of it."""

    sentence: str
    links: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0
    rows: frozenset[object] = frozenset()


def whats_new(place: str, about: Any = None) -> Markup:
    """A notice of what came since the actor looked at a place last; nothing where nothing did."""
    name = f"{place} {about.id}" if about is not None else place
    since = come_by(actor(), name)
    news = _TOLD[place](since, about) if since is not None else None
    g.new_since, g.new_rows = since, news.rows if news else frozenset()
    return Markup(render_template("oversight/news.html", news=news) if news else "")


def new_elsewhere(place: str, others: Sequence[Any]) -> frozenset[UUID]:
    """Of other stores or regions: those with something that the actor has not looked at yet."""
    who = actor()
    if who.person is None or len(others) < 2:
        return frozenset()
    latest = _LATEST[place](who, others)
    looked = last_looked(who.person, {each.id: f"{place} {each.id}" for each in others})
    return frozenset(id for id, at in latest.items() if at > looked[id])


# What was published last, of each of many places.
_LATEST: Mapping[str, Callable[[Actor, Sequence[Any]], dict[UUID, datetime]]] = {
    "store": lambda who, stores: queries.latest_per_store(who, [each.id for each in stores]),
    "region": queries.latest_per_region,
}


def is_new(row: object, at: datetime | None = None) -> Markup:
    """The word beside a row that has come since the actor looked last, after `whats_new` there.

    By the instant at which it came, or where the row stands for others, by what is new of them.
    """
    since = g.get("new_since")
    if since is None or not (row in g.new_rows if at is None else at > since):
        return Markup()
    return Markup(render_template("oversight/new.html"))


def left_behind() -> Markup:
    """A notice of open visits whose shopper is sent out no longer."""
    found = queries.left_behind(actor().at)
    return Markup(render_template("oversight/left_behind.html", found=found) if found else "")


def _reviews(since: datetime, _about: Any) -> News | None:
    count, found = queries.arrived(actor(), since, MOST_LINKS)
    links = [
        (f"{store} · {code}" if store else code, url_for("reviews.read", submission=identity))
        for identity, code, store in found
    ]
    sentence = ngettext(
        "%(num)d report has come since your last visit.",
        "%(num)d reports have come since your last visit.",
        count,
    )
    return _news(sentence, links, count - len(found))


def _store(since: datetime, store: Any) -> News | None:
    asked, of = spoken(language()), [store.id]
    count = sum(n for _, _, n in queries.published_per_store(actor(), of, since))
    found = queries.published_since(actor(), of, since, MOST_LINKS) if count else []
    links = [
        (period_said(score, asked), url_for("scorecards.download", score=score.id, language=asked))
        for score in found
    ]
    return _news(_published(count), links, count - len(found))


def _region(since: datetime, region: Any) -> News | None:
    found = queries.published_per_store(actor(), stores_below(region), since)
    links = [
        (f"{name} ({count})", url_for("scorecards.store", store=store))
        for store, name, count in sorted(found, key=lambda each: each[1].casefold())
    ]
    news = _news(_published(sum(count for _, _, count in found)), links)
    return replace(news, rows=frozenset(store for store, _, _ in found)) if news else None


def _published(count: int) -> str:
    return ngettext(
        "%(num)d scorecard has been published since your last visit.",
        "%(num)d scorecards have been published since your last visit.",
        count,
    )


def _desk(since: datetime, _about: Any) -> News | None:
    counted, names = counts_since(since, actor().person), subject_names()
    links: list[tuple[str, str]] = []
    for subject, begins in SUBJECTS.items():
        count = sum(n for act, n in counted.items() if act.split(".")[0] in begins)
        address = url_for("history.listed", subject=subject, since=since.date().isoformat())
        if count:
            links.append((f"{names[subject]} ({count})", address))
    news = _news(gettext("Done by others since your last visit:"), links)
    changed = {act.split(".")[0] for act in counted.keys() - _CHANGES_NO_ROW}
    rows = frozenset(each for begin in changed for each in _LISTED.get(begin, ()))
    return replace(news, rows=rows) if news else None


# Where the desk's first page leads to what an act has changed. A sign-in, a link or a phone is no
# news of whose it is.
_LISTED: Mapping[str, tuple[str, ...]] = {
    "person": ("desk.people",),
    "shopper": ("desk.shoppers",),
    "region": ("desk.regions",),
    "store": ("desk.stores", "desk.regions"),
    "programme": ("desk.programme",),
    "staff": ("desk.programme",),
    "hold": ("desk.programme",),
    "form": ("desk.forms",),
    **dict.fromkeys((*SUBJECTS["visits"], *SUBJECTS["reports"]), ("desk.visits",)),
}
_CHANGES_NO_ROW = {
    "person.export",
    "person.link_all",
    "shopper.export",
    "shopper.remind",
    "shopper.remind_not",
    "shopper.reveal",
}


def _visits(since: datetime, _about: Any) -> News | None:
    found = queries.visits_moved(since)
    sentence = ngettext(
        "%(num)d visit has been reported or settled since your last visit.",
        "%(num)d visits have been reported or settled since your last visit.",
        len(found),
    )
    return News(sentence, rows=found) if found else None


def _news(sentence: str, links: list[tuple[str, str]], besides: int = 0) -> News | None:
    """News with its links; `besides` is how many more there are than were looked up."""
    if not links:
        return None
    return News(sentence, links[:MOST_LINKS], max(0, len(links) - MOST_LINKS) + besides)


_TOLD: dict[str, Callable[[datetime, Any], News | None]] = {
    "reviews": _reviews,
    "store": _store,
    "region": _region,
    "desk": _desk,
    "visits": _visits,
}
