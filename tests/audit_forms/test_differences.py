"""What differs between two forms, and which results may be compared across them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from audit_forms import (
    FormDifferences,
    QuestionDifferences,
    compare,
    from_snapshot,
    load,
    load_shipped,
    shipped,
)
from tests.audit_forms.random_forms import Json, forms
from tests.audit_forms.yaml_texts import GOOD

TAP = "tap: {en: Tap once., es: Toque una vez.}"
CLEAN = "text: {en: Clean?, es: ¿Limpio?}"
SWAPPED = {"new": "gone", "gone": "new"}


def after(*changes: tuple[str, str]) -> FormDifferences:
    """The small form against itself with some passages changed, each of which stands there once."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return compare(load(GOOD), load(text))


def of(found: FormDifferences, id: str) -> QuestionDifferences:
    """What became of one question."""
    return next(each for each in found.questions if each.question.id == id)


def changed(found: FormDifferences) -> dict[str, tuple[str, ...]]:
    """The questions that are not the same, and how."""
    return {each.question.id: each.changes for each in found.questions if each.changes}


def test_it_works() -> None:
    found = after(
        (CLEAN, "text: {en: Was it clean?, es: ¿Estaba limpio?}"),
        ("points: {1: 0, 2: 1, 3: 2}", "points: {1: 0, 2: 1, 3: 3}"),
        ("id: till", "id: desk"),
    )
    assert changed(found) == {
        "clean": ("reworded",),
        "mood": ("rescored",),
        "desk": ("new",),
        "till": ("gone",),
    }
    (english, spanish) = of(found, "clean").differences
    assert (english.key, english.language) == ("text", "en")
    assert (english.old, english.new) == ("Clean?", "Was it clean?")
    assert spanish.language == "es"
    assert of(found, "clean").answers.grade == "no"
    assert of(found, "mood").answers.grade == "yes"


@pytest.mark.parametrize(("form", "version"), [each[:2] for each in shipped()])
def test_a_form_differs_from_itself_in_nothing(form: str, version: int) -> None:
    whole = load_shipped(form, version)
    found = compare(whole, whole)
    assert found.nothing
    assert {verdict.grade for verdict in found.qualities.values()} <= {"yes"}
    assert (found.score is not None) == any(question.scored for question in whole.questions)
    if found.score is not None:
        assert (found.score.grade, found.score.rescore) == ("yes", False)


def test_the_version_alone_is_no_difference() -> None:
    assert after(("version: 1\n", "version: 2\n")).nothing


@given(snapshot=forms())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_random_form_differs_from_itself_in_nothing(snapshot: Json) -> None:
    assert compare(from_snapshot(snapshot), from_snapshot(snapshot)).nothing


@given(one=forms(), other=forms())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_swapping_two_forms_swaps_new_and_gone(one: Json, other: Json) -> None:
    left, right = from_snapshot(one), from_snapshot(other)
    there, back = compare(left, right), compare(right, left)
    assert len(there.questions) == len(back.questions)
    for each in there.questions:
        twin = of(back, each.question.id)
        assert twin.changes == tuple(SWAPPED.get(change, change) for change in each.changes)
        assert twin.answers.grade == each.answers.grade
        assert {(d.key, d.new, d.old) for d in twin.differences} == {
            (d.key, d.old, d.new) for d in each.differences
        }
    assert (there.score and there.score.grade) == (back.score and back.score.grade)


