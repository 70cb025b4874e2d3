"""People with their roles, shoppers by code, and the sign-in links of both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, url_for
from flask_babel import format_date, gettext, ngettext
from werkzeug.wrappers import Response as Answer

from server.desk.commands import add_member
from server.desk.pages.areas import STORES_REFUSED, chosen, store_choices
from server.desk.pages.home import blueprint
from server.desk.pages.links import ADDRESS_TAKEN, show_link
from server.desk.pages.stores import indented, region_tree
from server.desk.queries import count_newcomers
from server.desk.schemas import STAFF, PersonForm, ShopperForm
from server.kernel.actor import Role
from server.kernel.ids import new_id
from server.people import commands, queries, reveal
from server.people.models import Person
from server.people.pages.confirming import confirm_before
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.paging import cut
from server.web.replies import page_asked

# Beyond any list there will be; a page shows a part of it.
MOST = 100_000


def role_words() -> dict[Role, tuple[str, str]]:
    """Each role's name, and what it is there for."""
    _ = gettext
    return {
        Role.REVIEWER: (_("Reviewer"), _("Reads reports and accepts them or sends them back")),
        Role.STORE_MANAGER: (_("Store manager"), _("Reads the scorecards of their stores")),
        Role.REGIONAL_HEAD: (_("Regional head"), _("Compares the stores of their regions")),
        Role.ADMINISTRATOR: (_("Administrator"), _("Runs the programme from these pages")),
    }


@blueprint.get("/people")
@permit(Role.ADMINISTRATOR)
def people() -> str:
    """Everybody who holds a role."""
    about = {"new": count_newcomers("people"), "past": cut(_listed(past=True), page_asked())}
    return render_template("desk/people.html", people=cut(_listed(), page_asked()), **about)


def _listed(past: bool = False) -> list[tuple[Person, list[str]]]:
    words = role_words()
    return [
        (person, [words[role][0] for role in STAFF if role in roles])
        for person, roles in queries.members(MOST, past=past)
    ]


@blueprint.get("/people/new")
@permit(Role.ADMINISTRATOR)
def new_person() -> str:
    """The form of a new person."""
    return _person_page(blank(identity=new_id(), language=language()))


def _person_page(filled: Filled) -> str:
    return render_template(
        "desk/person.html",
        filled=filled,
        roles=role_words(),
        regions=indented(region_tree()),
        **store_choices(),
    )


@blueprint.post("/people/new")
@permit(Role.ADMINISTRATOR)
def add_person() -> Response:
    """Add a person and show their sign-in link."""
    beside = {"name_unusable": "name", "roles_at_odds": "roles", **ADDRESS_TAKEN, **STORES_REFUSED}
    return submit(PersonForm(), _add_person, _person_page, beside)


def _add_person(data: dict[str, Any]) -> str:
    person = add_member(actor(), **chosen(data))
    return show_link(person.name, "desk.new_person", person=person.id)


@blueprint.post("/people/<uuid:person>/link")
@permit(Role.ADMINISTRATOR)
def link_person(person: UUID) -> str:
    """Show a new sign-in link of a person."""
    found = queries.member(person)
    return show_link(found.name, "desk.people", person=found.id)


@blueprint.get("/people/<uuid:person>/out")
@permit(Role.ADMINISTRATOR)
def ask_to_shut_out_person(person: UUID) -> str | Answer:
    """Ask before a person is signed out everywhere."""
    found = queries.member(person)
    own = gettext("This is you. You will be signed out here, too, and need a link from somebody.")
    devices = len(queries.signed_in(found.id, None, actor().at))
    means = gettext("Passkeys and recovery codes are deleted: only a new sign-in link lets in.")
    return confirm_before() or _ask_to_shut_out(
        found.name, devices, means, "desk.people", own if found.id == actor().person else ""
    )


def _ask_to_shut_out(name: str, devices: int, means: str, back: str, warning: str = "") -> str:
    return render_template(
        "ask.html",
        title=gettext("Sign out %(name)s everywhere?", name=name),
        says=[
            ngettext(
                "Signed out at once on %(num)d device."
                " Links that were not used yet no longer work.",
                "Signed out at once on %(num)d devices."
                " Links that were not used yet no longer work.",
                devices,
            ),
            means,
        ],
        warning=warning,
        yes=gettext("Sign out everywhere"),
        back=url_for(back),
    )


@blueprint.post("/people/<uuid:person>/out")
@permit(Role.ADMINISTRATOR)
def shut_out_person(person: UUID) -> Answer:
    """Sign a person out on every device."""
    commands.shut_out(actor(), person=queries.member(person).id)
    return redirect(url_for("desk.people"), 303)


@blueprint.get("/shoppers")
@permit(Role.ADMINISTRATOR)
def shoppers() -> str:
    """Every shopper, as a code."""
    return render_template(
        "desk/shoppers.html",
        shoppers=cut(queries.shoppers(MOST), page_asked()),
        past=cut(queries.shoppers(MOST, past=True), page_asked()),
        new=count_newcomers("shoppers"),
        looks=reveal.looks(),
        day=lambda at: format_date(at, "medium"),
    )


@blueprint.get("/shoppers/new")
@permit(Role.ADMINISTRATOR)
def new_shopper() -> str:
    """The form of a new shopper."""
    return _shopper_page(blank(identity=new_id(), language=language()))


def _shopper_page(filled: Filled) -> str:
    staff = [(str(each.id), each.name) for each, _roles in queries.members()]
    return render_template("desk/shopper.html", filled=filled, staff=staff)


@blueprint.post("/shoppers/new")
@permit(Role.ADMINISTRATOR)
def add_shopper() -> Response:
    """Add a shopper and show their code and sign-in link."""
    return submit(
        ShopperForm(),
        _add_shopper,
        _shopper_page,
        {
            "name_unusable": "name",
            "staff_address": "email",
            "staff_shops_already": "staff",
            **ADDRESS_TAKEN,
        },
    )


def _add_shopper(data: dict[str, Any]) -> str:
    shopper = commands.add_shopper(actor(), **data)
    return show_link(shopper.code, "desk.new_shopper", shopper=shopper.id)


@blueprint.post("/shoppers/<uuid:shopper>/link")
@permit(Role.ADMINISTRATOR)
def link_shopper(shopper: UUID) -> str:
    """Show a new sign-in link of a shopper."""
    found = queries.shopper(shopper)
    return show_link(found.code, "desk.shoppers", shopper=found.id)


@blueprint.get("/shoppers/<uuid:shopper>/out")
@permit(Role.ADMINISTRATOR)
def ask_to_shut_out_shopper(shopper: UUID) -> str | Answer:
    """Ask before a shopper is signed out everywhere."""
    found = queries.shopper(shopper)
    devices = len(queries.signed_in(None, found.id, actor().at))
    means = gettext(
        "Passkeys are deleted: only a new sign-in link lets in. What was written on a phone and"
        " not sent stays there."
    )
    return confirm_before() or _ask_to_shut_out(found.code, devices, means, "desk.shoppers")


@blueprint.post("/shoppers/<uuid:shopper>/out")
@permit(Role.ADMINISTRATOR)
def shut_out_shopper(shopper: UUID) -> Answer:
    """Sign a shopper out on every device."""
    commands.shut_out(actor(), shopper=queries.shopper(shopper).id)
    return redirect(url_for("desk.shoppers"), 303)
