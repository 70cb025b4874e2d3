"""What every form and module that ships promises: whole in both languages, fair, and reachable."""

from __future__ import annotations

import dataclasses
import re
from random import Random

import pytest

from audit_forms import (
    Form,
    Question,
    check,
    compare,
    load_shipped,
    shared_questions,
    shipped,
    shipped_modules,
)
from audit_forms.loading import load_module
from audit_forms.reach import never_asked
from server.scoring import score
from tests.architecture.house import ROOT
from tests.audit_forms.any_visit import (
    BUYING,
    Choose,
    best,
    by_chance,
    visit,
    worst,
    worst_but_served,
)

FORMS = {f"{id}@{version}": load_shipped(id, version) for id, version, _ in shipped()}
LATEST = {form.id: form for form in FORMS.values()}
MODULES = {f"{id}@{version}": load_module(path) for id, version, path in shipped_modules()}
IDS = (
    *("being-listened-to", "complaint-handling", "feedback-and-recognition", "five-qualities"),
    *("full-visit", "honest-dealing", "honest-dealing-internal", "loyalty", "seven-sins"),
)
README = (ROOT / "README.md").read_text("utf-8")
STAMPS = ("arrived", "greeted", "served", "queued", "paid", "left")
# Where it stands decides these; everything else belongs to the question wherever it is asked.
OF_THE_PLACE = {"section", "part", "ask_when"}

every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
every_latest = pytest.mark.parametrize("form", LATEST.values(), ids=LATEST)


def own(question: Question) -> dict[str, object]:
    """What a question says wherever it is asked."""
    fields = (field.name for field in dataclasses.fields(question))
    return {name: getattr(question, name) for name in fields if name not in OF_THE_PLACE}


def test_it_works() -> None:
    assert tuple(sorted(LATEST)) == IDS
    files = [path for _, _, path in (*shipped(), *shipped_modules())]
    assert [mistake.sentence() for path in files for mistake in check(path)] == []


def test_the_readme_names_each_with_its_questions() -> None:
    rows = re.findall(r"^\| `([a-z-]+@\d+)` \|[^|]+\| (\d+) \|", README, re.MULTILINE)
    newest = {f"{form.id}@{form.version}": len(form.questions) for form in LATEST.values()}
    assert {name: int(questions) for name, questions in rows} == newest


def test_every_module_is_used_by_a_form_that_ships() -> None:
    used = {section.module for form in FORMS.values() for section in form.sections}
    # A store's manager answers this one, about the store and not about a visit.
    assert set(MODULES) - used == {"service-attributes@1"}


@pytest.mark.parametrize("form", [*FORMS.values(), *MODULES.values()], ids=[*FORMS, *MODULES])
def test_every_question_has_a_short_tip_in_both_languages(form: Form) -> None:
    assert set(form.languages) == {"en", "es"}
    for question in form.questions:
        assert set(question.text) == set(question.tip) == {"en", "es"}, question.id
        for words in question.tip.values():
            assert 10 <= len(words) <= 140, (question.id, words)
            assert words != question.text["en"], question.id


@every_form
def test_spanish_questions_open_as_they_close(form: Form) -> None:
    for question in form.questions:
        for words in (question.text["es"], question.tip["es"]):
            assert words.count("¿") == words.count("?"), (question.id, words)
            assert words.count("“") == words.count("”"), (question.id, words)


def test_one_id_is_one_question_in_every_form() -> None:
    seen: dict[str, tuple[str, dict[str, object]]] = {}
    shared = set()
    for form in LATEST.values():
        for question in form.questions:
            first, said = seen.setdefault(question.id, (form.id, own(question)))
            assert own(question) == said, (question.id, form.id, first)
            if first != form.id:
                shared.add(question.id)
    assert len(shared) > 40


@every_form
def test_every_question_can_be_asked(form: Form) -> None:
    assert never_asked(form) == []
    chance, seen = Random(4), set[str]()
    for turn in range(150):
        facts = BUYING if turn % 5 else {"purchase": False}
        given = visit(form, by_chance(chance), facts)
        seen |= {id for answers in given.values() for id in answers}
    worked_out = {question.id for question in form.questions if question.derived_only}
    assert {question.id for question in form.questions} - seen == worked_out


