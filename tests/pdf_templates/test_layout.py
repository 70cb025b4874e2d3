"""Nothing overlaps, nothing leaves the page, nothing leaves a hole, whatever the report holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from pdf_templates import scorecard
from tests.pdf_templates import cast, variants
from tests.pdf_templates.reading import Box, boxes, drawn_rows, ink, page_count

MARGIN = 51.0  # 18 mm
FOOT = 29.0  # the footer stands in the lower margin, no lower than this


def overlapping(found: list[Box]) -> list[tuple[str, str]]:
    """Runs of text that cover each other by more than a hair."""
    pairs = []
    for one, other in combinations(found, 2):
        if one.page != other.page:
            continue
        wide = min(one.right, other.right) - max(one.left, other.left)
        high = min(one.top, other.top) - max(one.bottom, other.bottom)
        if wide > 0.7 and high > 1.0:
            pairs.append((one.text, other.text))
    return pairs


@pytest.mark.parametrize("name", variants.ALL)
def test_no_text_covers_another(name: str) -> None:
    found = boxes(scorecard(variants.ALL[name]))
    assert len(found) > 20
    assert overlapping(found) == []


@pytest.mark.parametrize("name", variants.ALL)
def test_everything_stays_inside_the_margins(name: str) -> None:
    pages = list(ink(scorecard(variants.ALL[name])))
    assert pages
    for (width, height), drawn in pages:
        assert drawn is not None
        left, top, right, bottom = drawn
        assert left >= MARGIN - 3
        assert right <= width - MARGIN + 3
        assert top >= MARGIN - 3
        assert bottom <= height - FOOT + 3


@pytest.mark.parametrize("name", ["no comments", "no photos", "neither", "one photo"])
def test_what_is_missing_leaves_no_page_and_no_heading(name: str) -> None:
    data = variants.ALL[name]
    made = scorecard(data)
    said = {box.text.strip() for box in boxes(made)}
    assert page_count(made) == 2
    assert ("Photos" in said) == bool(data.photos)
    assert ("The shopper's words" in said) == bool(data.comments)


def test_twice_the_questions_are_set_closer_before_they_take_a_fourth_page() -> None:
    data = cast.english()
    long = replace(data, sections=data.sections * 2, comments=data.comments * 2)
    assert page_count(scorecard(long)) == 3


@pytest.mark.parametrize("name", ["ordinary", "no comments", "no photos", "neither", "one photo"])
def test_what_is_missing_leaves_no_hole(name: str) -> None:
    """On page 2, no band between what stands first and what stands last is empty for 15 mm."""
    rows = drawn_rows(scorecard(variants.ALL[name]), 1)
    gaps = [low - high for high, low in pairwise(rows)]
    to_the_foot = gaps.index(max(gaps[-20:]))
    assert max(gaps[:to_the_foot]) < 42


def test_a_heading_never_stands_alone() -> None:
    """Under each section's heading there are two rows in the same column."""
    data = variants.ALL["many of all"]
    found = boxes(scorecard(data))
    titles = ("Outside and arrival", "Waiting and paying", "Courtesy throughout")
    heads = [box for box in found if box.text.strip() in titles]
    assert len(heads) == 9
    for head in heads:
        below = [
            box
            for box in found
            if box.page == head.page and abs(box.left - head.left) < 2 and box.top < head.bottom
        ]
        assert len(below) >= 2, head


def test_a_row_never_splits() -> None:
    """The lines of one question stand in one column of one page."""
    found = boxes(scorecard(variants.ALL["many of all"]))
    for number, box in enumerate(found):
        if box.text.strip() == "Did someone come to you before you":
            after = found[number + 1 : number + 6]
            rest = [b for b in after if b.text.strip() == "asked for help?"]
            assert [(b.page, round(b.left)) for b in rest] == [(box.page, round(box.left))]


def test_a_table_that_goes_on_names_itself_again() -> None:
    said = [box.text.strip() for box in boxes(scorecard(cast.english()))]
    assert any(text.endswith("(continued)") for text in said)
