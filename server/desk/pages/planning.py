"""Planning one visit: who goes where, when, and as whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from audit_forms import Form, say
from audit_forms.fact_words import fact_name, value_name
from server.desk import commands as desk
from server.desk import queries
from server.desk.pages.home import blueprint
from server.desk.schemas import visit_form
from server.kernel.actor import Role
from server.kernel.ids import new_id
from server.kernel.problems import Problem
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import all_published, form_of, the_programme
from server.visits.rules import MOST_DAYS, fact_word
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
from server.web.languages import language


@blueprint.get("/visits/new")
@permit(Role.ADMINISTRATOR)
def new_visit() -> str:
    """The form of a new visit; `?form=` chooses among several published forms."""
    tomorrow = (actor().at + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    closes = (tomorrow + timedelta(days=7)).replace(hour=20)
    window = {"opens": f"{tomorrow:%Y-%m-%dT%H:%M}", "closes": f"{closes:%Y-%m-%dT%H:%M}"}
    given = {name: request.args.get(name, "") for name in ("store", "shopper")}
    return _visit_page(blank(identity=new_id(), **window, **given))


def _visit_page(filled: Filled) -> str:
    programme, version = the_programme(), _chosen()
    stores = queries.store_choices(actor(), filled.value("store"))
    shoppers = queries.shopper_choices()
    if programme is None or version is None or not shoppers or not stores:
        return render_template("desk/visit_later.html", progress=queries.progress())
    form = form_of(version.id)
    return render_template(
        "desk/visit.html",
        filled=filled,
        chosen=version,
        forms=[(row, say(form_of(row.id).title, language())) for row in _newest(programme)],
        languages=_own_first(programme.languages),
        facts=_facts(form),
        shoppers=shoppers,
        stores=stores,
        most_days=MOST_DAYS,
    )


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_LANGUAGE_NAMES = {"en": _("English"), "es": _("Spanish")}


def _own_first(languages: Sequence[str]) -> list[tuple[str, str]]:
    """The languages of a brief, that of whoever writes it before the others."""
    ordered = sorted(languages, key=lambda each: each != language())
    return [(each, gettext(_LANGUAGE_NAMES[each])) for each in ordered]


def _facts(form: Form) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each fact of the form: field, words, options."""
    return [
        (
            f"fact-{fact.id}",
            fact_name(fact, language()),
            [(fact_word(value), value_name(fact, value, language())) for value in fact.values],
        )
        for fact in form.facts.values()
    ]


def _newest(programme: Programme) -> list[FormVersion]:
    """The newest published version of each form."""
    newest: dict[str, FormVersion] = {}
    for row in all_published(programme.id):
        newest.setdefault(row.form, row)
    return list(newest.values())


def _chosen() -> FormVersion | None:
    programme = the_programme()
    published = _newest(programme) if programme else []
    asked = request.args.get("form")
    found = [row for row in published if row.form == asked] or published
    return found[0] if found else None


@blueprint.post("/visits/new")
@permit(Role.ADMINISTRATOR)
def plan_visit() -> Response:
    """Plan a visit."""
    programme, version = the_programme(), _chosen()
    if programme is None or version is None:
        raise Problem("form_unknown")
    schema = visit_form(form_of(version.id), programme.languages)
    return submit(schema, lambda data: _plan(programme, version, data), _visit_page, _BESIDE)


_BESIDE = {
    "shops_own_store": "shopper",
    "shopper_unknown": "shopper",
    "shopper_ended": "shopper",
    "store_closed": "store",
    "store_unknown": "store",
    "store_unclear": "store",
    "visit_there_already": "anyway",
}


def _plan(programme: Programme, version: FormVersion, data: dict[str, Any]) -> Answer:
    form = form_of(version.id)
    asked = desk.Asked(
        queries.store_named(actor(), data["store"]),
        queries.shopper_named(data["shopper"]),
        version,
        data["opens"],
        data["closes"],
        _brief(programme, data),
        {fact: data[f"fact-{fact}"] for fact in form.facts},
        data["identity"],
        data["anyway"],
    )
    desk.plan(actor(), programme, asked)
    return redirect(url_for("desk.visits"), 303)


def _brief(programme: Programme, data: dict[str, Any]) -> dict[str, Any]:
    return {
        each: {
            "scenario": data[f"scenario-{each}"],
            "buy": data[f"buy-{each}"],
            "rules": [line.strip() for line in data[f"rules-{each}"].splitlines() if line.strip()],
        }
        for each in programme.languages
    }
