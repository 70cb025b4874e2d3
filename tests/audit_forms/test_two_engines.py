"""Python and the phone find no difference, whatever the form and whatever the answers."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_forms import evaluate, for_phone, from_phone, from_snapshot
from tests.audit_forms.random_forms import answers_to, facts, forms
from tests.audit_forms.two_engines import Phone, plain

Case = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]

cases: st.SearchStrategy[Case] = forms().flatmap(
    lambda form: st.tuples(st.just(form), answers_to(form), facts)
)
unhurried = settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


@given(case=cases)
@unhurried
def test_both_engines_say_the_same(phone: Phone, case: Case) -> None:
    snapshot, answers, known = case
    form = from_snapshot(snapshot)
    compiled = for_phone(form, "es")
    for part in form.parts:
        ours = evaluate(form, part.id, answers, known)
        assert plain(phone.evaluate(compiled, part.id, answers, known)) == plain(ours.as_json())
        again = evaluate(from_phone(compiled), part.id, answers, known)
        assert again == ours


@given(case=cases)
@unhurried
def test_what_counts_is_only_what_was_well_answered(case: Case) -> None:
    snapshot, answers, known = case
    form = from_snapshot(snapshot)
    for part in form.parts:
        found = evaluate(form, part.id, answers, known)
        wrong = {each.question for each in found.problems if not each.code.startswith("comment_")}
        assert not wrong & set(found.values)
        assert set(found.values) <= set(found.asked) | set(found.derived)
        assert not set(found.not_applicable) & set(found.values)
        assert not set(found.asked) & set(found.ignored)
        assert not set(found.asked) & set(found.derived)


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
