"""What an answer does beyond its points is read, kept, and refused with a sentence that helps."""

import json

import pytest

from audit_forms import FormMistakes, compare, compile_form, digest, for_phone, from_snapshot, load
from audit_forms.effect_sentences import EFFECT_SENTENCES
from audit_forms.model import AnswerTest, Commends
from tests.audit_forms.effect_texts import EFFECTS, effects

Change = tuple[str, str]
FORM = load(EFFECTS)
LOWERS = "lowers: {courtesy: 3, respect: 1}"
LOWERS_WHEN = "        lowers_when: {is: arrival}\n"
ASKED_BACK = """\
        text: {en: Asked back?, es: ¿Preguntaron?}
        tip: {en: Listen., es: Escuche.}
        points: {yes: 2, no: 0}
"""
COMMENDS = "commends: {quality: thanks_for, role: thanks_role, name: thanks_name}"
BETWEEN = "between: [tag, charged]"


def test_it_works() -> None:
    coldness = FORM.question("coldness")
    assert coldness.lowers == {"courtesy": 3, "respect": 1}
    assert coldness.lowers_when == AnswerTest("is", "arrival")
    assert FORM.question("overcharged").between == ("tag", "charged")
    assert FORM.question("thanks_words").commends == Commends(
        "thanks_for", "thanks_role", "thanks_name"
    )
    assert [(part.opens_after_days, part.open_for_days) for part in FORM.parts] == [
        (None, None),
        ("promised", 7),
        (0, None),
    ]


def test_what_a_store_sees_in_aggregate_stands_aside() -> None:
    assert FORM.asides == {"understand", "kept"}
    assert FORM.aggregate_of == 5
    assert not FORM.in_aggregate_only


def test_a_form_is_in_aggregate_only_when_nothing_else_counts() -> None:
    service = EFFECTS[EFFECTS.index("  - id: service") : EFFECTS.index("  - id: thanks\n")]
    form = load(effects((service, "")))
    assert form.in_aggregate_only
    assert "thanks" not in form.asides
    own = ("title: {en: Unwrapped", "party: customer\n    title: {en: Unwrapped")
    earns = (
        "tip: {en: Look., es: Mire.}",
        "tip: {en: L., es: M.}\n        points: {yes: 1, no: 0}",
    )
    assert load(effects((service, ""), own, earns)).in_aggregate_only
    assert not load(effects((service, ""), earns)).in_aggregate_only


def test_a_stored_form_keeps_it_all() -> None:
    again = from_snapshot(json.loads(json.dumps(compile_form(FORM), sort_keys=True)))
    assert again == FORM
    assert digest(again) == digest(FORM)


def test_the_phone_learns_what_comes_later_and_that_it_must_warn() -> None:
    phone = for_phone(FORM, "en")
    assert phone["parts"][1] == {
        "id": "follow_up",
        "title": "Follow-up",
        "opens_after_days": "promised",
        "open_for_days": 7,
    }
    assert phone["aggregate_of"] == 5
    sent = json.dumps(phone["sections"])
    for word in ("lowers", "lowers_when", "commends", "aggregate_of", "points"):
        assert f'"{word}"' not in sent
    assert '"between"' in sent


def test_a_form_without_them_is_what_it_was() -> None:
    plain = load(effects(("    aggregate_of: 3\n", ""), ("    aggregate_of: 5\n", "")))
    assert "aggregate_of" not in for_phone(plain, "en")
    assert "aggregate_of" not in json.dumps(compile_form(plain))
    assert digest(plain) != digest(FORM)


