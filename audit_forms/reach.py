"""Can a condition ever be met by a report that the form accepts?

A search over the facts and the earlier questions a condition hangs on, in document order: a
question that is asked and required has one of its values, one that is not asked has none. Values
that no test tells apart are tried once. The search has a budget; when it runs out we keep silent,
because a mistake we report must be one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from audit_forms.conditions import test_of
from audit_forms.domains import Subject
from audit_forms.model import AllOf, AnswerTest, Condition, Fact, Form, Leaf, Not, Question, leaves

Name: TypeAlias = tuple[str, str]
Assignment: TypeAlias = dict[Name, Any]

STEPS_PER_CONDITION = 5_000
STEPS_PER_FORM = 50_000


class _OutOfBudget(Exception):
    pass


@dataclass(slots=True)
class _Budget:
    left: int

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _OutOfBudget


def never_asked(form: Form, leave_out: frozenset[str] = frozenset()) -> list[str]:
    """The questions whose `ask_when` no acceptable report can meet.

    A question that hangs on one of these, or on one in `leave_out` (questions with mistakes of
    their own), is not judged: it would only repeat the mistake.
    """
    never: list[str] = []
    unjudged = set(leave_out)
    known = {question.id for question in form.questions}
    left = STEPS_PER_FORM
    for question in form.questions:
        if question.ask_when is None:
            continue
        names = {leaf.name for leaf in leaves(question.ask_when) if leaf.subject == "question"}
        if names & unjudged or not names <= known or question.id in unjudged:
            unjudged.add(question.id)
            continue
        budget = _Budget(min(left, STEPS_PER_CONDITION))
        given = budget.left
        try:
            met = _Search(question.ask_when, form, budget).finds_one()
        except _OutOfBudget:
            met = True
        left -= given - max(budget.left, 0)
        if not met:
            never.append(question.id)
            unjudged.add(question.id)
    return never


class _Search:
    """One search for answers that meet one condition."""

    def __init__(self, condition: Condition, form: Form, budget: _Budget) -> None:
        self.condition = condition
        self.budget = budget
        self.questions: dict[Name, Question] = {}
        self.tests: dict[Name, dict[AnswerTest, None]] = {}
        facts: dict[Name, Fact] = {}
        pending = [condition]
        while pending:
            for leaf in leaves(pending.pop()):
                name = (leaf.subject, leaf.name)
                self.tests.setdefault(name, {})[leaf.test] = None
                if leaf.subject == "fact":
                    facts[name] = form.facts[leaf.name]
                elif name not in self.questions:
                    question = form.question(leaf.name)
                    self.questions[name] = question
                    if question.ask_when is not None:
                        pending.append(question.ask_when)
        order = {("question", each.id): place for place, each in enumerate(form.questions)}
        self.names = [*facts, *sorted(self.questions, key=order.__getitem__)]
        subjects = {name: Subject.of_fact(fact) for name, fact in facts.items()}
        subjects |= {name: Subject.of_question(each) for name, each in self.questions.items()}
        self.choices = {name: self._choices(name, each) for name, each in subjects.items()}

    def _choices(self, name: Name, subject: Subject) -> list[Any]:
        values = subject.representatives(self.tests[name])
        if values is None:
            raise _OutOfBudget
        return [*values, None] if subject.can_be_missing else values

    def finds_one(self, place: int = 0, given: Assignment | None = None) -> bool:
        """Whether the answers given so far can be completed so that the condition is met."""
        self.budget.spend()
        given = {} if given is None else given
        met = truth(self.condition, given)
        if met is not None:
            return met
        name = self.names[place]
        for value in self._possible(name, given):
            if self.finds_one(place + 1, {**given, name: value}):
                return True
        return False

    def _possible(self, name: Name, given: Assignment) -> list[Any]:
        question = self.questions.get(name)
        if question is None or question.ask_when is None or truth(question.ask_when, given):
            return self.choices[name]
        return [None]


def truth(condition: Condition, given: Mapping[Name, Any]) -> bool | None:
    """Whether the condition holds, None when that hangs on what is not given yet."""
    if isinstance(condition, Leaf):
        name = (condition.subject, condition.name)
        return test_of(condition.test)(given[name]) if name in given else None
    if isinstance(condition, Not):
        inner = truth(condition.of, given)
        return None if inner is None else not inner
    decisive = not isinstance(condition, AllOf)
    found = [truth(each, given) for each in condition.of]
    if decisive in found:
        return decisive
    return None if None in found else not decisive