@every_form
def test_the_best_visit_has_all_points_everywhere(form: Form) -> None:
    found = score(form, visit(form, best), BUYING)
    sums = {**found.qualities, **found.sections, **found.parties}
    assert {name: part.share for name, part in sums.items() if part.possible} == {
        name: 100 for name, part in sums.items() if part.possible
    }
    assert found.capped_by == ()
    assert not any(line.action for line in found.lines)
    assert all(found.qualities[quality].possible for quality in form.scored_qualities)


@pytest.mark.parametrize("way", [worst, worst_but_served], ids=lambda way: way.__name__)
@every_form
def test_the_worst_visit_has_no_point_and_none_below(form: Form, way: Choose) -> None:
    found = score(form, visit(form, way), BUYING)
    low = {name: part.points for name, part in found.qualities.items()}
    if way is worst:
        assert set(low.values()) <= {0}, low
        assert found.total.points == 0
    assert all(part.points >= 0 for part in (*found.qualities.values(), *found.sections.values()))


@every_form
def test_no_visit_by_chance_breaks_the_sums(form: Form) -> None:
    chance = Random(11)
    for _ in range(25):
        found = score(form, visit(form, by_chance(chance)), BUYING)
        for part in (found.total, *found.qualities.values(), *found.sections.values()):
            assert 0 <= part.points <= part.possible


@every_form
def test_what_a_fault_costs_is_asked_for_in_words_and_proposes_an_action(form: Form) -> None:
    for question in form.questions:
        if question.critical:
            assert question.comment_when, question.id
            assert question.comment_min_length, question.id
            assert question.action_when, question.id
        assert (question.action is None) == (question.action_when is None), question.id


@every_form
def test_what_tells_the_moment_never_reaches_the_store(form: Form) -> None:
    for question in form.questions:
        if question.kind == "time" or question.id in ("price_charged", "own_words"):
            assert question.shown_to == "programme", question.id
    assert list(form.in_store) == [id for id in STAMPS if id in form]


@every_form
def test_few_things_are_asked_as_opinions(form: Form) -> None:
    opinions = [question.id for question in form.questions if question.basis == "opinion"]
    assert form.id == "loyalty" or 3 * len(opinions) <= len(form.questions), opinions


@every_latest
def test_a_question_of_a_module_is_that_of_the_module(form: Form) -> None:
    for section in form.sections:
        if section.module:
            module = MODULES[section.module]
            for question in section.questions:
                assert own(question) == own(module.question(question.id)), question.id


def test_forms_that_share_a_module_share_its_results() -> None:
    shared = shared_questions(LATEST["five-qualities"], LATEST["full-visit"])
    assert {"welcome@1", "need@1", "product@1", "line@1", "price@2"} <= set(shared)
    listened = shared_questions(LATEST["being-listened-to"], LATEST["full-visit"])
    assert {"need@1", "listening@2"} <= set(listened)


def test_the_second_five_qualities_changes_what_it_says_it_changes() -> None:
    old, new = FORMS["five-qualities@1"], FORMS["five-qualities@2"]
    found = {each.question.id: each.changes for each in compare(old, new).questions}
    changed = {id: changes for id, changes in found.items() if changes and id != "when_unknown"}
    assert changed == {
        "claims_true": ("reworded",),
        "price_charged": ("reworded",),
        **dict.fromkeys(("seconds_until_paid", "price_kept"), ("gone",)),
        **dict.fromkeys(
            ("queued", "seconds_in_line", "price_said", "overcharge", "above_said", "put_right"),
            ("new",),
        ),
    }
    # Asked of the same people as before; only the condition is written in two places now.
    assert found["when_unknown"] in ((), ("reworded",))


def test_no_quality_weighs_too_much() -> None:
    for id, most in (("five-qualities", 1 / 3), ("full-visit", 0.4)):
        possible = dict.fromkeys(LATEST[id].qualities, 0)
        for question in LATEST[id].questions:
            if question.quality:
                possible[question.quality] += question.possible * question.weight
        assert len(possible) == 5
        assert max(possible.values()) <= most * sum(possible.values()), possible


def test_no_text_reads_like_a_placeholder() -> None:
    unfinished = re.compile(r"\b(tbd|lorem|xxx)\b|\.\.\.|\?\?", re.IGNORECASE)
    for form in FORMS.values():
        for question in form.questions:
            for words in (*question.text.values(), *question.tip.values()):
                assert not unfinished.search(words), (question.id, words)
