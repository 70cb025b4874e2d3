"""An act of the history as a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import format_date, gettext
from markupsafe import Markup

from server.history.queries import Entry
from server.history.rules import ACTS
from server.kernel.actor import Role
from server.oversight.queries import Names


def role_names() -> dict[Role, str]:
    """What each role is called."""
    _ = gettext
    return {
        Role.SHOPPER: _("Shopper"),
        Role.REVIEWER: _("Reviewer"),
        Role.STORE_MANAGER: _("Store manager"),
        Role.REGIONAL_HEAD: _("Regional head"),
        Role.ADMINISTRATOR: _("Administrator"),
    }


def subject_names() -> dict[str, str]:
    """What the subjects of acts are called."""
    _ = gettext
    return {
        "people": _("People"),
        "shoppers": _("Shoppers"),
        "stores": _("Stores"),
        "programme": _("Programme"),
        "visits": _("Visits"),
        "reports": _("Reports"),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """One act as the page tells it: `who` and `what` are names, `sentence` the whole."""

    entry: Entry
    at: datetime
    who: str
    what: str
    details: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The act in words."""
        return self.with_links(self.who, self.what)

    def with_links(self, who: str, what: str) -> str:
        """The act in words, with markup in place of who and what; everything else is escaped."""
        sentence = ACTS.get(self.entry.act)
        if sentence is None:
            # Written by a version of the product that knows more.
            return f"{who}: {self.entry.act} {what}".strip()
        gaps = _Gaps(self.details, who=who, what=what)
        safe = Markup(gettext(sentence)) if isinstance(who, Markup) else gettext(sentence)
        return safe % gaps


class _Gaps(dict[str, object]):
    """The details of an entry; an old one may lack what the sentence asks for today."""

    def __missing__(self, key: str) -> str:
        return "–"


def told(entry: Entry, names: Names) -> Told:
    """One entry, with the names of those in it as they are today."""
    what = names.get((entry.object_kind, entry.object))
    return Told(
        entry=entry,
        at=entry.at,
        who=_who(entry, names),
        what=what or _unnamed(entry),
        details={name: _detail(name, value, names) for name, value in entry.details.items()},
    )


def _who(entry: Entry, names: Names) -> str:
    if entry.actor is None:
        return gettext("The system")
    return names.get((entry.actor_kind, str(entry.actor))) or gettext("Somebody who was erased")


def _unnamed(entry: Entry) -> str:
    """What is called by what it is: of drafts the id, of persons and the rest no more than that."""
    if entry.object_kind == "form_draft":
        return entry.object
    if entry.object_kind == "sign_in_link":
        return gettext("the first administrator")
    if entry.object_kind in {"person", "shopper"}:
        return gettext("somebody who was erased")
    return gettext("no longer there")


def _detail(name: str, value: Any, names: Names) -> str:
    if name == "roles":
        held = role_names()
        return ", ".join(held[Role(each)] for each in value if each in list(Role)) or "–"
    if name in {"person", "shopper"}:
        return names.get((name, str(value))) or gettext("somebody who was erased")
    if name == "told_on":
        return str(format_date(date.fromisoformat(value), "long"))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
