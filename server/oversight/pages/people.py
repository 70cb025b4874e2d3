"""One person: their roles and what these cover, their devices, letting them in no longer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_babel import format_date
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from server.desk.pages.areas import STORES_REFUSED, chosen, codes_of, store_choices
from server.desk.pages.links import ADDRESS_TAKEN
from server.desk.pages.people import role_words
from server.desk.pages.stores import indented, region_tree
from server.desk.schemas import PersonForm, SendLinkForm
from server.kernel.actor import Role
from server.oversight.commands import change_member
from server.people import commands, queries
from server.people.pages.confirming import confirm_before
from server.people.pages.cookies import lengths
from server.people.pages.devices import in_words
from server.stores.queries import responsible_for
from server.web.entries import Filled, submit
from server.web.guard import actor, permit

blueprint = Blueprint(
    "access", __name__, template_folder="../templates", url_prefix="/desk/people/<uuid:person>"
)

# What a refusal is shown beside.
_BESIDE = {
    **dict.fromkeys(("roles_at_odds", "roles_missing", "last_administrator"), "roles"),
    **STORES_REFUSED,
}


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
def person(person: UUID) -> str:
    """What somebody may do, to be changed; where they are signed in."""
    return _page(person, Filled(_given(person)))


def _given(person: UUID) -> MultiDict[str, str]:
    managed, headed = responsible_for(person)
    return MultiDict(
        [("roles", str(role)) for role in queries.grants_of(person)]
        + [("stores", str(store)) for store in managed]
        + [("regions", str(region)) for region in headed]
        + [("store_codes", codes_of(managed))]
        + [("email", queries.address_of(person) or "")]
    )


def _page(person: UUID, filled: Filled) -> str:
    found = queries.member(person, past=True)
    return render_template(
        "oversight/person.html",
        person=found,
        filled=filled,
        roles=role_words(),
        **store_choices(responsible_for(person)[0]),
        regions=indented(region_tree()),
        devices=_devices(found.id),
        since=format_date(found.revoked_at, "long") if found.revoked_at else None,
    )


def _devices(person: UUID) -> list[tuple[str, str]]:
    found = queries.signed_in(person, None, actor().at)
    return [(in_words(each.device), format_date(each.created_at, "long")) for each in found]


@blueprint.post("")
@permit(Role.ADMINISTRATOR)
def change(person: UUID) -> Response:
    """Give somebody these roles, stores and regions, and no others."""
    schema = PersonForm(exclude=("identity", "name", "language", "email"))
    return submit(
        schema, lambda data: _change(person, data), lambda given: _page(person, given), _BESIDE
    )


def _change(person: UUID, data: dict[str, Any]) -> Answer:
    wanted = chosen(data, responsible_for(person)[0])
    change_member(actor(), person, **wanted, lengths=lengths())
    return redirect(url_for("desk.people"), 303)


@blueprint.post("/address")
@permit(Role.ADMINISTRATOR)
def keep_address(person: UUID) -> Response:
    """Keep another e-mail address of somebody, or none."""
    found = queries.member(person).id
    return submit(
        SendLinkForm(),
        lambda data: _keep(found, data),
        lambda given: _page(found, _beside_the_rest(found, given)),
        ADDRESS_TAKEN,
    )


def _keep(person: UUID, data: dict[str, Any]) -> Answer:
    commands.keep_address(actor(), data["email"], person=person)
    return redirect(url_for("access.person", person=person), 303)


def _beside_the_rest(person: UUID, entered: Filled) -> Filled:
    """The address as it was entered, with all else as it is kept."""
    given = _given(person)
    given.setlist("email", entered.given.getlist("email"))
    return Filled(given, entered.wrong)


@blueprint.get("/revoke")
@permit(Role.ADMINISTRATOR)
def ask_to_revoke(person: UUID) -> str | Answer:
    """Ask before somebody is let in no longer."""
    if first := confirm_before():
        return first
    found = queries.member(person)
    about = {"person": found, "devices": _devices(found.id), "own": found.id == actor().person}
    return render_template("oversight/revoke.html", **about)


@blueprint.post("/revoke")
@permit(Role.ADMINISTRATOR)
def revoke(person: UUID) -> Answer:
    """Let somebody in no longer."""
    commands.revoke_person(actor(), queries.member(person).id)
    return redirect(url_for("desk.people"), 303)


@blueprint.post("/restore")
@permit(Role.ADMINISTRATOR)
def restore(person: UUID) -> Answer:
    """Let somebody in again, as before."""
    commands.restore_person(actor(), queries.member(person, past=True).id)
    return redirect(url_for("access.person", person=person), 303)
