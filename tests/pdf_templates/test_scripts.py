"""Names from everywhere: composed letters, emoji, arrows, right-to-left, and what no face has."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pdf_templates import scorecard
from pdf_templates.bidi import join_arabic, visual
from pdf_templates.faces import REPLACEMENT, clean, weight
from tests.pdf_templates import cast, variants
from tests.pdf_templates.reading import text_of


@pytest.mark.parametrize(
    "name",
    [
        "Ñandú",
        "Łódź",
        "“Café”",
        "Ștefan",
        "Ελλάς",
        "Москва",
        "★ 5",
        "→ ok ✓",
        "😀",
        "½ ≥ €",
        "שלום",
    ],
)
def test_it_works(name: str) -> None:
    data = replace(cast.english(), store_name=name)
    assert name in text_of(scorecard(data))


@pytest.mark.parametrize("text", [variants.NAMES, variants.EVIL, variants.LONG_WORD])
def test_every_glyph_exists(text: str) -> None:
    """No empty box: each character that is drawn is in some face."""
    assert clean(text)
    assert [c for c in clean(text) if not weight(False).find(c)] == []


def test_what_no_face_has_becomes_one_mark_and_stays_readable() -> None:
    assert clean("星巴克 Café") == f"{REPLACEMENT} Café"
    data = replace(cast.english(), sentence="星巴克 Café")
    assert "星巴克 Café" in text_of(scorecard(data))


def test_a_letter_and_its_accent_become_one() -> None:
    assert clean("Nandu\u0301 n\u0303") == "Nandú ñ"


def test_marks_without_a_picture_are_dropped() -> None:
    assert clean("👍🏽") == "👍"
    assert clean("a\u200bb\u00adc\x00") == "abc "


def test_hebrew_is_turned_and_its_numbers_are_not() -> None:
    assert visual("Café שלום 12 עולם!") == "Café םלוע 12 םולש!"


def test_arabic_letters_join() -> None:
    joined = join_arabic("سلام")
    assert joined == "\ufeb3\ufefc\ufee1"
    assert all(weight(False).find(letter) for letter in joined)


def test_a_plain_report_carries_only_the_two_small_faces() -> None:
    fonts = PdfReader(io.BytesIO(scorecard(cast.english()))).pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 2


def test_markup_in_a_comment_is_only_text() -> None:
    assert "<b>&amp;</b>" in text_of(scorecard(variants.ALL["names of the world"]))
