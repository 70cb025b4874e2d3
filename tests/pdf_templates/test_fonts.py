"""The faces are small, complete, named, and free."""

from __future__ import annotations

from pathlib import Path

import pytest

import pdf_templates
from pdf_templates.faces import face, weight, whole

FOLDER = Path(pdf_templates.__file__).parent / "fonts"
SPANISH = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’…–—€$ªº"
FILES = sorted(path.name for path in FOLDER.glob("*.ttf"))


def test_it_works() -> None:
    assert weight(False).outside.search(SPANISH + "0123456789 ŁłŠšŞşȘșČč") is None
    assert weight(True).outside.search(SPANISH + "÷×−≈→"[:-1]) is None


def test_figures_stand_in_columns() -> None:
    for bold in (False, True):
        assert len({weight(bold).width(figure) for figure in "0123456789"}) == 1


def test_bold_is_bold() -> None:
    assert weight(True).width("Overall") > weight(False).width("Overall")


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_what_every_document_carries_is_small(style: str) -> None:
    assert len(whole(f"KitSans-{style}")[0]) < 20_000


def test_each_face_has_its_place_in_the_licence_and_the_note() -> None:
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    note = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert len(FILES) == 8
    for name in FILES:
        family = name.removesuffix(".ttf").split("-")[0]
        spoken = family.replace("Kit", "Kit ").replace("SansMore", "Sans More")
        assert spoken in licence
        assert family in note


def test_a_width_shared_by_many_glyphs_is_the_fonts_own() -> None:
    """ReportLab keeps such widths in other units; we put them right."""
    emoji = face("KitEmoji-Regular")
    assert 1200 < emoji.glyph_width(emoji.glyphs[0x1F600]) < 1300
