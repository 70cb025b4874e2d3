"""What a form scores, for the program of a preview: the rules of server/scoring as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from audit_forms import Form, Question, compile_form
from audit_forms.model import PARTIES
from server.previews.rules.notes import Notes
from server.previews.rules.speech import Speech

_KEYS = ("id", "kind", "min", "points", "critical", "lowers_when", "quality")


@dataclass(frozen=True, slots=True)
class Result:
    """A result beside the store's score: what it is called, and the sections that it sums up."""

    name: str
    sections: tuple[str, ...]
    of_the_form: bool  # whether its name is a text of the form, in the language of the form


def results(notes: Notes, speech: Speech) -> list[Result]:
    """One for each party that a form looks at, then one for each section seen only in aggregate."""
    form, gettext = notes.form, speech.gettext
    names = {
        "provider": gettext("What the staff did"),
        "customer": gettext("What the customer did"),
        "product": gettext("What is offered"),
    }
    found = []
    for party in PARTIES:
        sections = (each for each in form.sections if each.aggregate_of is None)
        ids = tuple(each.id for each in sections if each.party == party)
        if ids:
            found.append(Result(names[party], ids, False))
    together = (each for each in form.sections if each.aggregate_of is not None)
    return found + [Result(notes.section(each), (each.id,), True) for each in together]


def scoring_of(form: Form, sums: list[Result]) -> dict[str, Any]:
    """The rules as `score.js` reads them."""
    compiled = {q["id"]: q for part in compile_form(form)["sections"] for q in part["questions"]}
    return {
        "cap": form.critical_cap,
        "qualities": list(form.qualities),
        "results": [{"sections": each.sections} for each in sums],
        "questions": [_rules(form, each, compiled[each.id]) for each in form.questions],
    }


def _rules(form: Form, question: Question, compiled: dict[str, Any]) -> dict[str, Any]:
    aside = question.section in form.asides
    lowered = {
        quality: points
        for quality, points in (question.lowers or {}).items()
        if not aside and quality in form.scored_qualities
    }
    return {key: compiled[key] for key in _KEYS if key in compiled} | {
        "section": question.section,
        "part": question.part,
        "aside": aside,
        "possible": question.possible,
        "weight": question.weight,
        "lowers": lowered,
    }