# A code, and what is changed in the good form; `<!>` marks each place where it must be said.
MISTAKES: list[tuple[str, *tuple[Change, ...]]] = [
    ("part_first_opens", ("es: Visita}\n", "es: Visita}\n    <!>open_for_days: 3\n")),
    ("key_needs_other", ("opens_after_days: 0", "<!>open_for_days: 7")),
    ("number_too_large", ("opens_after_days: 0", "opens_after_days: <!>367")),
    ("number_too_small", ("open_for_days: 7", "open_for_days: <!>0")),
    ("number_expected", ("opens_after_days: 0", "opens_after_days: <!>promised")),
    ("question_unknown", ("{question: promised}", "{question: <!>promise}")),
    ("opens_on_number", ("{question: promised}", "{question: <!>charged}")),
    ("opens_on_number", ("{question: promised}", "{question: <!>promised}"), ("max: 60\n", "\n")),
    (
        "opens_on_later",
        ("{question: promised}", "{question: <!>promised}"),
        ("part: visit\n    title: {en: Understood", "part: follow_up\n    title: {en: Understood"),
    ),
    ("quality_unknown", (LOWERS, "lowers: {<!>curtesy: 3}")),
    ("number_too_small", (LOWERS, "lowers: {courtesy: <!>0}")),
    ("key_missing", (LOWERS, "lowers: {<!>courtesy: }")),
    ("key_empty", (LOWERS, "<!>lowers: {}")),
    ("key_needs_other", (f"{LOWERS}\n        l", "<!>l")),
    ("key_needs_other", ("lowers: {courtesy", "<!>lowers: {courtesy"), (LOWERS_WHEN, "")),
    ("value_unknown", (LOWERS_WHEN, "        lowers_when: {is: <!>leaving}\n")),
    ("points_hidden", (LOWERS, f"<!>{LOWERS}\n        shown_to: programme")),
    ("commends_elsewhere", (COMMENDS, "commends: {quality: <!>greeted}")),
    ("commends_elsewhere", (COMMENDS, "commends: {quality: thanks_for, name: <!>thanks_words}")),
    ("commends_kind", (COMMENDS, "commends: {quality: <!>thanks_role}")),
    ("commends_kind", (COMMENDS, "commends: {quality: thanks_for, name: <!>thanks_for}")),
    ("commends_name", (COMMENDS, "commends: {quality: thanks_for, name: <!>thanks_role}")),
    (
        "commends_quality",
        (COMMENDS, "commends: {quality: <!>thanks_for}"),
        ("{id: respect, text", "{id: coldness, text"),
    ),
    ("key_missing", (COMMENDS, "commends: <!>{role: thanks_role}")),
    ("key_not_for_kind", (BETWEEN, f"{BETWEEN}\n        <!>commends: {{quality: thanks_for}}")),
    ("number_too_small", ("aggregate_of: 3", "aggregate_of: <!>2")),
    ("number_too_large", ("aggregate_of: 3", "aggregate_of: <!>101")),
    ("aggregate_counts", (ASKED_BACK, f"{ASKED_BACK}        <!>quality: respect\n")),
    (
        "aggregate_counts",
        (
            ASKED_BACK,
            ASKED_BACK + "        <!>lowers: {respect: 1}\n        <!>lowers_when: {is: false}\n",
        ),
    ),
    (
        "aggregate_commends",
        ("  - id: thanks\n", "  - id: thanks\n    aggregate_of: 3\n"),
        (COMMENDS, f"<!>{COMMENDS}"),
    ),
    (
        "aggregate_betrayed",
        ("part: home\n    title", "part: visit\n    title"),
        ("  - id: home\n    title: {en: At home, es: En casa}\n    opens_after_days: 0\n", ""),
        (
            "tip: {en: Look., es: Mire.}\n",
            "tip: {en: Look., es: Mire.}\n        <!>ask_when: {question: asked_back, is: true}\n",
        ),
    ),
    ("not_an_amount", (BETWEEN, "between: [tag, <!>greeted]")),
    ("between_two", (BETWEEN, "between: [tag, <!>tag]")),
    ("condition_on_later", (BETWEEN, "between: [tag, <!>overcharged]")),
    ("derived_asks", (BETWEEN, f"{BETWEEN}\n        <!>max: 5")),
    ("derived_asks", (BETWEEN, f"{BETWEEN}\n        <!>required: false")),
    ("derived_asks", (BETWEEN, f"{BETWEEN}\n        <!>comment_when: {{at_least: 1}}")),
]


@pytest.mark.parametrize("case", MISTAKES, ids=[f"{c[0]} {c[-1][1][:30]}" for c in MISTAKES])
def test_a_mistake_is_found_alone_and_where_it_is(case: tuple[str, *tuple[Change, ...]]) -> None:
    code, *changes = case
    text = effects(*changes)
    places = []
    while "<!>" in text:
        before, _, rest = text.partition("<!>")
        places.append((code, before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + rest
    with pytest.raises(FormMistakes) as caught:
        load(text)
    assert [(each.code, each.line, each.column) for each in caught.value.mistakes] == places
    for mistake in caught.value.mistakes:
        for language in ("en", "es"):
            assert mistake.sentence(language).endswith(".")
            assert "None" not in mistake.sentence(language)


def test_every_mistake_of_effects_has_a_test() -> None:
    assert set(EFFECT_SENTENCES) <= {code for code, *_ in MISTAKES}


def test_what_may_be_tested_of_a_difference_may_be_below_zero_or_missing() -> None:
    taken = "tip: {en: Worked out., es: Se calcula.}\n        lowers: {respect: 1}\n"
    below = (taken.partition("\n")[0] + "\n", taken + "        lowers_when: {is: -5}\n")
    asked = "tip: {en: The role., es: El puesto.}\n"
    missing = (asked, f"{asked}        ask_when: {{question: overcharged, answered: false}}\n")
    form = load(effects(below, missing))
    assert form.question("overcharged").lowers_when == AnswerTest("is", -5)
    assert form.question("thanks_role").ask_when is not None


def test_what_was_not_answered_takes_nothing() -> None:
    with pytest.raises(FormMistakes) as caught:
        load(effects((LOWERS_WHEN, "        lowers_when: {answered: false}\n")))
    assert [mistake.code for mistake in caught.value.mistakes] == ["test_unsuitable"]


def test_points_that_are_taken_otherwise_make_another_score() -> None:
    found = compare(FORM, load(effects((LOWERS, "lowers: {courtesy: 2}"))))
    (coldness,) = [each for each in found.questions if each.changes]
    (difference,) = coldness.differences
    assert (coldness.changes, difference.key) == (("rescored",), "lowers")
    assert (difference.old, difference.new) == ("courtesy: 3, respect: 1", "courtesy: 2")
    for quality in ("courtesy", "respect"):
        assert found.qualities[quality].rescore
        assert found.qualities[quality].because == ("coldness",)
    assert found.score is not None
    assert found.score.rescore


@pytest.mark.parametrize(
    ("change", "key", "answer", "effect"),
    [
        (("    aggregate_of: 3\n", ""), "aggregate_of", "understand", "scored"),
        (("open_for_days: 7", "open_for_days: 8"), "open_for_days", "follow_up", "asked"),
        (("{question: promised}", "3"), "opens_after_days", "follow_up", "asked"),
    ],
)
def test_the_rest_of_a_form_differs_in_its_keys(
    change: Change, key: str, answer: str, effect: str
) -> None:
    (difference,) = compare(FORM, load(effects(change))).form
    assert (difference.key, difference.answer, difference.effect) == (key, answer, effect)


def test_what_becomes_of_thanks_changes_no_answer() -> None:
    found = compare(FORM, load(effects((COMMENDS, "commends: {quality: thanks_for}"))))
    (words,) = [each for each in found.questions if each.differences]
    assert (words.changes, words.answers.grade) == ((), "yes")
    assert [each.effect for each in words.differences] == ["follows"]
