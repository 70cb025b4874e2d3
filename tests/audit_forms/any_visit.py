"""A visit through any form and all of its parts: at its best, at its worst, or by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from audit_forms import Form, Question, evaluate
from audit_forms.conditions import test_of as passes_of
from tests.audit_forms.five_qualities_shopper import COMMENT, Answer, stamp

BUYING = {"purchase": True}
QUICK = {"arrived": 0, "greeted": 20, "served": 90, "queued": 400, "paid": 480, "left": 540}
SLOW = {"arrived": 0, "greeted": 3000, "served": 6000, "queued": 6100, "paid": 7000, "left": 7200}
# What the best and the worst visit say where points do not decide it. An amount charged above the
# tag is worked out, so the worst visit has to be told and charged more.
BEST: Mapping[str, Any] = {"promised_in_days": 0, "ready_in_days": 3, "thanks_for": "courtesy"}
WORST: Mapping[str, Any] = {
    **BEST,
    "price_said": 600,
    "price_charged": 900,
    "people_ahead": 9,
    "promise": "dated",
}

Answers = dict[str, dict[str, Answer]]
Choose = Callable[[Question], Answer | None]


def visit(form: Form, choose: Choose, facts: Mapping[str, Any] = BUYING) -> Answers:
    """Answer every part as the evaluator leads, with a comment wherever one is wanted."""
    return {part.id: _part(form, part.id, choose, facts) for part in form.parts}


def _part(form: Form, part: str, choose: Choose, facts: Mapping[str, Any]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for question in form.questions_of(part):
        if question.id in evaluate(form, part, answers, facts).asked:
            answer = choose(question)
            if answer is not None:
                answers[question.id] = answer
    for problem in evaluate(form, part, answers, facts).problems:
        assert problem.code == "comment_required", problem
        answers[problem.question]["comment"] = COMMENT
    assert evaluate(form, part, answers, facts).problems == ()
    return answers


def best(question: Question) -> Answer:
    """The answer that earns most, and never N/A."""
    return _by_points(question, BEST, QUICK, max)


def worst(question: Question) -> Answer:
    """The answer that earns least."""
    return _by_points(question, WORST, SLOW, min)


def worst_but_served(question: Question) -> Answer:
    """The worst visit of somebody who was served, so that all about being served is asked."""
    held = {"first_step": "i_insisted", "talked": True, "taken_on": "handed_on"}
    return {"value": held[question.id]} if question.id in held else worst(question)


def by_chance(chance: Random) -> Choose:
    """Any acceptable answer: every option, step and N/A can come, and a tap can be missing."""
    seconds = sorted(chance.sample(range(7000), len(SLOW)))
    taps = dict(zip(SLOW, seconds, strict=True))

    def choose(question: Question) -> Answer | None:
        if question.na and chance.random() < 0.25:
            return {"na": True}
        if not question.required and chance.random() < 0.5:
            return None
        if question.kind == "time":
            return {"value": stamp(taps[question.id])}
        return {"value": chance.choice(list(_values(question)))}

    return choose


def _by_points(
    question: Question, told: Mapping[str, Any], taps: Mapping[str, int], most: Any
) -> Answer:
    if question.kind == "time":
        return {"value": stamp(taps[question.id])}
    if question.id in told:
        return {"value": told[question.id]}
    values = list(_values(question))
    if not question.counts:
        return {"value": values[0]}
    return {"value": most(values, key=lambda value: _worth(question, value))}


def _worth(question: Question, value: Any) -> tuple[bool, int, int]:
    """What an answer is worth: one that is critical or lowers other qualities is worth least."""
    failed = question.critical is not None and passes_of(question.critical)(value)
    lowers = question.lowers_when is not None and passes_of(question.lowers_when)(value)
    return not failed, question.earned(value), -lowers


def _values(question: Question) -> Iterator[Any]:
    match question.kind:
        case "yes_no":
            yield from (True, False)
        case "one":
            yield from (option.id for option in question.options)
        case "several":
            ids = [option.id for option in question.options]
            yield from ([id] for id in ids)
            yield [id for id in ids if id != "none"]
        case "scale":
            yield from (step.value for step in question.steps)
        case "number" | "duration":
            low, high = int(question.min or 0), int(question.max or 9_000)
            yield from (low, min(low + 7, high), high)
        case "money":
            yield from (500, 600)
        case "photo":
            yield ["ab" * 32]
        case _:
            yield "The person at the till explained it well."
