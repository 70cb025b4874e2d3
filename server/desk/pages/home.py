"""The desk's first page: what to do next, and how the visits stand."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from flask_babel import gettext, ngettext

from server.desk import queries
from server.desk.queries import Progress
from server.kernel.actor import Role
from server.mail.queries import count_parked
from server.web.guard import actor, permit

blueprint = Blueprint("desk", __name__, url_prefix="/desk", template_folder="../templates")


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


# Each step of a start in order: what to do, why, where, where the result is listed, and the list
# that may be imported instead.
_STEPS = (
    (
        _("Name the programme"),
        _("What your client calls it. It stands on every scorecard."),
        "desk.programme",
        "desk.programme",
        None,
    ),
    (
        _("Publish a form"),
        _("The questions that a shopper answers. Several are ready to be used."),
        "desk.forms",
        "desk.forms",
        None,
    ),
    (
        _("Add a region"),
        _("Stores are compared within their region. One is enough to start."),
        "desk.regions",
        "desk.regions",
        "stores",
    ),
    (
        _("Add a store"),
        _("With its time zone and currency, so that times and prices are right."),
        "desk.new_store",
        "desk.stores",
        "stores",
    ),
    (
        _("Add a reviewer, managers and regional heads"),
        _("Somebody must read the reports. Each person gets a sign-in link from you."),
        "desk.new_person",
        "desk.people",
        "people",
    ),
    (
        _("Add a shopper"),
        _("From then on a shopper is a code; no store ever sees the name."),
        "desk.new_shopper",
        "desk.shoppers",
        "people",
    ),
    (
        _("Plan the first visit"),
        _("Who goes where, when, and as whom. It then appears on the shopper's phone."),
        "desk.new_visit",
        "desk.visits",
        "visits",
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `state` is done, next or later; `done` says what there is by now.

    `kind` is the list that does the step for many at once; see server/imports.
    """

    title: str
    why: str
    endpoint: str
    listed: str
    kind: str | None
    done: str
    state: str


@blueprint.get("/")
@permit(Role.ADMINISTRATOR)
def home() -> str:
    """The steps of a start until the first visit is planned; then the state of the visits."""
    found = queries.progress()
    return render_template(
        "desk/home.html",
        progress=found,
        steps=_steps(found),
        counts=queries.counts(actor().at) if found.visits else {},
        parked=count_parked(),
        by_mail=current_app.extensions["settings"].sends_mail,
    )


def _steps(found: Progress) -> list[Step]:
    """The steps with their state: the first that is not done is the next."""
    done = _done(found)
    following = next((at for at, words in enumerate(done) if not words), None)
    return [
        Step(
            gettext(title),
            gettext(why),
            endpoint,
            listed,
            kind,
            words,
            "done" if words else "next" if at == following else "later",
        )
        for at, ((title, why, endpoint, listed, kind), words) in enumerate(
            zip(_STEPS, done, strict=True)
        )
    ]


def _done(found: Progress) -> tuple[str, ...]:
    """What there is by now, step by step; nothing where a step has still to be done."""
    counted = (
        (found.forms, ngettext("%(num)d form", "%(num)d forms", found.forms)),
        (found.regions, ngettext("%(num)d region", "%(num)d regions", found.regions)),
        (found.stores, ngettext("%(num)d store", "%(num)d stores", found.stores)),
        (found.reviewers, ngettext("%(num)d person", "%(num)d people", found.people)),
        (found.shoppers, ngettext("%(num)d shopper", "%(num)d shoppers", found.shoppers)),
        (found.visits, ngettext("%(num)d visit", "%(num)d visits", found.visits)),
    )
    name = found.programme.name if found.programme else ""
    return (name, *(words if count else "" for count, words in counted))
