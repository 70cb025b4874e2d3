"""A number is always drawn the same way, on paper and on the web."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from pdf_templates.charts import dot_plot, ruler
from pdf_templates.contract import Dot, DotPlot, Ruler
from pdf_templates.drawing import Circle, Drawing, Label, Line

SURE = Ruler(82, 9, 77.0, 87.0, 79.0, "region 79", change="+4 (1 to 7)")


def circles(drawing: Drawing) -> list[Circle]:
    """The dots of a drawing."""
    return [shape for shape in drawing.shapes if isinstance(shape, Circle)]


def whiskers(drawing: Drawing) -> list[Line]:
    """The thick lines: intervals."""
    return [s for s in drawing.shapes if isinstance(s, Line) and s.thickness == 2.0]


def test_it_works() -> None:
    drawing = ruler(SURE, name="Courtesy")
    [dot], [whisker] = circles(drawing), whiskers(drawing)
    assert not dot.hollow
    assert whisker.x1 < dot.x < whisker.x2
    assert drawing.alt == (
        "Courtesy: 82 of 100, 9 visits, 95 percent interval 77 to 87; region 79; +4 (1 to 7)"
    )


def test_too_few_visits_is_an_open_dot_without_whisker_and_the_words() -> None:
    drawing = ruler(Ruler(82, 2, 10.0, 99.0, too_few=True))
    assert circles(drawing)[0].hollow
    assert whiskers(drawing) == []
    assert "too few visits" in drawing.alt


def test_no_score_has_no_dot() -> None:
    drawing = ruler(Ruler(None, 0))
    assert circles(drawing) == []
    assert drawing.alt.startswith("no score")


@pytest.mark.parametrize(
    ("low", "high", "colour"), [(60, 70, "below"), (80, 90, "above"), (70, 90, "ink")]
)
def test_colour_means_clearly_better_or_worse(low: float, high: float, colour: str) -> None:
    score = int((low + high) / 2)
    assert circles(ruler(Ruler(score, 9, low, high, 75.0)))[0].colour == colour


@pytest.mark.parametrize("score", [0, 100])
def test_a_dot_at_the_end_stays_on_the_picture(score: int) -> None:
    drawing = ruler(Ruler(score, 9, -3.0, 104.0), width=120)
    for dot in circles(drawing):
        assert dot.radius <= dot.x <= drawing.width - dot.radius
    for line in whiskers(drawing):
        assert 0 <= line.x1 <= line.x2 <= drawing.width


@pytest.mark.parametrize("mark", [0.0, 3.0, 50.0, 98.0])
def test_the_name_of_the_mark_stays_on_the_picture(mark: float) -> None:
    drawing = ruler(Ruler(50, 9, mark=mark, mark_label="region"), width=200, labels=True)
    [label] = [s for s in drawing.shapes if isinstance(s, Label) and s.text == "region"]
    assert {"left": label.x, "right": label.x - 30, "centre": label.x - 15}[label.align] >= 0


def test_the_web_gets_the_same_picture_with_the_themes_colours() -> None:
    svg = ruler(SURE, name="<Courtesy> & more").svg("ruler")
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("class") == "ruler"
    assert root[0].text == root.get("aria-label")
    assert "<Courtesy> & more: 82 of 100" in (root[0].text or "")
    assert re.findall(r"(?:fill|stroke):(?!var\(--)", svg) == []


def test_spanish_is_told_in_spanish() -> None:
    assert ruler(SURE, "es").alt.startswith("82 de 100, 9 visitas")


PLOT = DotPlot(
    dots=(
        Dot("Café Ñandú", 91, 9, "above", href="/stores/1"),
        *(Dot(f"Store {number}", 75.0, 4) for number in range(5)),
        Dot("Far", 51, 6, "below"),
    ),
    mean=76.4,
    title="One store stands above the region.",
)


def test_a_dot_plot_has_one_dot_a_store_and_one_line_for_the_region() -> None:
    drawing = dot_plot(PLOT)
    assert len(circles(drawing)) == 7
    assert drawing.alt == (
        "One store stands above the region. above the region: 1 store; "
        "no clear difference: 5 stores; below the region: 1 store."
    )


def test_dots_of_equal_stores_do_not_cover_each_other() -> None:
    dots = circles(dot_plot(PLOT))
    for index, one in enumerate(dots):
        for other in dots[index + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * one.radius) ** 2


def test_a_dot_can_lead_to_its_store() -> None:
    assert '<a href="/stores/1" aria-label="Café Ñandú: 91 of 100, 9 visits">' in (
        dot_plot(PLOT).svg()
    )


def test_a_region_without_stores_is_an_empty_picture() -> None:
    drawing = dot_plot(DotPlot((), None, "No visits yet."))
    assert circles(drawing) == []
    assert drawing.alt.startswith("No visits yet.")
