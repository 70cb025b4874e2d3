"""What comes after people were imported: a card for each, with the link and the code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import segno
from flask import Response, current_app, make_response, render_template, request, url_for
from flask_babel import force_locale, format_date, format_time
from markupsafe import Markup

from server.imports import commands
from server.kernel.ids import new_id, spoken_code
from server.kernel.settings import Settings
from server.people.rules.reach import opens_only_here
from server.spreadsheets import Table
from server.web.guard import actor
from server.web.languages import LOCALES


def settings() -> Settings:
    """Those of the installation."""
    found: Settings = current_app.extensions["settings"]
    return found


def link_of(token: str) -> str:
    """The address that a token opens, as whoever asks here knows this installation."""
    return _base() + url_for("people.link", token=token)


def _base() -> str:
    return settings().public_url.rstrip("/") or request.url_root.rstrip("/")


def identity_given(text: str | None) -> UUID:
    """What a page or a caller names their import by, or a new one."""
    try:
        return UUID(text or "")
    except ValueError:
        return new_id()


def imported(table: Table) -> Response:
    """Import, and show every link: now, and never again."""
    who, chosen = actor(), settings()
    identity = identity_given(request.form.get("identity"))
    added, now = commands.import_people(who, table, request.form.get("seen", ""), identity)
    return make_response(cards_page(commands.hand_out(who, added, chosen, send=now), who.at))


def cards_page(cards: Sequence[commands.Card], at: datetime) -> str:
    """A card for each, to be printed and cut."""
    return render_template(
        "imports/cards.html",
        cards=cards,
        drawn=[_drawn(card, at) for card in cards],
        only_here=opens_only_here(_base()),
        shoppers=[card.added for card in cards if card.added.code],
        mailed=sum(card.mailed for card in cards),
        until=_until(at),
    )


def _until(at: datetime) -> str:
    until = at + timedelta(hours=settings().link_hours)
    return f"{format_date(until, 'long')}, {format_time(until, 'short')} UTC"


def _drawn(card: commands.Card, at: datetime) -> Markup:
    """A card in the language of whoever it is for, whichever the administrator reads."""
    with force_locale(LOCALES[card.added.language]):
        drawn = render_template(
            "imports/card.html",
            card=card,
            address=link_of(card.token),
            picture=_picture(card),
            code=spoken_code(card.typed),
            until=_until(at),
            minutes=settings().code_minutes,
        )
    return Markup(drawn)


def _picture(card: commands.Card) -> Markup:
    drawn = segno.make(link_of(card.token), error="m")
    return Markup(drawn.svg_inline(border=4, omitsize=True))
