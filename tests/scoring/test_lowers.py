"""An answer can take points from qualities: never below zero, and the total follows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_forms import Form, Question
from audit_forms.model import AnswerTest
from server.scoring import Part, Score, add_up, in_words, score, taken_in_words
from tests.scoring.random_visits import FACTS, Visit, visits
from tests.scoring.small_forms import QUALITIES, answers, form, one, question, text, yes_no

ARRIVAL = AnswerTest("is", "arrival")


def sin(lowers: dict[str, int], id: str = "sin", **more: Any) -> Question:
    """A question that earns nothing, and takes from qualities when it was on arrival."""
    plain = one(id, {"none": 0, "arrival": 0}, **more)
    return replace(plain, points=None, lowers=lowers, lowers_when=ARRIVAL)


def scored(asked: Form, **values: Any) -> Score:
    return score(asked, {"visit": answers(**values)}, FACTS)


VISIT = form(
    yes_no("greeted", 8, quality="courtesy"),
    yes_no("equal", 3, quality="respect", weight=2),
    yes_no("tidy", 6),
    sin({"courtesy": 3, "respect": 1}),
)
ALL = {"greeted": True, "equal": True, "tidy": True}


def test_it_works() -> None:
    result = scored(VISIT, **ALL, sin="arrival")
    assert result.earned == {"respect": Part(6, 6), "courtesy": Part(8, 8)}
    assert result.taken == {"courtesy": 3, "respect": 1}
    assert result.qualities == {"respect": Part(5, 6), "courtesy": Part(5, 8)}
    assert result.outside == Part(6, 6)
    assert result.total == Part(16, 20)
    assert result.overall == 80


def test_an_answer_that_does_not_pass_takes_nothing() -> None:
    result = scored(VISIT, **ALL, sin="none")
    assert result.taken == {}
    assert result.overall == 100
    assert result.lines[-1].reason.code == "not_scored"


def test_a_quality_never_goes_below_zero() -> None:
    result = scored(VISIT, greeted=False, equal=True, tidy=True, sin="arrival")
    assert result.qualities["courtesy"] == Part(0, 8)
    assert result.total == Part(0 + 5 + 6, 20)


def test_what_several_answers_take_is_summed_up_before_it_stops_at_zero() -> None:
    twice = form(
        yes_no("greeted", 4, quality="courtesy"),
        sin({"courtesy": 3}),
        sin({"courtesy": 3}, id="other"),
    )
    result = scored(twice, greeted=True, sin="arrival", other="arrival")
    assert (result.taken, result.qualities["courtesy"]) == ({"courtesy": 6}, Part(0, 4))


@pytest.mark.parametrize("given", [{}, {"sin": ...}])
def test_an_answer_that_is_not_there_takes_nothing(given: dict[str, Any]) -> None:
    asked = form(yes_no("greeted", 4, quality="courtesy"), sin({"courtesy": 3}, na=True))
    values = answers(greeted=True) | ({"sin": {"na": True}} if given else {})
    assert score(asked, {"visit": values}, FACTS).overall == 100


def test_a_quality_that_nothing_earns_has_nothing_to_lose() -> None:
    asked = form(yes_no("greeted", 4, quality="courtesy"), sin({"respect": 3}))
    result = scored(asked, greeted=True, sin="arrival")
    assert result.taken == {}
    assert result.lines[-1].reason.code == "not_scored"


def test_where_nothing_of_a_quality_applied_there_is_still_no_score() -> None:
    asked = form(yes_no("greeted", 4, quality="courtesy", na=True), sin({"courtesy": 3}))
    values = {"greeted": {"na": True}, "sin": {"value": "arrival"}}
    result = score(asked, {"visit": values}, FACTS)
    assert (result.total, result.overall) == (Part(0, 0), None)


def test_it_counts_beside_points_of_its_own_and_a_critical_fault() -> None:
    both = replace(
        yes_no("helped", 2, quality="respect", critical=AnswerTest("is", False)),
        lowers={"courtesy": 1},
        lowers_when=AnswerTest("is", False),
    )
    asked = form(yes_no("greeted", 4, quality="courtesy"), both, cap=30)
    result = scored(asked, greeted=True, helped=False)
    assert result.lines[1].reason.code == "critical_failed"
    assert result.qualities == {"respect": Part(0, 2), "courtesy": Part(3, 4)}
    assert (result.uncapped, result.overall) == (50, 30)


def test_an_amount_is_judged_by_the_difference() -> None:
    charged = question(
        "over",
        "money",
        between=("tag", "paid"),
        lowers={"courtesy": 2},
        lowers_when=AnswerTest("at_least", 1),
    )
    asked = form(
        yes_no("greeted", 4, quality="courtesy"),
        question("tag", "money"),
        question("paid", "money"),
        charged,
    )
    for paid, taken in ((1991, {"courtesy": 2}), (1990, {}), (1989, {})):
        assert scored(asked, greeted=True, tag=1990, paid=paid).taken == taken


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "“arrival”. Takes 3 points from courtesy and 1 point from respect."),
        ("es", "“arrival (es)”. Resta 3 puntos a courtesy (es) y 1 punto a respect (es)."),
    ],
)
def test_a_line_says_what_it_takes(language: str, sentence: str) -> None:
    reason = scored(VISIT, **ALL, sin="arrival").lines[-1].reason
    assert reason.code == "lowers"
    assert in_words(reason, language) == sentence
    assert taken_in_words(reason, language) == sentence.partition(". ")[2]


def test_a_reason_without_points_taken_says_nothing_of_it() -> None:
    for line in scored(VISIT, **ALL, sin="none").lines:
        assert taken_in_words(line.reason, "en") == ""


# -- laws


@st.composite
def lowered(draw: st.DrawFn) -> tuple[Visit, Visit]:
    """A random visit, and the same with some answers that take points."""
    visit = draw(visits())
    taken = st.dictionaries(st.sampled_from(QUALITIES), st.integers(1, 12), min_size=1)
    sins = [sin(draw(taken), id=f"sin{n}", section="hall") for n in range(draw(st.integers(1, 3)))]
    seen = {each.id: draw(st.sampled_from(("none", "arrival"))) for each in sins}
    more = form(*visit.form.questions, *sins, cap=visit.form.critical_cap)
    return visit, Visit(more, {**visit.values, **seen})


@given(lowered())
def test_the_laws_of_taking(both: tuple[Visit, Visit]) -> None:
    before, after = (scored(visit.form, **visit.values) for visit in both)
    assert after.total.possible == before.total.possible
    assert after.total == Part.of((*after.qualities.values(), after.outside))
    for quality, part in after.qualities.items():
        taken = after.taken.get(quality, 0)
        assert part.points == max(0, before.qualities[quality].points - taken)
        assert after.earned[quality] == before.qualities[quality]
    assert 0 <= (after.overall or 0) <= (before.overall or 0)
    if not after.taken:
        assert after.overall == before.overall


@given(visits())
def test_without_any_of_it_a_score_is_what_it_was(visit: Visit) -> None:
    result = scored(visit.form, **visit.values)
    assert result.qualities == result.earned
    assert result.total == Part.of(result.lines)


@given(lowered())
def test_the_lines_say_all_that_the_score_is_made_of(both: tuple[Visit, Visit]) -> None:
    result = scored(both[1].form, **both[1].values)
    assert add_up(both[1].form, result.lines) == result


def test_what_is_seen_in_aggregate_only_counts_in_no_visit() -> None:
    asked = form(
        yes_no("greeted", 4, quality="courtesy"), yes_no("asked_back", 4, section="complaint")
    )
    sections = tuple(
        replace(section, party="provider", aggregate_of=3 if section.id == "complaint" else None)
        for section in asked.sections
    )
    result = scored(replace(asked, sections=sections), greeted=True, asked_back=False)
    assert result.overall == 100
    assert result.sections["complaint"] == Part(0, 4)
    assert result.parties == {"provider": Part(4, 4)}
    only = replace(asked, sections=tuple(replace(s, aggregate_of=3) for s in asked.sections))
    assert scored(only, greeted=True, asked_back=True).overall is None


def test_shares_stay_exact() -> None:
    result = scored(VISIT, **ALL, sin="arrival")
    assert result.qualities["respect"].share == Fraction(500, 6)
    assert text("respect") == VISIT.qualities["respect"]
