"""New links at once for all who never signed in: people with a role, or shoppers by code."""

from __future__ import annotations

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from server.desk.commands import link_newcomers
from server.desk.pages.home import blueprint
from server.desk.queries import count_newcomers, newcomers
from server.imports.pages.people import cards_page, identity_given, settings
from server.kernel.actor import Role
from server.kernel.ids import new_id
from server.people.pages.confirming import confirm_before
from server.web.guard import actor, permit


@blueprint.get("/people/links")
@permit(Role.ADMINISTRATOR)
def ask_to_link_people() -> str | Answer:
    """Who of those with a role never signed in, and a new link for each."""
    return confirm_before() or _ask("people")


@blueprint.get("/shoppers/links")
@permit(Role.ADMINISTRATOR)
def ask_to_link_shoppers() -> str | Answer:
    """The same of shoppers, by code."""
    return confirm_before() or _ask("shoppers")


def _ask(kind: str) -> str:
    return render_template(
        "desk/newcomers.html",
        kind=kind,
        found=newcomers(kind, actor().at),
        total=count_newcomers(kind),
        sends_mail=settings().sends_mail,
        identity=new_id(),
        back=url_for(f"desk.{kind}"),
    )


@blueprint.post("/people/links")
@permit(Role.ADMINISTRATOR)
def link_people() -> str:
    """A card for each of them: now, and never again."""
    return _cards("people")


@blueprint.post("/shoppers/links")
@permit(Role.ADMINISTRATOR)
def link_shoppers() -> str:
    """The same of shoppers, by code."""
    return _cards("shoppers")


def _cards(kind: str) -> str:
    who, identity = actor(), identity_given(request.form.get("identity"))
    cards = link_newcomers(who, kind, settings(), identity)
    return cards_page(cards, who.at) if cards else _ask(kind)
