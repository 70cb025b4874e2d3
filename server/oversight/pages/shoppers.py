"""One shopper, by code: the phones, the visits still open, ending the work; and the name, once."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_babel import format_date, gettext
from werkzeug.wrappers import Response as Answer

from server.desk.pages.links import ADDRESS_TAKEN
from server.desk.schemas import SendLinkForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.oversight import queries as own
from server.oversight.commands import end_shopper
from server.oversight.schemas import WhyForm
from server.people import commands, queries, reveal
from server.people.pages.devices import in_words
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit

blueprint = Blueprint(
    "shopper", __name__, template_folder="../templates", url_prefix="/desk/shoppers/<uuid:shopper>"
)

_BESIDE = {"reveal_reason_missing": "reason", "reveal_limit": "reason"}


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
def one(shopper: UUID) -> str:
    """One shopper."""
    return _page(shopper, blank())


def _page(shopper: UUID, filled: Filled, name: str = "") -> str:
    found = queries.shopper(shopper, past=True)
    return render_template(
        "oversight/shopper.html",
        shopper=found,
        filled=filled,
        name=name,
        kept=queries.address_of(shopper=shopper) is not None,
        visits=[(store, _day(ends)) for store, ends in own.open_visits(shopper, actor().at)],
        devices=[
            (in_words(each.device), _day(each.created_at))
            for each in queries.signed_in(None, shopper, actor().at)
        ],
        keys=[(each.id, _day(each.created_at)) for each in queries.keys_of(shopper)],
        look=_look(shopper),
        most=reveal.MOST_A_DAY,
    )


def _look(shopper: UUID) -> tuple[str | None, str, str] | None:
    look = reveal.looks().get(shopper)
    return (look.by, _day(look.at), look.act) if look else None


def _day(at: date) -> str:
    return str(format_date(at, "long"))


@blueprint.post("/name")
@permit(Role.ADMINISTRATOR)
def look_up(shopper: UUID) -> Response:
    """Show the name behind the code, this once, to whoever says why."""
    return submit(
        WhyForm(),
        lambda data: _show(shopper, data),
        lambda given: _page(shopper, given),
        _BESIDE,
    )


def _show(shopper: UUID, data: dict[str, Any]) -> str:
    found = queries.shopper(shopper, past=True)
    name = reveal.reveal(actor(), found.id, data["reason"])
    return _page(shopper, blank(), name)


@blueprint.post("/address")
@permit(Role.ADMINISTRATOR)
def keep_address(shopper: UUID) -> Response:
    """Keep another e-mail address of a shopper, or none; which one is kept is shown to nobody."""
    found = queries.shopper(shopper)

    def keep(data: dict[str, Any]) -> Answer:
        commands.keep_address(actor(), data["email"], shopper=found.id)
        return redirect(url_for("shopper.one", shopper=found.id), 303)

    return submit(SendLinkForm(), keep, lambda given: _page(shopper, given), ADDRESS_TAKEN)


@blueprint.get("/end")
@permit(Role.ADMINISTRATOR)
def ask_to_end(shopper: UUID) -> str:
    """Ask before a shopper is sent out no longer."""
    found = queries.shopper(shopper)
    visits = [(store, _day(ends)) for store, ends in own.open_visits(shopper, actor().at)]
    return render_template("oversight/end_shopper.html", shopper=found, visits=visits)


@blueprint.post("/end")
@permit(Role.ADMINISTRATOR)
def end(shopper: UUID) -> Answer:
    """Send a shopper out no longer."""
    end_shopper(actor(), shopper)
    return redirect(url_for("shopper.one", shopper=shopper), 303)


@blueprint.post("/restore")
@permit(Role.ADMINISTRATOR)
def restore(shopper: UUID) -> Answer:
    """Send a shopper out again."""
    commands.restore_shopper(actor(), queries.shopper(shopper, past=True).id)
    return redirect(url_for("shopper.one", shopper=shopper), 303)


@blueprint.get("/phones/<uuid:device>/forget")
@permit(Role.ADMINISTRATOR)
def ask_to_forget(shopper: UUID, device: UUID) -> str:
    """Ask before the key of a phone is removed."""
    known = {key.id: key.created_at for key in queries.keys_of(shopper)}
    if device not in known:
        raise Problem("not_found")
    since = gettext("Known since %(day)s", day=_day(known[device]))
    return render_template(
        "ask.html",
        **_of_the_key(f"{since} · {device}"),
        back=url_for("shopper.one", shopper=shopper),
    )


def _of_the_key(which: str) -> dict[str, Any]:
    _ = gettext
    return {
        "title": _("Remove the key of this phone?"),
        "says": [
            which,
            _("No rescue file of it is taken any more: what lies unsent on it is lost then."),
            _("A phone that is still signed in makes itself known anew."),
        ],
        "yes": _("Remove the key"),
    }


@blueprint.post("/phones/<uuid:device>/forget")
@permit(Role.ADMINISTRATOR)
def forget(shopper: UUID, device: UUID) -> Answer:
    """Remove the key of a phone that was lost or stolen."""
    commands.forget_device(actor(), shopper, device)
    return redirect(url_for("shopper.one", shopper=shopper), 303)
