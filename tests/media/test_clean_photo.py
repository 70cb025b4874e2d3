"""What a store sees of a photo is its pixels and nothing else."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from server.media.queries import for_store
from server.media.rules import cleaned
from tests.media.pictures import HEIC, MAKER_PLACE, MODEL, jpeg, png, with_exif
from tests.media.sending import Sender


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_it_works(sender: Sender) -> None:
    content = with_exif()
    # What is to be gone was there.
    assert MODEL.encode() in content
    assert b"Sol was here" in content
    name = sender.announced(content)
    sender.put(name, content)
    seen = for_store(name)
    for trace in (MODEL, MAKER_PLACE, "Sol was here", "Exif"):
        assert trace.encode() not in seen
    assert not opened(seen).getexif()
    assert set(opened(seen).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    "content",
    [HEIC, png(), png(mode="RGBA"), png(mode="P"), png(mode="I;16"), png(mode="LA"), jpeg()],
    ids=["heic", "png", "transparent", "palette", "16 bit", "grey", "jpeg"],
)
def test_every_kind_becomes_a_jpeg(content: bytes) -> None:
    assert (opened(cleaned(content)).format, opened(cleaned(content)).mode) == ("JPEG", "RGB")


def test_a_photo_taken_sideways_stands_upright() -> None:
    assert opened(cleaned(with_exif(6, 800, 600))).size == (600, 800)


def test_a_large_photo_becomes_smaller() -> None:
    assert opened(cleaned(jpeg(3000, 1500))).size == (1600, 800)


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert cleaned(with_exif()) != with_exif()
    content = with_exif()
    assert cleaned(content) == cleaned(content)
