"""Long words, long comments, long answers: all of it is on the pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pdf_templates import scorecard
from pdf_templates.contract import Quote
from tests.pdf_templates import cast, variants
from tests.pdf_templates.reading import page_count, text_of


@pytest.mark.parametrize("name", ["a long comment", "a long quote"])
def test_it_works(name: str) -> None:
    """Three thousand words flow on, each there in its order."""
    made = scorecard(variants.ALL[name])
    said = text_of(made)
    assert variants.long_comment() in _without_feet(said)
    assert page_count(made) <= 6


def _without_feet(text: str) -> str:
    words = [word for word in text.split() if word.startswith("w") and word[1:].isdigit()]
    # The quote on page 1 shows the beginning; the whole follows later.
    last_start = len(words) - 1 - words[::-1].index("w0")
    return " ".join(words[last_start:])


def test_a_quote_shortened_on_page_one_stands_whole_among_the_comments() -> None:
    said = text_of(scorecard(variants.ALL["a long quote"]))
    assert "(whole text below)" in said
    assert "w2999" in said


def test_a_long_quote_that_is_also_a_comment_is_not_said_three_times() -> None:
    quote = Quote(variants.long_comment(400), "Tell us")
    data = replace(cast.english(), went_well=(quote,), comments=(quote,))
    assert text_of(scorecard(data)).split().count("w399") == 1


def test_a_long_answer_stands_whole_among_the_comments() -> None:
    said = text_of(scorecard(variants.ALL["odd rows"]))
    assert said.count("word") >= 500


def test_a_word_longer_than_a_line_is_broken_and_complete() -> None:
    said = text_of(scorecard(variants.ALL["names of the world"])).replace(" ", "")
    assert variants.LONG_WORD * 3 in said


def test_paragraphs_of_a_comment_stay_paragraphs() -> None:
    data = replace(cast.english(), comments=(Quote("First thing.\n\nSecond thing.", "Tell us"),))
    said = text_of(scorecard(data))
    assert "First thing. Second thing." in said
