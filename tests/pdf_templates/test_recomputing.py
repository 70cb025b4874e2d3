"""A reader can recompute the score by hand from what the page shows."""

from __future__ import annotations

import re
from dataclasses import replace

from pdf_templates import scorecard
from pdf_templates.contract import HowMade
from tests.pdf_templates import cast
from tests.pdf_templates.reading import text_of


def test_it_works() -> None:
    """Points times weight, line by line as printed, add up to the printed score."""
    data = cast.english()
    text = text_of(scorecard(data))
    lines = re.findall(r"(?<!Points )(\d+)/(\d+) ×(\d+)", text.replace("2/3 ×2 counts as", ""))
    points = sum(int(earned) * int(weight) for earned, _, weight in lines)
    possible = sum(int(most) * int(weight) for _, most, weight in lines)
    assert len(lines) == sum(r.points is not None for s in data.sections for r in s.rows)
    assert (points, possible) == (data.how_made.points, data.how_made.possible)
    assert f"{points} ÷ {possible} × 100 = {100 * points / possible:.2f} ≈ 80" in text


def test_each_section_shows_its_weighted_sum() -> None:
    assert "Points 10/14" in text_of(scorecard(cast.english()))


def test_the_rule_for_what_does_not_apply_is_said() -> None:
    assert "counts neither as earned nor as possible" in text_of(scorecard(cast.english()))


def test_a_cap_names_the_question_that_failed() -> None:
    how = replace(cast.english().how_made, cap=50, capped_by=("Was the till honest?",))
    text = text_of(scorecard(replace(cast.english(), how_made=how)))
    assert "Failed here: “Was the till honest?”. So the score is 50." in text
    assert "≈ 80, held at 50" in text


def test_a_cap_above_the_score_is_not_said_to_have_made_it() -> None:
    data = cast.english()
    failed = replace(data.how_made, cap=90, capped_by=("Was the till honest?",))
    text = text_of(scorecard(replace(data, how_made=failed)))
    assert "“Was the till honest?”. The points alone give no more than 90." in text
    assert "So the score is" not in text
    assert "held at" not in text


def test_an_idle_cap_is_said_to_be_idle() -> None:
    assert "holds the overall score at 50 or less. None failed here." in text_of(
        scorecard(cast.english())
    )


def test_nothing_possible_is_no_score_and_not_zero() -> None:
    data = replace(cast.english(), how_made=HowMade(0, 0, None), sections=())
    data = replace(data, overall=replace(data.overall, score=None))
    text = text_of(scorecard(data))
    assert "no score" in text
    assert "That is not zero." in text
    assert "÷ 0" not in text


def test_decimals_follow_the_locale() -> None:
    spain = replace(cast.spanish(), locale="es-ES")
    assert "= 79,78 ≈ 80" in text_of(scorecard(spain))
    assert "= 79.78 ≈ 80" in text_of(scorecard(cast.spanish()))
