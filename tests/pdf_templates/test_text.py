"""Lines are no longer than their room, and nothing is lost between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pdf_templates.text import Style, block, width

STYLE = Style(9, 12)
TEXTS = st.text(st.sampled_from("aiWmñ .-/\n "), max_size=200)


def test_it_works() -> None:
    lines = block("How long was it until someone greeted you?", STYLE, 100).lines
    assert lines == ("How long was it until", "someone greeted you?")


@given(TEXTS, st.integers(20, 300))
def test_no_line_is_longer_than_its_room(text: str, room: int) -> None:
    assert all(width(line, STYLE) <= room + 0.01 for line in block(text, STYLE, room).lines)


@given(TEXTS, st.integers(20, 300))
def test_no_letter_is_lost(text: str, room: int) -> None:
    kept = "".join(block(text, STYLE, room).lines)
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(TEXTS, st.integers(60, 300))
def test_a_shortened_text_ends_in_an_ellipsis(text: str, room: int) -> None:
    whole = block(text, STYLE, room)
    short = block(text, STYLE, room, most=2)
    if len(whole.lines) > 2:
        assert len(short.lines) == 2
        assert short.lines[-1].endswith("…")
    else:
        assert short == whole


def test_nothing_takes_no_room() -> None:
    assert block("  \n ", STYLE, 100).height == 0


def test_a_long_word_breaks_at_its_hyphen_first() -> None:
    assert block("well-intentioned", STYLE, 50).lines[0] == "well-"
