"""A second version of the form that ships, with the corrections that real forms get."""

from __future__ import annotations

from dataclasses import replace

from audit_forms import Form, Part, Question, Section, load_shipped

NEW_WORDS = {
    "en": "Was the way in clean, dry and free of obstacles?",
    "es": "¿La entrada estaba limpia, seca y sin obstáculos?",
}


def corrected(version: int = 2) -> Form:
    """One question asks something else, one is gone, one is new; the first two change places."""
    form = load_shipped("five-qualities", 1)
    arrival, *others = form.sections
    return replace(form, version=version, sections=(_arrival(arrival), *others))


def with_another_part(version: int = 3) -> Form:
    """A version on which a visit that was planned before cannot be reported."""
    form = load_shipped("five-qualities", 1)
    later = Part("later", {"en": "Afterwards", "es": "Después"})
    return replace(form, version=version, parts=(*form.parts, later))


def _arrival(section: Section) -> Section:
    kept = {question.id: question for question in section.questions}
    kept["way_in_clear"] = replace(kept["way_in_clear"], text=NEW_WORDS)
    del kept["entrance_photo"]
    first, second, *rest = kept.values()
    return replace(section, questions=(second, first, _new(section), *rest))


def _new(section: Section) -> Question:
    return Question(
        id="lights_on",
        kind="yes_no",
        section=section.id,
        part=section.part,
        text={"en": "Were the lights on?", "es": "¿Estaban encendidas las luces?"},
        tip={"en": "Look at the sign too.", "es": "Fíjese también en el letrero."},
    )