@pytest.mark.parametrize(
    ("old", "new", "id", "key"),
    [
        ("{id: guard, text", "{id: porter, text", "who", "options"),
        ("text: {en: Guard, es: Vigilante}", "text: {en: Porter, es: Portero}", "who", "options"),
        ("value: 3, text", "value: 4, text", "mood", "steps"),
        ("question: who, in: [staff, no]", "question: who, in: [no]", "words", "ask_when"),
        ("{en: See its sign., es: Vea el letrero.}\n        na: true", "tap", "till", "na"),
        ("max: 20", "max: 30", "till", "max"),
        ("min_length: 30", "min_length: 40", "words", "min_length"),
        ("between: [arrived, greeted]", "between: [greeted, arrived]", "wait", "between"),
        ("in_store: [arrived, greeted]", "in_store: [arrived]", "greeted", "in_store"),
    ],
)
def test_what_was_asked_otherwise_may_not_be_compared(
    old: str, new: str, id: str, key: str
) -> None:
    more = {
        "{id: guard, text": ("guard: 1", "porter: 1"),
        "value: 3, text": ("3: 2}", "4: 2}"),
    }
    found = of(after((old, new), *filter(None, [more.get(old)])), id)
    assert found.changes == ("reworded",)
    assert key in {each.key for each in found.differences}
    assert found.answers.grade == "no"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("{yes: 2, no: 0}", "{yes: 1, no: 0}", "points"),
        ("points: {yes: 2, no: 0}", "points: {yes: 2, no: 0}\n        weight: 3", "weight"),
        ("fails_when: {is: false}", "fails_when: {is: true}", "critical"),
    ],
)
def test_what_is_only_scored_otherwise_can_be_scored_anew(old: str, new: str, key: str) -> None:
    found = after((old, new))
    clean = of(found, "clean")
    assert clean.changes == ("rescored",)
    assert [each.key for each in clean.differences] == [key]
    assert (clean.answers.grade, clean.answers.rescore) == ("yes", True)
    for verdict in (found.qualities["respect"], found.score):
        assert verdict is not None
        assert (verdict.grade, verdict.rescore, verdict.because) == ("yes", True, ("clean",))


def test_another_kind_is_another_question() -> None:
    found = of(after(("kind: number\n", "kind: money\n")), "till")
    assert found.changes == ("another",)
    assert found.answers.grade == "no"
    assert ("kind", "number", "money") in {(d.key, d.old, d.new) for d in found.differences}


def test_a_question_can_be_both_reworded_and_rescored() -> None:
    found = after((CLEAN, "text: {en: Tidy?, es: ¿Ordenado?}"), ("yes: 2", "yes: 3"))
    assert of(found, "clean").changes == ("reworded", "rescored")
    assert of(found, "clean").answers.grade == "no"
    assert not of(found, "clean").answers.rescore
    assert found.qualities["respect"].grade == "no"


def test_another_tip_is_compared_with_care() -> None:
    found = of(after(("tip: {en: Look down., es: Mire abajo.}", "tip: tap")), "clean")
    assert found.changes == ("reworded",)
    assert found.only == ("tip",)
    assert found.answers.grade == "care"


def test_words_that_stayed_in_one_language_are_compared_with_care() -> None:
    found = after((CLEAN, "text: {en: Tidy?, es: ¿Limpio?}"))
    assert of(found, "clean").answers.grade == "care"
    assert found.qualities["respect"].grade == "care"
    # One thing in English and another in Spanish: no language is what it was.
    found = after(("en: Who?", "en: By whom?"), ("es: Vigilante", "es: Portero"))
    assert of(found, "who").answers.grade == "no"


def test_options_in_another_order_are_compared_with_care() -> None:
    smile = "          - {id: smile, text: {en: A smile, es: Una sonrisa}}\n"
    rude = "          - {id: rude, text: {en: Rudeness, es: Grosería}}\n"
    found = of(after((smile, ""), (rude, rude + smile)), "extras")
    assert found.only == ("order of options",)
    assert found.answers.grade == "care"


def test_an_added_option_that_earns_the_most_makes_the_others_earn_less() -> None:
    nobody = "          - {id: no, text: {en: Nobody, es: Nadie}}\n"
    porter = "          - {id: porter, text: {en: Porter, es: Portero}}\n"
    points = "points: {staff: 2, guard: 1, no: 0"
    more = of(after((nobody, nobody + porter), (points, points + ", porter: 3")), "who")
    assert more.changes == ("reworded", "rescored")
    less = of(after((nobody, nobody + porter), (points, points + ", porter: 1")), "who")
    assert less.changes == ("reworded",)
    (added,) = less.differences
    assert (added.answer, added.old, added.new) == ("porter", "", "Porter / Portero")


def test_what_only_follows_from_an_answer_leaves_the_question_the_same() -> None:
    found = after(
        ("en: Clean it.", "en: Wipe it."), ("comment_min_length: 20", "comment_min_length: 9")
    )
    clean = of(found, "clean")
    assert clean.changes == ()
    assert {each.key for each in clean.differences} == {"action", "comment_min_length"}
    assert clean.answers.grade == "yes"
    assert not found.nothing


