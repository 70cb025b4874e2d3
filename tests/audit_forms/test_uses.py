"""A form may ask a whole module only under a condition of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_forms import Form, FormMistakes, evaluate, load
from audit_forms.model import AllOf, Leaf
from tests.audit_forms.module_texts import FORM, altered, kept

USE = "  - use: farewell@1\n    part: after\n"


def shop(folder: Path, use: str, module: str = "farewell@1") -> Form:
    """The form with one module used last, in the visit."""
    text = altered(FORM, USE, f"  - {{use: {module}, part: visit{use}}}\n")
    text = text.replace("  - id: after\n    title: {en: After, es: Después}\n", "")
    return load(text, "form.yaml", kept(folder))


def mistakes_in(folder: Path, use: str) -> list[tuple[str, int]]:
    with pytest.raises(FormMistakes) as caught:
        shop(folder, use)
    for mistake in caught.value.mistakes:
        assert mistake.sentence("es") != mistake.sentence("en")
    return [(mistake.code, mistake.column) for mistake in caught.value.mistakes]


def test_it_works(tmp_path: Path) -> None:
    form = shop(tmp_path, ", ask_when: {question: smile, is: true}")
    answers = {"greeted": {"value": True}, "greeting": {"value": "words"}}
    for smile, asked in ((True, True), (False, False)):
        found = evaluate(form, "visit", answers | {"smile": {"value": smile}}, {"purchase": True})
        assert ("thanked" in found.asked) is asked


def test_a_question_keeps_its_own_condition_beside_that_of_the_use(tmp_path: Path) -> None:
    both = "{all: [{fact: purchase, is: true}, {question: arrived, answered: true}]}"
    text = altered(
        FORM,
        "  - use: welcome@1\n    part: visit\n",
        f"  - {{use: welcome@1, part: visit, ask_when: {both}}}\n",
    )
    form = load(text, "form.yaml", kept(tmp_path))
    greeted, greeting = form.question("greeted").ask_when, form.question("greeting").ask_when
    assert isinstance(greeted, AllOf)
    assert isinstance(greeting, AllOf)
    assert [each.name for each in greeting.of if isinstance(each, Leaf)] == [
        *("purchase", "arrived", "greeted", "purchase")
    ]
    assert form.question("noticed").ask_when == greeted


def test_the_stored_form_holds_the_condition(tmp_path: Path) -> None:
    plain, asked = shop(tmp_path, ""), shop(tmp_path, ", ask_when: {fact: purchase, is: true}")
    assert plain.question("thanked").ask_when is None
    assert asked.question("thanked").ask_when is not None
    assert asked != plain


@pytest.mark.parametrize(
    ("condition", "code", "column"),
    [
        ("{question: smiled, is: true}", "question_unknown", 57),
        ("{question: thanked, is: true}", "condition_on_later", 57),
        ("{fact: purchases, is: true}", "fact_unknown", 53),
        ("{question: smile, is: 3}", "value_unknown", 68),
        ("{smile: true}", "condition_shape", 46),
        ("", "key_empty", 36),
    ],
)
def test_a_mistake_in_the_condition_is_said_where_it_is(
    tmp_path: Path, condition: str, code: str, column: int
) -> None:
    assert mistakes_in(tmp_path, f", ask_when: {condition}") == [(code, column)]


def test_a_condition_that_nothing_can_meet_is_said_once(tmp_path: Path) -> None:
    never = "{all: [{question: smile, is: true}, {question: smile, is: false}]}"
    assert mistakes_in(tmp_path, f", ask_when: {never}") == [("module_never", 36)]
