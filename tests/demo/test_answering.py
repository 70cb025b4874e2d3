"""Answers come from the form's own evaluator, and a better store earns a better score."""

from random import Random

import pytest

from audit_forms import Form, evaluate, load, shipped
from server import scoring
from server.demo.answering import Answers, Visitor, fill
from server.demo.words import COMMENTS, FAULTS, PRAISE

FORMS = [load(path) for _, _, path in shipped()]
QUALITIES = ("respect", "willingness", "enthusiasm", "courtesy", "response")


def filled(
    form: Form, seed: int, level: float, language: str = "en"
) -> tuple[Answers, dict[str, bool]]:
    """Answers of one visit to a store of that level, and the facts of the visit."""
    luck = Random(seed)
    facts = {name: luck.choice(fact.values) for name, fact in form.facts.items()}
    at = {"at": "2026-11-21T16:15:30.000Z", "offset": -360, "zone": "America/Mexico_City"}
    given: Answers = {
        question.id: {"value": at if question.kind == "time" else ["a" * 64]}
        for question in form.questions
        if question.kind in {"time", "photo"}
    }
    visitor = Visitor(luck, dict.fromkeys(QUALITIES, level), language)
    return fill(form, form.parts[0].id, facts, given, visitor), facts  # type: ignore[arg-type]


def share(form: Form, seed: int, level: float) -> float:
    """The score of one visit, 0 to 100."""
    answers, facts = filled(form, seed, level)
    score = scoring.score(form, {form.parts[0].id: answers}, facts)
    return float(score.uncapped or 0)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_it_works(form: Form) -> None:
    for seed in range(40):
        answers, facts = filled(form, seed, seed / 40)
        found = evaluate(form, form.parts[0].id, answers, facts)
        assert found.problems == ()
        assert found.ignored == ()


def test_the_same_seed_gives_the_same_answers() -> None:
    assert filled(FORMS[0], 7, 0.6) == filled(FORMS[0], 7, 0.6)


def test_a_better_store_earns_more() -> None:
    means = [sum(share(FORMS[0], seed, level) for seed in range(30)) for level in (0.2, 0.6, 0.95)]
    assert means == sorted(means)
    assert means[2] - means[0] > 30 * 20


def test_words_are_in_the_shoppers_language() -> None:
    spanish = {said[1] for pool in (PRAISE, FAULTS) for said in sum(pool.values(), ())}
    for seed in range(20):
        answers, _ = filled(FORMS[0], seed, 0.5, "es")
        assert answers["best_moment"]["value"] in spanish
        assert answers["what_to_improve"]["value"] in spanish


def test_every_sentence_is_there_in_both_languages_and_about_a_question() -> None:
    known = {question.id for form in FORMS for question in form.questions} | {""}
    for pool in (PRAISE, FAULTS, COMMENTS):
        assert set(pool) <= known
        for said in sum(pool.values(), ()):
            assert len(said) == 2
            assert all(len(words) >= 20 for words in said), said


def test_what_is_praised_was_good_and_what_is_to_improve_was_not() -> None:
    form = FORMS[0]
    about = {said[0]: (id, pool) for pool in (PRAISE, FAULTS) for id in pool for said in pool[id]}
    for seed in range(30):
        answers, _ = filled(form, seed, 0.6)
        for question in ("best_moment", "what_to_improve"):
            id, pool = about[answers[question]["value"]]
            if id:
                asked = form.question(id)
                full = asked.earned(answers[id]["value"]) == asked.possible
                assert full is (pool is PRAISE), id