def test_a_default_that_is_written_out_is_no_difference() -> None:
    assert after(("max: 3600", "min: 0\n        max: 3600")).nothing


def test_a_derived_duration_is_as_good_as_its_stamps() -> None:
    found = after(("text: {en: Arrived, es: Llegada}", "text: {en: Parked, es: Al estacionar}"))
    wait = of(found, "wait")
    assert wait.changes == ()
    assert (wait.answers.grade, wait.answers.because) == ("no", ("arrived",))
    assert found.score is not None
    assert (found.score.grade, found.score.because) == ("no", ("wait",))
    assert of(after((TAP, "tap: {en: Tap., es: Toque.}")), "wait").answers.grade == "care"


def test_where_the_deciding_question_changed_others_may_have_been_asked() -> None:
    found = of(after((CLEAN, "text: {en: Tidy?, es: ¿Ordenado?}")), "words")
    assert found.changes == ()
    assert (found.answers.grade, found.answers.because) == ("care", ("clean",))


def test_a_question_in_another_section_is_the_same_and_has_moved() -> None:
    section = (
        "  - id: people\n    part: visit\n    title: {en: People, es: Personas}\n    questions:\n"
    )
    wait = "      - id: wait\n"
    found = after((section, ""), (wait, section + wait))
    assert of(found, "wait").moved == ("door", "people")
    assert of(found, "wait").changes == ()
    assert found.form == ()


def test_questions_in_another_order_are_said_of_the_form() -> None:
    form = load(GOOD)
    door, people = form.sections
    (*first, clean, wait) = door.questions
    turned = replace(door, questions=(*first, wait, clean))
    (order,) = compare(form, replace(form, sections=(turned, people))).form
    assert (order.key, order.old, order.new) == ("order of questions", "clean, wait", "wait, clean")


def test_the_cap_changes_the_whole_score_only() -> None:
    found = after(("critical_cap: 50", "critical_cap: 60"))
    assert changed(found) == {}
    (cap,) = found.form
    assert (cap.key, cap.old, cap.new) == ("critical_cap", "50", "60")
    assert not found.qualities["respect"].rescore
    assert found.score is not None
    assert (found.score.grade, found.score.rescore) == ("yes", True)


def test_what_the_form_says_of_itself_is_compared_as_well() -> None:
    found = after(
        ("respect: {en: Respect, es: Respeto}", "regard: {en: Regard, es: Estima}"),
        ("quality: respect", "quality: regard"),
        ("title: {en: Visit, es: Visita}", "title: {en: The visit, es: Visita}"),
        ("values: [morning, noon]", "values: [morning, noon, night]"),
    )
    assert [(each.key, each.answer) for each in found.form] == [
        ("qualities", "respect"),
        ("qualities", "regard"),
        ("parts", "visit"),
        ("facts", "shift"),
    ]
    assert {id: verdict.grade for id, verdict in found.qualities.items()} == {
        "regard": "no",
        "respect": "no",
    }
    # The same points of the same questions: the score of the whole is what it was.
    assert found.score is not None
    assert found.score.grade == "yes"


def test_a_language_more_leaves_every_question_the_same() -> None:
    snapshot: Json = {"form": "small", "version": 1, "languages": ["en", "es"], "qualities": []}
    text = {"en": "Clean?", "es": "¿Limpio?"}
    question = {"id": "clean", "kind": "yes_no", "text": text, "tip": text}
    section = {"id": "door", "part": "visit", "title": text, "questions": [question]}
    snapshot |= {"title": text, "facts": [], "parts": [], "in_store": [], "sections": [section]}
    both = from_snapshot(snapshot)
    spanish = from_snapshot(snapshot | {"languages": ["es"]})
    english = from_snapshot(snapshot | {"languages": ["en"]})
    found = compare(spanish, both)
    assert changed(found) == {}
    assert [each.key for each in found.form] == ["languages"]
    assert found.score is None
    # With no language in common there is no telling whether it is the same question.
    assert of(compare(spanish, english), "clean").answers.grade == "no"
