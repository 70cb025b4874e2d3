"""From answers to points: one line per question, with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from audit_forms import Evaluation, Form, Question, evaluate
from audit_forms.conditions import Passes, test_of
from server.scoring.counting import add_up
from server.scoring.results import Line, Reason, Score

Answers = Mapping[str, Any]


def score(form: Form, part_answers: Mapping[str, Answers], facts: Mapping[str, Any]) -> Score:
    """Score the parts of a visit that were reported: part id -> answers as the phone sent them.

    The questions of a part that is not there yet count as not asked. An answer with a problem
    counts as not given; a report that has one is never accepted, so this decides nothing there.
    """
    return add_up(form, _lines(form, part_answers, facts))


def _lines(
    form: Form, part_answers: Mapping[str, Answers], facts: Mapping[str, Any]
) -> Iterator[Line]:
    plan: tuple[_Scored, ...] = form.memo.get("scoring") or _plan(form)
    reported = {
        part: evaluate(form, part, answers, facts) for part, answers in part_answers.items()
    }
    asked = {part: frozenset(found.asked) for part, found in reported.items()}
    for scored in plan:
        part = scored.question.part
        if part in reported:
            yield _line(scored, reported[part], asked[part])
        else:
            yield scored.empty["not_asked"]


class _Scored(NamedTuple):
    """A question as scoring needs it, worked out once per form."""

    question: Question
    fails: Passes | None
    cap: int | None
    needs_action: Passes | None
    # What it takes, from the qualities that anything can be earned for, with their names.
    lowers: Mapping[str, Any]
    takes: Passes | None
    texts: Mapping[Any, Mapping[str, str]]
    possible: int
    empty: Mapping[str, Line]
    # The line of every answer, where there are few: most questions are then only looked up.
    finite: Mapping[Any, Line]


def _line(scored: _Scored, found: Evaluation, asked: frozenset[str]) -> Line:
    id = scored.question.id
    if id in found.values:
        value = found.values[id]
        if scored.finite:
            return scored.finite[value]
        return _answered(scored, value, id in found.derived)
    if id in found.not_applicable:
        line = scored.empty["not_applicable"]
    elif id in asked:
        line = scored.empty["unanswered"]
    else:
        return scored.empty["not_asked"]
    if scored.needs_action is not None and scored.needs_action(None):
        return replace(line, action=True)
    return line


def _answered(scored: _Scored, value: Any, derived: bool) -> Line:
    # A failed critical question earns nothing, so that no answer can earn more and yet lower the
    # score by bringing the cap down on it.
    failed = scored.fails is not None and scored.fails(value)
    action = scored.needs_action is not None and scored.needs_action(value)
    question = scored.question
    lowers = scored.lowers if scored.takes is not None and scored.takes(value) else {}
    if not failed and not question.scored and not lowers:
        line = scored.empty["not_scored"]
        return replace(line, action=True) if action else line
    earned = 0 if failed else question.earned(value)
    args = {
        "answer": _said(scored, value, derived),
        "points": earned,
        "possible": scored.possible,
        "weight": question.weight,
    }
    args |= lowers
    if failed:
        args["cap"] = scored.cap
    code = "critical_failed" if failed else "earned" if question.scored else "lowers"
    return Line(
        question=question.id,
        section=question.section,
        quality=question.quality,
        points=earned * question.weight,
        possible=scored.possible * question.weight,
        weight=question.weight,
        critical_failed=failed,
        reason=Reason(code, args),
        action=action,
    )


def _said(scored: _Scored, value: Any, derived: bool) -> dict[str, Any]:
    """The answer, JSON-ready and readable without the form."""
    kind = scored.question.kind
    if kind == "several":
        return {"kind": kind, "texts": [scored.texts[id] for id in scored.texts if id in value]}
    if kind in ("one", "scale"):
        return {"kind": kind, "texts": [scored.texts[value]]}
    if kind in ("text", "photo", "time", "money"):
        # Shown elsewhere, or not to everyone; and an amount means nothing without its currency.
        return {"kind": kind}
    if scored.question.between is not None:
        return {"kind": kind, "value": value, "how": "timed" if derived else "estimated"}
    return {"kind": kind, "value": value}


def _plan(form: Form) -> tuple[_Scored, ...]:
    plan = tuple(_scored(question, form) for question in form.questions)
    form.memo["scoring"] = plan
    return plan


def _scored(question: Question, form: Form) -> _Scored:
    worded = {option.id: dict(option.text) for option in question.options}
    steps = {step.value: dict(step.text) for step in question.steps}
    scored = _Scored(
        question=question,
        fails=None if question.critical is None else test_of(question.critical),
        cap=form.critical_cap,
        needs_action=None if question.action_when is None else test_of(question.action_when),
        lowers=_lowers(question, form),
        takes=None if question.lowers_when is None else test_of(question.lowers_when),
        texts={**worded, **steps},
        possible=question.possible,
        empty={code: _empty(question, code) for code in _EMPTY},
        finite={},
    )
    return scored._replace(
        finite={value: _answered(scored, value, False) for value in _finite_values(question)}
    )


def _lowers(question: Question, form: Form) -> Mapping[str, Any]:
    """The arguments of a reason that say what an answer takes; nothing where it takes nothing."""
    told = question.section not in form.asides
    lowered = {
        quality: points
        for quality, points in (question.lowers or {}).items()
        if told and quality in form.scored_qualities
    }
    names = {quality: dict(form.qualities[quality]) for quality in lowered}
    return {"lowers": lowered, "qualities": names} if lowered else {}


def _finite_values(question: Question) -> tuple[Any, ...]:
    if question.kind == "yes_no":
        return (True, False)
    if question.kind == "one":
        return tuple(option.id for option in question.options)
    return tuple(step.value for step in question.steps)


_EMPTY = ("not_applicable", "not_asked", "unanswered", "not_scored")


def _empty(question: Question, code: str) -> Line:
    return Line(
        question=question.id,
        section=question.section,
        quality=question.quality,
        points=0,
        possible=0,
        weight=question.weight,
        critical_failed=False,
        reason=Reason(code, {}),
        action=False,
    )
