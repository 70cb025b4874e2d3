"""What is a JPEG passes through, what is none is made one."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from pdf_templates.jpeg import read


def image(mode: str, kind: str = "JPEG", **options: object) -> bytes:
    """A picture of 30 by 20 dots."""
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(("mode", "grey"), [("RGB", False), ("L", True)])
def test_it_works(mode: str, grey: bool) -> None:
    data = image(mode)
    found = read(data)
    assert (found.width, found.height, found.grey) == (30, 20, grey)
    assert found.data is data


def test_a_progressive_one_passes_through() -> None:
    data = image("RGB", progressive=True)
    assert read(data).data is data


def test_four_inks_become_three_lights() -> None:
    data = image("CMYK")
    found = read(data)
    assert found.data != data
    assert not found.grey


def test_another_kind_becomes_a_jpeg() -> None:
    found = read(image("RGBA", "PNG"))
    assert (found.width, found.height) == (30, 20)
    assert found.data.startswith(b"\xff\xd8")


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        read(b"not a picture")
