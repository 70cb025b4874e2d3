"""A shopper who fills in five-qualities as the evaluator leads, by plan or by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from audit_forms import Form, Question, evaluate, load_shipped

FORM: Form = load_shipped("five-qualities", 1)
PART = "visit"
ARRIVAL = datetime(2026, 11, 21, 16, 15, tzinfo=UTC)
SECONDS_IN = {"arrived": 0, "greeted": 20, "served": 90, "paid": 480, "left": 540}
COMMENT = "It happened just like this, at the counter."

Answer = dict[str, Any]


def stamp(seconds_in: int) -> dict[str, Any]:
    """A tap so many seconds after arrival, in Mexico City."""
    at = (ARRIVAL + timedelta(seconds=seconds_in)).isoformat().replace("+00:00", "Z")
    return {"at": at, "offset": -360, "zone": "America/Mexico_City"}


def fill(
    facts: Mapping[str, Any], answer_to: Callable[[Question], Answer | None], form: Form = FORM
) -> dict[str, Answer]:
    """Answer what is asked, in the order of the form, and comment wherever a comment is wanted."""
    answers: dict[str, Answer] = {}
    for question in form.questions:
        if question.id in evaluate(form, PART, answers, facts).asked:
            answer = answer_to(question)
            if answer is not None:
                answers[question.id] = answer
    for problem in evaluate(form, PART, answers, facts).problems:
        if problem.code == "comment_required":
            answers[problem.question]["comment"] = COMMENT
    return answers


def ordinary(question: Question) -> Answer | None:
    """The answer of a visit in which all goes well."""
    if question.id in ("something_unknown", "humiliated"):
        return {"value": False}
    if question.kind == "time":
        return {"value": stamp(SECONDS_IN[question.id])}
    return {"value": _best(question)}


def _best(question: Question) -> Any:
    match question.kind:
        case "yes_no":
            return True
        case "one":
            return question.options[0].id
        case "several":
            return [option.id for option in question.options if option.id != "none"]
        case "scale":
            return question.steps[-1].value
        case "photo":
            return ["ab" * 32]
        case "text":
            return "The person at the till explained it well."
        case _:
            return 2


def by_chance(chance: Random) -> Callable[[Question], Answer | None]:
    """Any acceptable answer: every option, step and N/A can come, and a tap can be missing."""
    seconds = sorted(chance.sample(range(7000), len(SECONDS_IN)))
    taps = dict(zip(SECONDS_IN, seconds, strict=True))

    def answer_to(question: Question) -> Answer | None:
        if question.na and chance.random() < 0.25:
            return {"na": True}
        if not question.required and chance.random() < 0.5:
            return None
        if question.kind == "time":
            return {"value": stamp(taps[question.id])}
        return {"value": _any(question, chance)}

    return answer_to


def _any(question: Question, chance: Random) -> Any:
    match question.kind:
        case "yes_no":
            return chance.random() < 0.5
        case "one":
            return chance.choice(question.options).id
        case "several":
            ids = [option.id for option in question.options]
            return chance.sample(ids, chance.randint(1, len(ids)))
        case "scale":
            return chance.choice(question.steps).value
        case "number" | "money" | "duration":
            return chance.randint(int(question.min or 0), int(question.max or 9_000))
        case _:
            return _best(question)
