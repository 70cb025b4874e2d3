"""A form as one HTML page: all its questions as the phone draws them, each with its notes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from audit_forms import Form, Question, Section, for_phone, say
from audit_forms.fact_words import fact_name, value_name
from server.previews.rules.notes import Notes
from server.previews.rules.scoring import Result, results, scoring_of
from server.previews.rules.speech import Speech

_TEMPLATES = Path(__file__).parents[1] / "templates" / "previews"
_SPOKEN = ("en", "es")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the form: where style and program are, and where links lead.

    A file that opens by itself has `style` and `program` inside it and no links; on a page they
    are addresses. `others` are the form's other languages, each with the address of its preview.
    """

    style: str
    program: str
    inside: bool = False
    back: str = ""
    file: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)


def page(form: Form, language: str, around: Around) -> str:
    """The whole page, in a language of the form; notes in English where we do not speak it."""
    base = language.partition("-")[0]
    speech = Speech(base if base in _SPOKEN else "en")
    notes = Notes(form, language, speech)
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    beside = results(notes, speech)
    templates.install_gettext_translations(speech.catalogue, newstyle=True)  # type: ignore[attr-defined]
    return templates.get_template("form.html").render(
        form=form,
        title=say(form.title, language),
        language=language,
        spoken=speech.language,
        around=around,
        style=Markup(around.style) if around.inside else "",
        program=Markup(around.program) if around.inside else "",
        most=sum(each.possible * each.weight for each in form.questions),
        parts=[_part(notes, part.id) for part in form.parts],
        facts=_facts(form, language),
        qualities={id: notes.quality(id) for id in form.qualities if id in form.scored_qualities},
        results=beside,
        counts=any(each.counts for each in form.questions),
        data=Markup(_inside_script(_data(notes, speech.language, beside))),
    )


def _data(notes: Notes, spoken: str, beside: list[Result]) -> dict[str, Any]:
    """What the program needs: the form as the phone gets it, and what answers score."""
    form = notes.form
    return {
        "form": for_phone(form, notes.named),
        "language": spoken,
        "facts": {fact.id: fact.values[0] for fact in form.facts.values()},
        "points": {each.id: _points(each) for each in form.questions if each.points is not None},
        "scoring": scoring_of(form, beside),
    }


def _part(notes: Notes, id: str) -> dict[str, Any]:
    form, named = notes.form, notes.named
    part = next(each for each in form.parts if each.id == id)
    return {
        "id": id,
        "title": say(part.title, named),
        "notes": notes.of_part(part),
        "sections": [_section(notes, each) for each in form.sections if each.part == id],
    }


def _section(notes: Notes, section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": say(section.title, notes.named),
        "notes": notes.of_section(section),
        "questions": [_question(notes, each) for each in section.questions],
    }


def _question(notes: Notes, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "number": notes.numbers[question.id],
        "kind": question.kind,
        "text": say(question.text, notes.named),
        "tip": say(question.tip, notes.named),
        "opinion": question.basis == "opinion",
        "required": question.required,
        "na": question.na,
        "choices": _choices(notes, question),
        "most": question.possible * question.weight if question.scored else None,
        "quality": notes.quality(question.quality) if question.quality else "",
        "notes": notes.of(question),
    }


def _choices(notes: Notes, question: Question) -> list[tuple[str, int | None]]:
    """The answers to choose from, and what each earns."""
    if question.kind == "yes_no":
        texts = list(notes.words.yes_no())
    else:
        each = question.steps or question.options
        texts = [say(one.text, notes.named) for one in each]
    points = _points(question) or [None] * len(texts)
    return list(zip(texts, points, strict=True)) if texts else []


def _points(question: Question) -> list[int | None]:
    """What each answer to choose from earns, in their order; nothing where none does."""
    earns = question.points
    if earns is None:
        return []
    if question.kind == "yes_no":
        return [earns.get(True, 0), earns.get(False, 0)]
    if question.kind == "scale":
        return [earns.get(step.value, 0) for step in question.steps]
    return [earns.get(option.id, 0) for option in question.options]


def _facts(form: Form, language: str) -> list[dict[str, Any]]:
    """What a visit is planned with, to be chosen in the try-out."""
    return [
        {
            "id": fact.id,
            "words": fact_name(fact, language),
            "values": [
                (json.dumps(value), value_name(fact, value, language)) for value in fact.values
            ],
        }
        for fact in form.facts.values()
    ]


def _inside_script(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
