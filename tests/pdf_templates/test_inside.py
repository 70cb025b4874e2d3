"""How the store sees itself beside what shoppers saw: one picture, on paper and on the web."""

from __future__ import annotations

import pytest

from pdf_templates import scorecard
from pdf_templates.contract import GapLine, Ruler
from pdf_templates.drawing import Circle, Line
from pdf_templates.inside import dumbbell
from tests.pdf_templates import variants
from tests.pdf_templates.reading import structure, text_of

APART = GapLine("Teamwork", 75, Ruler(45, 9, 40.0, 50.0), "rated 30 points higher")


def circles(line: GapLine) -> list[Circle]:
    return [shape for shape in dumbbell(line).shapes if isinstance(shape, Circle)]


def test_it_works() -> None:
    own, seen = circles(APART)
    assert own.hollow
    assert not seen.hollow
    assert own.x > seen.x
    assert dumbbell(APART).alt == (
        "Teamwork: the store rates itself 75 of 100; shoppers saw 45 of 100, 9 visits, 95 percent"
        " interval 40 to 50; rated 30 points higher"
    )
    joins = [s for s in dumbbell(APART).shapes if isinstance(s, Line) and s.thickness == 1.2]
    assert [(join.x1, join.x2) for join in joins] == [(own.x - 5.0, seen.x)]


def test_where_they_meet_both_are_seen() -> None:
    same = GapLine("Teamwork", 75, Ruler(75, 9, 70.0, 80.0), "much the same")
    own, seen = circles(same)
    assert own.x == seen.x
    assert own.radius > seen.radius
    assert not any(isinstance(s, Line) and s.thickness == 1.2 for s in dumbbell(same).shapes)


def test_too_few_visits_leave_the_open_dot_alone() -> None:
    few = GapLine("Teamwork", 0, Ruler(None, 2, too_few=True), "too few visits")
    [own] = circles(few)
    assert own.hollow
    assert own.x - own.radius >= 0
    assert "shoppers saw too few visits (2)" not in dumbbell(few, "es").alt
    assert "(2)" in dumbbell(few).alt


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("own view", ("How the store sees itself", "Would shoppers come back?", "12 of 14")),
        ("own view in Spanish", ("Cómo se ve la tienda a sí misma", "¿Volverían", "12 de 14")),
    ],
)
def test_both_regions_stand_before_how_the_score_is_made(name: str, words: tuple[str, ...]) -> None:
    drawn = scorecard(variants.ALL[name])
    text = text_of(drawn)
    for each in words:
        assert each in text
    made = {"own view": "How this score is made"}.get(name, "Cómo se calcula esta puntuación")
    assert text.index(words[0]) < text.index(words[1]) < text.index(made)
    told = [figure.alt for figure in structure(drawn).all("Figure")]
    assert sum("9 " in alt and "100" in alt for alt in told) >= 7


def test_without_either_nothing_stands_there() -> None:
    text = text_of(scorecard(variants.ALL["bare"]))
    assert "sees itself" not in text
    assert "come back" not in text
