"""Python and the phone find no difference, whatever the form and whatever the answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import audit_forms
from audit_forms import evaluate, for_phone, from_phone, from_snapshot
from tests.audit_forms.random_answers import answers_to, facts
from tests.audit_forms.random_forms import Json, forms
from tests.audit_forms.two_engines import Phone, plain

VECTORS = Path(audit_forms.__file__).parent / "vectors"
# Sets of answers that each form is tried with.
SETS = 25

unhurried = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def visits(snapshot: Json, seed: int) -> Iterator[tuple[Json, Json]]:
    """Answers and facts of several visits with one form."""
    chance = Random(seed)
    for _ in range(SETS):
        yield answers_to(snapshot, chance), facts(chance)


@pytest.fixture(scope="module")
def phone() -> Iterator[Phone]:
    running = Phone()
    yield running
    running.close()


def test_it_works(phone: Phone) -> None:
    question = {"id": "a", "kind": "yes_no", "text": {"en": "A"}, "tip": {"en": "A"}}
    form = from_snapshot(_form_of(question))
    found = phone.evaluate(for_phone(form, "en"), "visit", {"a": {"value": 1}}, {})
    problem = {"question": "a", "code": "answer_type", "args": {"kind": "yes_no"}}
    assert found == {"asked": ["a"], "derived": {}, "problems": [problem], "ignored": []}


@given(snapshot=forms(), seed=st.integers(0, 2**32))
@unhurried
def test_both_engines_say_the_same(phone: Phone, snapshot: Json, seed: int) -> None:
    form = from_snapshot(snapshot)
    compiled = for_phone(form, "es")
    lifted = from_phone(compiled)
    for answers, known in visits(snapshot, seed):
        for part in form.parts:
            ours = evaluate(form, part.id, answers, known)
            theirs = phone.evaluate(compiled, part.id, answers, known)
            assert plain(theirs) == plain(ours.as_json()), (answers, known)
            assert evaluate(lifted, part.id, answers, known) == ours


@given(snapshot=forms(), seed=st.integers(0, 2**32))
@unhurried
def test_what_counts_is_only_what_was_asked_and_well_answered(snapshot: Json, seed: int) -> None:
    form = from_snapshot(snapshot)
    for answers, known in visits(snapshot, seed):
        for part in form.parts:
            found = evaluate(form, part.id, answers, known)
            wrong = {p.question for p in found.problems if not p.code.startswith("comment_")}
            assert set(found.values) <= set(found.asked) | set(found.derived)
            assert not set(found.values) & (wrong | set(found.not_applicable))
            assert not set(found.asked) & (set(found.ignored) | set(found.derived))


def test_the_random_answers_meet_every_problem_there_is() -> None:
    """Otherwise the comparison above would be silent about some rule."""
    met: set[str] = set()

    @given(snapshot=forms(), seed=st.integers(0, 2**32))
    @settings(unhurried, derandomize=True)
    def meet(snapshot: Json, seed: int) -> None:
        form = from_snapshot(snapshot)
        for answers, known in visits(snapshot, seed):
            for part in form.parts:
                found = evaluate(form, part.id, answers, known)
                met.update(problem.code for problem in found.problems)
                met.update(["derived"] if found.derived else [])

    meet()
    vectors = {
        problem["code"]
        for file in VECTORS.glob("*.json")
        for case in json.loads(file.read_text("utf-8"))
        for problem in case["expect"]["problems"]
    }
    # A comment beyond 30,000 characters is left to the vectors.
    assert met == vectors - {"comment_too_long"} | {"derived"}


def _form_of(*questions: dict[str, Any]) -> dict[str, Any]:
    return {
        "form": "small",
        "version": 1,
        "languages": ["en"],
        "title": {"en": "Small"},
        "qualities": [],
        "facts": [],
        "parts": [{"id": "visit", "title": {"en": "Visit"}}],
        "in_store": [],
        "sections": [
            {"id": "one", "part": "visit", "title": {"en": "One"}, "questions": list(questions)}
        ],
    }
