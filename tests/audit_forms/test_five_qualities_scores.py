"""What five-qualities makes of visits: ordinary ones, bad ones, and a few hundred by chance."""

import timeit
from random import Random
from typing import Any

import pytest

from audit_forms import Question
from server.scoring import Part, Score, in_words, percent, score
from tests.audit_forms.five_qualities_shopper import (
    FORM,
    PART,
    Answer,
    by_chance,
    fill,
    ordinary,
    stamp,
)

BUYING = {"purchase": True}


def scored(facts: dict[str, Any] = BUYING, **other: Answer) -> Score:
    """The score of an ordinary visit in which these answers were others."""

    def answer_to(question: Question) -> Answer | None:
        return other.get(question.id) or ordinary(question)

    return score(FORM, {PART: fill(facts, answer_to)}, facts)


def reason(result: Score, id: str, language: str) -> str:
    return next(in_words(line.reason, language) for line in result.lines if line.question == id)


def test_it_works() -> None:
    result = scored()
    assert result.overall == 100
    assert all(part.share == 100 for part in result.qualities.values())
    assert len(result.lines) == len(FORM.questions)
    assert not any(line.action for line in result.lines)


def test_reasons_read_as_sentences_in_both_languages() -> None:
    result = scored()
    assert (
        reason(result, "seconds_until_greeted", "en") == "20 seconds by the clock: 3 of 3 points."
    )
    assert reason(result, "seconds_until_greeted", "es") == (
        "20 segundos según el reloj: 3 de 3 puntos."
    )
    assert reason(result, "first_step", "en") == (
        "“Someone came to me”: 3 of 3 points, counted 2 times."
    )
    assert reason(result, "goodbye", "es") == (
        "“Me dieron las gracias”, “Se despidieron” y “Me miraron al hacerlo”: 3 de 3 puntos."
    )


def test_a_late_greeting_costs_two_points_of_courtesy_and_response() -> None:
    result = scored(greeted={"value": stamp(61)}, greeting={"value": "gesture"})
    lines = {line.question: (line.points, line.possible) for line in result.lines}
    assert lines["seconds_until_greeted"] == (1, 3)
    assert lines["greeting"] == (2, 3)


def test_an_insult_holds_an_otherwise_perfect_visit_at_the_cap() -> None:
    result = scored(humiliated={"value": True})
    assert percent(result.uncapped) == 95
    assert result.overall == FORM.critical_cap == 50
    assert result.capped_by == ("humiliated",)


def test_a_higher_price_is_critical_only_when_it_is_not_put_right() -> None:
    assert scored(price_kept={"value": "not_put_right"}).overall == 50
    put_right = scored(price_kept={"value": "put_right"})
    assert put_right.capped_by == ()
    assert percent(put_right.overall) == 97


def test_being_served_by_nobody_holds_the_score_at_the_cap() -> None:
    alone = scored(first_step={"value": "nobody"}, served={"na": True})
    assert alone.qualities["willingness"].share == 0
    assert percent(alone.uncapped) == 82
    assert alone.overall == 50
    assert reason(alone, "asked_need", "en") == (
        "Not asked in this visit, so it is left out of the score."
    )


def test_buying_nothing_leaves_paying_out_of_the_score() -> None:
    result = scored({"purchase": False})
    assert result.overall == 100
    assert result.sections["paying"] == Part(0, 0)


def test_every_fault_proposes_its_action() -> None:
    result = scored(
        price_tagged={"value": False},
        goodbye={"value": ["none"]},
        spoken_to={"value": 2},
        greeted={"value": stamp(181)},
        served={"value": stamp(190)},
    )
    due = [line.question for line in result.lines if line.action]
    assert due == ["seconds_until_greeted", "spoken_to", "price_tagged", "goodbye"]


def test_a_score_takes_well_under_a_millisecond() -> None:
    answers = {PART: fill(BUYING, ordinary)}
    best = min(timeit.repeat(lambda: score(FORM, answers, BUYING), number=20, repeat=10)) / 20
    assert best < 0.001


@pytest.mark.parametrize("purchase", [True, False])
def test_no_visit_by_chance_breaks_the_sums(purchase: bool) -> None:
    chance = Random(7)
    facts = {"purchase": purchase}
    for _ in range(60):
        answers = fill(facts, by_chance(chance))
        result = score(FORM, {PART: answers}, facts)
        assert result.overall is not None
        assert 0 <= result.overall <= (50 if result.capped_by else 100)
        assert sum(part.points for part in result.qualities.values()) == result.total.points
        assert sum(part.possible for part in result.sections.values()) == result.total.possible
        assert all(in_words(line.reason, "es").endswith(".") for line in result.lines)
