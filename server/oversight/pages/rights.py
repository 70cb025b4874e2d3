"""What one may see and do, and for administrators what everybody may."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import gettext

from server.kernel.actor import Role
from server.kernel.rights import Scope
from server.oversight.pages.wording import role_names
from server.web.guard import actor, permit
from server.web.guard import rights as table_of_rights

blueprint = Blueprint("rights", __name__, template_folder="../templates", url_prefix="/rights")


def _scopes(own: bool) -> dict[Scope, str]:
    """How far each scope goes, in words to whoever has it, or about them."""
    _ = gettext
    about = {
        Scope.OWN: _("their own"),
        Scope.STORES: _("their stores"),
        Scope.REGIONS: _("their regions, with all below"),
        Scope.OTHERS: _("all but their own"),
        Scope.PROGRAMME: _("the whole programme"),
    }
    to = {
        Scope.OWN: _("your own"),
        Scope.STORES: _("the stores that you manage"),
        Scope.REGIONS: _("the regions that you head, with all below"),
        Scope.OTHERS: _("the whole programme, save what is your own"),
        Scope.PROGRAMME: _("the whole programme"),
    }
    return to if own else about


@blueprint.get("/")
@permit(*Role)
def own() -> str:
    """What the actor may see and do, role by role."""
    held = [role for role in Role if actor().has(role)]
    mine = [
        (right, right.scopes[role])
        for role in held
        for right in table_of_rights()
        if role in right.scopes
    ]
    names = role_names()
    found = list({(right.action, scope): (right, scope) for right, scope in mine}.values())
    about = {"held": [names[role] for role in held], "found": found, "scopes": _scopes(own=True)}
    return render_template("oversight/own_rights.html", **about)


@blueprint.get("/all")
@permit(Role.ADMINISTRATOR)
def table() -> str:
    """The whole table."""
    about = {"rights": table_of_rights(), "roles": role_names(), "scopes": _scopes(own=False)}
    return render_template("oversight/rights.html", **about)
