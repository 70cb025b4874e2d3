"""A condition is called unreachable exactly when no acceptable report can meet it."""

from __future__ import annotations

import time
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_forms import Form, FormMistakes, evaluate, from_snapshot, load
from audit_forms.model import leaves
from audit_forms.reach import never_asked
from tests.audit_forms.random_forms import FACTS, forms
from tests.audit_forms.yaml_texts import changed

ANSWERS: dict[str, list[Any]] = {
    "yes_no": [{"value": True}, {"value": False}],
    "scale": [{"value": 1}, {"value": 2}, {"value": 3}],
    "one": [{"value": option} for option in ("x", "y", "constructor", "no")],
    "number": [{"value": value} for value in range(6)],
}


def finite(snapshot: dict[str, Any]) -> Form:
    """The form in one part, with no more answers than can all be tried."""
    for section in snapshot["sections"]:
        section["part"] = "visit"
        for question in section["questions"]:
            question.pop("comment_when", None)
            if question["kind"] == "number":
                question |= {"min": 0, "max": 5, "decimals": 0}
    return from_snapshot(snapshot)


def ever_asked(form: Form) -> set[str]:
    """The questions that some report without a problem asks, found by trying every report."""
    asked: set[str] = set()
    choices = [[None, {"na": True}, *ANSWERS[question.kind]] for question in form.questions]
    ids = [question.id for question in form.questions]
    for values in product(*FACTS.values()):
        facts = dict(zip(FACTS, values, strict=True))
        for answers in product(*choices):
            found = evaluate(form, "visit", dict(zip(ids, answers, strict=True)), facts)
            if not found.problems:
                asked |= set(found.asked)
    return asked


@given(form=st.builds(finite, forms(kinds=tuple(ANSWERS), most=3)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_it_agrees_with_trying_every_report(form: Form) -> None:
    ever = ever_asked(form)
    never = set(never_asked(form))
    assert not never & ever
    # What hangs on a question that is never asked is not judged again; all the rest is found.
    unjudged = set(never)
    for question in form.questions:
        if question.id not in ever | never:
            assert unjudged & {leaf.name for leaf in leaves(question.ask_when)}
            unjudged.add(question.id)


NEVER = [
    ("one answer cannot be two", "all: [{question: who, is: no}, {question: who, is: staff}]"),
    ("a fact cannot be two", "all: [{fact: shift, is: noon}, {fact: shift, is: morning}]"),
    ("a number cannot be above and below", "all: [{question: till, at_least: 5}, "
     "{question: till, at_most: 4}]"),
    ("nothing lies between two whole numbers", "all: [{question: till, at_least: 4.1}, "
     "{question: till, at_most: 4.9}]"),
    ("a required question is answered", "question: clean, answered: false"),
    ("yes, no, or nothing at all", "all: [{not: {question: clean, is: true}}, "
     "{not: {question: clean, is: false}}]"),
    ("`extra` is only asked when clean", "all: [{question: extra, is: true}, "
     "{question: clean, is: false}]"),
]  # fmt: skip
EVER = [
    ("a number can meet its own edge", "all: [{question: till, at_least: 4}, "
     "{question: till, at_most: 4}]"),
    ("N/A is a way of not answering", "question: till, answered: false"),
    ("not being asked is a way of not answering", "question: extra, answered: false"),
    ("several can be several", "all: [{question: extras, includes: smile}, "
     "{question: extras, includes: rude}]"),
    ("a derived wait may exceed what may be typed", "question: wait, at_least: 4000"),
    ("either of two facts", "any: [{fact: shift, is: noon}, {fact: shift, is: morning}]"),
]  # fmt: skip


def with_condition(condition: str) -> str:
    """The good form with two more questions: `extra`, asked when clean, and the one in question."""
    asked = "        text: tap\n        tip: tap\n"
    return changed(
        "        shown_to: programme\n",
        f"      - id: extra\n        kind: yes_no\n{asked}"
        "        ask_when: {question: clean, is: true}\n"
        f"      - id: questioned\n        kind: yes_no\n{asked}        ask_when: {{{condition}}}\n",
    )


@pytest.mark.parametrize(("why", "condition"), NEVER, ids=[why for why, _ in NEVER])
def test_a_condition_that_can_never_be_met_is_a_mistake(why: str, condition: str) -> None:
    with pytest.raises(FormMistakes) as caught:
        load(with_condition(condition))
    assert [mistake.code for mistake in caught.value.mistakes] == ["condition_never"], why


@pytest.mark.parametrize(("why", "condition"), EVER, ids=[why for why, _ in EVER])
def test_a_condition_that_can_be_met_is_none(why: str, condition: str) -> None:
    assert "questioned" in load(with_condition(condition)), why


def test_a_question_behind_one_that_is_never_asked_is_not_reported_too() -> None:
    text = with_condition(NEVER[0][1]) + (
        "      - id: behind\n        kind: yes_no\n        text: tap\n        tip: tap\n"
        "        ask_when: {question: questioned, is: true}\n"
    )
    with pytest.raises(FormMistakes) as caught:
        load(text)
    assert [mistake.args["question"] for mistake in caught.value.mistakes] == ["questioned"]


def test_a_condition_too_large_to_search_costs_no_more_than_its_budget() -> None:
    def question(id: str, ask_when: str = "") -> str:
        return f"      - {{id: {id}, kind: number, text: tap, tip: tap{ask_when}}}\n"

    numbers = [f"n{place}" for place in range(30)]
    asked = "".join(question(id) for id in numbers)
    # Each leaves two ways open, and only the last says that there is none.
    two_ways = "{{any: [{{question: {0}, is: 1}}, {{question: {0}, is: 3}}]}}, "
    each = "".join(two_ways.format(id) for id in numbers)
    never = "{question: n29, is: 1}, {question: n29, is: 3}"
    hard = question("hard", f", ask_when: {{all: [{each}{never}]}}")
    start = time.process_time()
    load(changed("        shown_to: programme\n", asked + hard))
    assert time.process_time() - start < 5
