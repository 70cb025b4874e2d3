"""Laws that hold for every form and every visit."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from audit_forms import Form
from audit_forms.model import AnswerTest
from server.scoring import Part, Score, percent, score
from tests.scoring.random_visits import (
    FACTS,
    Visit,
    best_value,
    changes,
    forms,
    visits,
    worst_value,
)
from tests.scoring.small_forms import answers, form, one, yes_no


def scored(form: Form, values: dict[str, Any]) -> Score:
    return score(form, {"visit": answers(**values)}, FACTS)


def in_order(*shares: Fraction | None) -> bool:
    return all(
        low is not None and high is not None and low <= high for low, high in pairwise(shares)
    )


@given(visits())
def test_it_works(visit: Visit) -> None:
    result = scored(visit.form, visit.values)
    assert [line.question for line in result.lines] == [q.id for q in visit.form.questions]
    assert result.overall is None or 0 <= result.overall <= 100


# The case that chance seldom finds: the better paid answer is the one that fails.
WELL_PAID_FAULT = form(
    one("a", {"good": 9, "fair": 8, "bad": 0}, critical=AnswerTest("is", "fair")),
    yes_no("b", yes=9),
    cap=10,
)


@given(changes())
@example((Visit(WELL_PAID_FAULT, {"a": "bad", "b": True}), "a", "fair"))
def test_an_answer_that_earns_more_never_lowers_the_score(change: tuple[Visit, str, Any]) -> None:
    visit, id, value = change
    other = {**visit.values, id: value}
    changed = visit.form.question(id)
    place = visit.form.questions.index(changed)
    low, high = sorted(
        (scored(visit.form, visit.values), scored(visit.form, other)),
        key=lambda result: result.lines[place].points,
    )
    if low.lines[place].points == high.lines[place].points:
        assert low.uncapped == high.uncapped
        return
    assert in_order(low.overall, high.overall)
    assert in_order(low.uncapped, high.uncapped)
    assert in_order(low.sections[changed.section].share, high.sections[changed.section].share)
    if changed.quality:
        assert in_order(low.qualities[changed.quality].share, high.qualities[changed.quality].share)


@given(visits(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(visit: Visit, chance: Any) -> None:
    turned = list(visit.values.items())
    chance.shuffle(turned)
    values = {
        id: chance.sample(value, len(value)) if isinstance(value, list) else value
        for id, value in turned
    }
    assert scored(visit.form, values) == scored(visit.form, visit.values)


@given(forms)
def test_full_points_everywhere_is_a_hundred(drawn: Form) -> None:
    result = scored(drawn, {q.id: best_value(q) for q in drawn.questions})
    assert result.overall == 100
    assert result.capped_by == ()
    assert all(part.share in (100, None) for part in result.qualities.values())


@given(forms)
def test_no_points_anywhere_is_zero(drawn: Form) -> None:
    result = scored(drawn, {q.id: worst_value(q) for q in drawn.questions})
    assert result.overall == 0
    assert result.total.possible > 0


@given(forms)
def test_nothing_possible_is_no_score(drawn: Form) -> None:
    result = scored(drawn, dict.fromkeys((q.id for q in drawn.questions), ...))
    assert result.overall is None
    assert percent(result.overall) is None
    assert all(part == Part(0, 0) for part in result.qualities.values())


@given(visits())
def test_the_lines_sum_up_to_sections_qualities_and_the_total(visit: Visit) -> None:
    result = scored(visit.form, visit.values)
    without_quality = Part.of(line for line in result.lines if line.quality is None)
    assert _sum(result.sections.values()) == result.total == Part.of(result.lines)
    assert _sum((*result.qualities.values(), without_quality)) == result.total


@given(visits())
def test_a_failed_critical_question_holds_the_score_at_the_cap(visit: Visit) -> None:
    result = scored(visit.form, visit.values)
    failed = tuple(line.question for line in result.lines if line.critical_failed)
    assert result.capped_by == failed
    if failed and result.uncapped is not None:
        assert result.overall == min(result.uncapped, Fraction(visit.form.critical_cap or 0))
    else:
        assert result.overall == result.uncapped


@given(visits())
def test_what_does_not_apply_scores_as_if_it_were_not_in_the_form(visit: Visit) -> None:
    applies = [q for q in visit.form.questions if visit.values[q.id] is not ...]
    assume(applies)
    shorter = form(*applies, cap=visit.form.critical_cap)
    left = scored(shorter, {q.id: visit.values[q.id] for q in applies})
    whole = scored(visit.form, visit.values)
    assert whole.overall == left.overall
    assert {line.question: line for line in left.lines}.items() <= {
        line.question: line for line in whole.lines
    }.items()


@given(visits())
def test_no_line_earns_less_than_nothing_or_more_than_possible(visit: Visit) -> None:
    for line in scored(visit.form, visit.values).lines:
        assert 0 <= line.points <= line.possible


def _sum(parts: Any) -> Part:
    counted = list(parts)
    return Part(sum(part.points for part in counted), sum(part.possible for part in counted))
