"""Answers to a form as a visit to a store of a certain level would give them.

Nothing here knows which questions are asked or what an answer must look like beyond its kind:
the form's own evaluator is asked again and again until it finds nothing wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from audit_forms import Form, Question, evaluate
from server.demo.words import COMMENTS, FAULTS, PRAISE, Said

Answers = dict[str, dict[str, Any]]

# Something grave happens in one of so many answers of a store that is all bad.
GRAVE = 0.06


@dataclass(frozen=True, slots=True)
class Visitor:
    """How the visit went: per quality 0 to 1, the luck of the day, and who writes."""

    luck: Random
    levels: Mapping[str, float]
    language: str

    @property
    def mood(self) -> float:
        """How the visit felt as a whole."""
        return sum(self.levels.values()) / len(self.levels)

    def write(self, entries: Mapping[str, Sequence[Said]], about: str) -> str:
        """One of the sentences about a question, in the shopper's language."""
        said = self.luck.choice(entries[about if about in entries else ""])
        return said[1 if self.language == "es" else 0]


def fill(
    form: Form, part: str, facts: Mapping[str, Any], given: Answers, visitor: Visitor
) -> Answers:
    """Answers to all that the form asks, starting from `given`."""
    answers = dict(given)
    for _round in range(2 * len(form.questions)):
        found = evaluate(form, part, answers, facts)
        if not found.problems:
            return {id: answer for id, answer in answers.items() if id in found.asked}
        # Words last: they are about what the other answers say.
        problems = [(form.question(each.question), each.code) for each in found.problems]
        ready = [each for each in problems if each[0].kind != "text"] or problems
        for question, code in ready:
            _mend(form, question, code, answers, visitor)
    raise ValueError(f"the form {form.id} could not be filled: {found.problems}")


def _mend(form: Form, question: Question, code: str, answers: Answers, visitor: Visitor) -> None:
    if code.startswith("comment"):
        answers[question.id]["comment"] = visitor.write(COMMENTS, question.id)
    elif question.kind == "text":
        answers[question.id] = {"value": _text(form, question, answers, visitor)}
    else:
        answers[question.id] = {"value": _value(question, visitor)}


def _value(question: Question, visitor: Visitor) -> Any:
    if question.kind == "yes_no" and question.basis == "opinion":
        return visitor.luck.random() < visitor.mood + 0.1
    if question.kind == "yes_no":
        return _chosen(question, [True, False], visitor)
    if question.kind == "scale":
        return _chosen(question, [step.value for step in question.steps], visitor)
    options = [option.id for option in question.options]
    if question.kind == "one":
        return _chosen(question, options, visitor)
    if question.kind == "several":
        return _several(question, options, visitor)
    if question.basis == "opinion":
        return round((question.max or 10) * min(1.0, visitor.mood + visitor.luck.gauss(0, 0.1)))
    return visitor.luck.randint(int(question.min or 0), min(int(question.max or 9), 9))


def _level(question: Question, visitor: Visitor) -> float:
    level = visitor.levels.get(question.quality or "", 0.8)
    return 1 - (1 - level) * GRAVE if question.critical else level


def _chosen(question: Question, values: list[Any], visitor: Visitor) -> Any:
    """The best answer as often as the level says; else a worse one, the near ones more often."""
    if question.points is None:
        return visitor.luck.choice(values)
    ranked = sorted(values, key=question.earned, reverse=True)
    best = [value for value in ranked if question.earned(value) == question.earned(ranked[0])]
    worse = ranked[len(best) :]
    if not worse or visitor.luck.random() < _level(question, visitor):
        return visitor.luck.choice(best)
    return visitor.luck.choices(worse, [0.45**place for place in range(len(worse))])[0]


def _several(question: Question, options: list[str], visitor: Visitor) -> list[str]:
    good = [option for option in options if question.earned([option]) > 0]
    level = _level(question, visitor)
    seen = [option for option in good if visitor.luck.random() < 0.25 + 0.75 * level]
    return seen or [next(option for option in options if option not in good)]


def _text(form: Form, question: Question, answers: Answers, visitor: Visitor) -> str:
    """A sentence about something that this visit really showed: the best of it, or a fault."""
    praise = question.id == "best_moment" or question.commends is not None
    entries = PRAISE if praise else FAULTS
    fitting = [
        other.id
        for other in form.questions
        if other.id in entries and _went_well(other, answers) is praise
    ]
    return visitor.write(entries, visitor.luck.choice(fitting) if fitting else "")


def _went_well(question: Question, answers: Answers) -> bool | None:
    """Whether the answer earned all it could; None where there is none or it earns nothing."""
    answer = answers.get(question.id, {})
    if "value" not in answer or not question.scored:
        return None
    return question.earned(answer["value"]) == question.possible
