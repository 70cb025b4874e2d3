"""What the form five-qualities, version 1, promises whoever reads it."""

import gzip
import json
import re
from collections.abc import Iterator

import pytest

from audit_forms import Form, Question, compile_form, digest, for_phone, published
from audit_forms.model import Text, leaves
from tests.audit_forms.five_qualities_shopper import FORM

LANGUAGES = ("en", "es")
STAMPS = ("arrived", "greeted", "served", "paid", "left")
# What betrays a text nobody finished, or an English one left in the Spanish form.
UNFINISHED = re.compile(r"\b(todo:|tbd|fixme|xxx|lorem|ipsum)|\.\.\.|\?\?", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|was|were|you|your|and|with|what|store|staff)\b", re.IGNORECASE)
INFORMAL = re.compile(r"\b(tú|tu|te|tus|vos|vosotros|os|contigo)\b", re.IGNORECASE)


def texts(form: Form) -> Iterator[tuple[str, Text]]:
    """Every text of the form, with where it stands."""
    yield "title", form.title
    yield from form.qualities.items()
    yield from ((part.id, part.title) for part in form.parts)
    for section in form.sections:
        yield section.id, section.title
        for question in section.questions:
            yield from _texts_of(question)


def _texts_of(question: Question) -> Iterator[tuple[str, Text]]:
    yield question.id, question.text
    yield f"{question.id}.tip", question.tip
    yield from ((f"{question.id}.{option.id}", option.text) for option in question.options)
    yield from ((f"{question.id}.{step.value}", step.text) for step in question.steps)
    if question.action:
        yield f"{question.id}.action", question.action


def test_it_works() -> None:
    assert (FORM.id, FORM.version, FORM.languages) == ("five-qualities", 1, LANGUAGES)
    assert 30 <= len(FORM.questions) <= 40
    assert 6 <= len(FORM.sections) <= 8
    assert FORM.critical_cap == 50


def test_it_is_published_and_has_not_been_edited_since() -> None:
    assert published()["five-qualities@1"] == digest(FORM)


def test_every_quality_has_at_least_three_questions_that_score() -> None:
    assert tuple(FORM.qualities) == (
        "respect",
        "willingness",
        "enthusiasm",
        "courtesy",
        "response",
    )
    for quality in FORM.qualities:
        asked = [q for q in FORM.questions if q.quality == quality and q.scored]
        assert len(asked) >= 3, quality


def test_no_quality_weighs_more_than_a_third_of_the_score() -> None:
    possible = dict.fromkeys(FORM.qualities, 0)
    for question in FORM.questions:
        if question.quality:
            possible[question.quality] += question.possible * question.weight
    assert 3 * max(possible.values()) <= sum(possible.values()), possible


def test_every_question_that_scores_belongs_to_a_quality() -> None:
    assert [q.id for q in FORM.questions if q.scored and q.quality is None] == []


def test_facts_come_first_and_opinions_are_marked() -> None:
    opinions = {q.id for q in FORM.questions if q.basis == "opinion"}
    assert opinions == {
        "spoken_to",
        "product_talk",
        "energy_at_end",
        "face_and_voice",
        "best_moment",
        "what_to_improve",
    }


def test_every_text_is_there_in_both_languages() -> None:
    for where, text in texts(FORM):
        assert set(text) == set(LANGUAGES), where
        for language, words in text.items():
            assert words.strip() == words, (where, language)
            assert len(words) >= 2, (where, language)


def test_no_text_is_unfinished() -> None:
    for where, text in texts(FORM):
        assert not any(UNFINISHED.search(words) for words in text.values()), (where, text)


def test_spanish_is_spanish_and_says_usted() -> None:
    for where, text in texts(FORM):
        assert not ENGLISH.search(text["es"]), (where, text["es"])
        assert not INFORMAL.search(text["es"]), (where, text["es"])
        if "?" in text["es"]:
            assert text["es"].count("¿") == text["es"].count("?"), (where, text["es"])


def test_a_tip_is_short_and_ends_as_a_sentence() -> None:
    for question in FORM.questions:
        for words in question.tip.values():
            assert 10 <= len(words) <= 140, (question.id, words)
            assert words.endswith((".", "?", "”.", ".”")), (question.id, words)


def test_an_action_says_what_to_do_wherever_one_is_due() -> None:
    for question in FORM.questions:
        assert (question.action is None) == (question.action_when is None), question.id


def test_a_critical_question_asks_for_the_evidence_and_for_an_action() -> None:
    critical = [q for q in FORM.questions if q.critical]
    assert [q.id for q in critical] == ["first_step", "humiliated", "price_kept"]
    for question in critical:
        assert question.comment_when == question.critical, question.id
        assert question.comment_min_length
        assert question.action_when


def test_the_stamps_follow_the_visit_and_give_the_three_waits() -> None:
    assert FORM.in_store == STAMPS
    waits = {q.id: q.between for q in FORM.questions if q.between}
    assert waits == {
        "seconds_until_greeted": ("arrived", "greeted"),
        "seconds_until_served": ("arrived", "served"),
        "seconds_until_paid": ("served", "paid"),
    }


def test_paying_is_only_asked_of_who_buys() -> None:
    for id in ("paid", "price_charged", "price_kept", "people_ahead", "receipt_given"):
        asked_when = {leaf.name for leaf in leaves(FORM.question(id).ask_when)}
        assert "purchase" in asked_when, id


def test_what_tells_the_moment_or_the_shopper_never_reaches_the_store() -> None:
    hidden = {q.id for q in FORM.questions if q.shown_to == "programme"}
    assert hidden == {*STAMPS, "price_charged", "own_words"}


def test_the_store_sees_both_photos_and_what_the_shopper_says_to_it() -> None:
    shown = [q.id for q in FORM.questions if q.kind in ("photo", "text") and q.shown_to == "store"]
    assert shown == ["entrance_photo", "shelf_photo", "best_moment", "what_to_improve"]


def test_a_store_has_time_to_read_no_section_longer_than_a_page() -> None:
    for section in FORM.sections:
        assert len(section.questions) <= 8, section.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_language_is_light_on_the_wire(language: str) -> None:
    sent = json.dumps(for_phone(FORM, language), ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(sent.encode(), mtime=0)) < 5_500


def test_the_phone_is_not_told_what_scores() -> None:
    sent = json.dumps(for_phone(FORM, "en"))
    assert '"points"' in json.dumps(compile_form(FORM))
    for secret in ('"points"', '"weight"', '"critical"', '"action"', '"action_when"', '"shown_to"'):
        assert secret not in sent
