"""Visits simulated through five-qualities, each answer chosen as the evaluator leads."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from audit_forms import Evaluation, evaluate
from tests.audit_forms.five_qualities_shopper import (
    FORM,
    PART,
    Answer,
    by_chance,
    fill,
    ordinary,
)

MOST_ASKED = 40
MOST_PROSE = 4
VISITS = 400


def evaluated(answers: Mapping[str, Answer], facts: Mapping[str, Any]) -> Evaluation:
    return evaluate(FORM, PART, answers, facts)


def kinds_asked(evaluation: Evaluation) -> Counter[str]:
    return Counter(FORM.question(id).kind for id in evaluation.asked)


def prose(answers: Mapping[str, Answer]) -> list[str]:
    """Questions that took words: texts, and comments that had to be given."""
    return [
        id
        for id, answer in answers.items()
        if FORM.question(id).kind == "text" or "comment" in answer
    ]


@pytest.fixture(scope="module")
def random_visits() -> list[tuple[dict[str, Any], dict[str, Answer], Evaluation]]:
    """The same few hundred visits each time, half of them with a purchase."""
    chance = Random(2026)
    visits = []
    for number in range(VISITS):
        facts = {"purchase": number % 2 == 0}
        answers = fill(facts, by_chance(chance))
        visits.append((facts, answers, evaluated(answers, facts)))
    return visits


def test_it_works() -> None:
    facts = {"purchase": True}
    answers = fill(facts, ordinary)
    result = evaluated(answers, facts)
    assert result.problems == ()
    assert result.ignored == ()
    assert 30 <= len(result.asked) <= MOST_ASKED
    assert result.derived == {
        "seconds_until_greeted": 20,
        "seconds_until_served": 90,
        "seconds_until_paid": 390,
    }


@pytest.mark.parametrize("purchase", [True, False])
def test_an_ordinary_visit_takes_two_photos_and_little_prose(purchase: bool) -> None:
    facts = {"purchase": purchase}
    answers = fill(facts, ordinary)
    assert kinds_asked(evaluated(answers, facts))["photo"] == 2
    assert prose(answers) == ["best_moment", "what_to_improve", "own_words"]
    assert len(prose(answers)) <= MOST_PROSE


def test_every_visit_can_be_finished_without_a_problem(random_visits: list[Any]) -> None:
    for _, answers, result in random_visits:
        assert result.problems == (), answers
        assert result.ignored == ()


def test_no_visit_is_asked_more_than_forty_questions(random_visits: list[Any]) -> None:
    asked = [len(result.asked) for _, _, result in random_visits]
    assert max(asked) <= MOST_ASKED
    assert len(FORM.questions) <= MOST_ASKED


def test_no_visit_is_asked_for_more_than_three_texts_and_two_photos(
    random_visits: list[Any],
) -> None:
    for _, _, result in random_visits:
        kinds = kinds_asked(result)
        assert (kinds["text"], kinds["photo"]) == (3, 2)


def test_every_question_is_asked_in_some_visit_and_every_option_chosen(
    random_visits: list[Any],
) -> None:
    asked = {id for _, _, result in random_visits for id in result.asked}
    assert asked == {question.id for question in FORM.questions}
    chosen = {
        (id, answer.get("value"))
        for _, answers, _ in random_visits
        for id, answer in answers.items()
        if FORM.question(id).kind in ("one", "scale", "yes_no")
    }
    for question in FORM.questions:
        for value in (*(o.id for o in question.options), *(s.value for s in question.steps)):
            assert question.kind == "several" or (question.id, value) in chosen


def test_every_wait_is_sometimes_measured_and_sometimes_asked(random_visits: list[Any]) -> None:
    waits = {question.id for question in FORM.questions if question.between}
    assert {id for _, _, result in random_visits for id in result.derived} == waits
    assert waits <= {id for _, _, result in random_visits for id in result.asked}


def test_every_required_comment_is_asked_for_in_some_visit(random_visits: list[Any]) -> None:
    commented = {
        id for _, answers, _ in random_visits for id in answers if "comment" in answers[id]
    }
    assert commented == {q.id for q in FORM.questions if q.comment_when}


def test_who_is_served_by_nobody_is_not_asked_about_that_person() -> None:
    facts = {"purchase": False}
    alone: dict[str, Answer] = {"first_step": {"value": "nobody"}, "served": {"na": True}}
    answers = fill(facts, lambda question: alone.get(question.id) or ordinary(question))
    asked = evaluated(answers, facts).asked
    assert {"spoken_to", "asked_need", "stayed", "claims_true"}.isdisjoint(asked)
    assert {"humiliated", "price_tagged", "goodbye"} <= set(asked)


def test_who_buys_nothing_is_not_asked_about_paying() -> None:
    facts = {"purchase": False}
    asked = set(evaluated(fill(facts, ordinary), facts).asked)
    paying = {
        q.id for section in FORM.sections if section.id == "paying" for q in section.questions
    }
    assert asked.isdisjoint(paying)
