"""The desk's first page: what to do next, and how the visits stand."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import gettext, ngettext

from server.desk import queries
from server.desk.queries import Progress
from server.kernel.actor import Role
from server.web.guard import actor, permit

blueprint = Blueprint("desk", __name__, url_prefix="/desk", template_folder="../templates")


@blueprint.get("/")
@permit(Role.ADMINISTRATOR)
def home() -> str:
    """The steps of a start until the first visit is planned; then the state of the visits."""
    found = queries.progress()
    return render_template(
        "desk/home.html",
        progress=found,
        steps=_in_order(_steps(found)),
        counts=queries.counts(actor().at) if found.visits else {},
    )


def _steps(found: Progress) -> list[dict[str, str]]:
    """Each step: where it is done, where its result is listed, and, once done, what there is."""
    _ = gettext
    return [
        {
            "title": _("Name the programme"),
            "endpoint": "desk.programme",
            "list": "desk.programme",
            "why": _("What your client calls it. It stands on every scorecard."),
            "done": found.programme.name if found.programme else "",
        },
        {
            "title": _("Publish a form"),
            "endpoint": "desk.forms",
            "list": "desk.forms",
            "why": _("The questions that a shopper answers. One is ready to be used."),
            "done": _count(ngettext("%(num)d form", "%(num)d forms", found.forms), found.forms),
        },
        {
            "title": _("Add a region"),
            "endpoint": "desk.regions",
            "list": "desk.regions",
            "why": _("Stores are compared within their region. One is enough to start."),
            "done": _count(
                ngettext("%(num)d region", "%(num)d regions", found.regions), found.regions
            ),
        },
        {
            "title": _("Add a store"),
            "endpoint": "desk.new_store",
            "list": "desk.stores",
            "why": _("With its time zone and currency, so that times and prices are right."),
            "done": _count(ngettext("%(num)d store", "%(num)d stores", found.stores), found.stores),
        },
        {
            "title": _("Add a reviewer, managers and regional heads"),
            "endpoint": "desk.new_person",
            "list": "desk.people",
            "why": _("Somebody must read the reports. Each person gets a sign-in link from you."),
            "done": _count(
                ngettext("%(num)d person", "%(num)d people", found.people),
                found.people if found.reviewers else 0,
            ),
        },
        {
            "title": _("Add a shopper"),
            "endpoint": "desk.new_shopper",
            "list": "desk.shoppers",
            "why": _("From then on a shopper is a code; no store ever sees the name."),
            "done": _count(
                ngettext("%(num)d shopper", "%(num)d shoppers", found.shoppers), found.shoppers
            ),
        },
        {
            "title": _("Plan the first visit"),
            "endpoint": "desk.new_visit",
            "list": "desk.visits",
            "why": _("Who goes where, when, and as whom. It then appears on the shopper's phone."),
            "done": _count(ngettext("%(num)d visit", "%(num)d visits", found.visits), found.visits),
        },
    ]


def _count(words: str, count: int) -> str:
    return words if count else ""


def _in_order(steps: list[dict[str, str]]) -> list[dict[str, str]]:
    """The steps with their state: the first that is not done is the next."""
    waiting = [step for step in steps if not step["done"]]
    for step in steps:
        first = bool(waiting) and step is waiting[0]
        step["state"] = "done" if step["done"] else "next" if first else "later"
    return steps
