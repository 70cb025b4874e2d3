"""Traces of a shopper, each one of a kind, and every place in an answer where one could hide."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
from PIL import Image
from werkzeug.test import TestResponse

NAME = "Zyanya Quetzalli Wadkjær"
ADDRESS = "zyanya.qxz@wadkjaer.example"
# Given by the shopper, and not confirmed; and one of the reviewer, which no store knows either.
CLAIMED = "zyanya.new.qxz@wadkjaer.example"
REVIEWER = "rosa.qxz@reviewers.example"
MODEL = "Wyldephone-QX7"
FILE = "IMG_QXZ_zyanya_kitchen.jpg"
PLACE = "GPS-QXZ-19.4326"
DEVICE = "qxz-device-of-zyanya"
APP = "qxz-9.9.9"
# Metres that nothing else on any page counts.
DISTANCE = 787_871
BROWSER = "Mozilla/5.0 (Linux; Android 14; Wyldephone-QX7) AppleWebKit Chrome/121.0 Mobile"


def marked_photo(colour: tuple[int, int, int]) -> bytes:
    """A photo that says who took it, with what, where, and under which name."""
    exif = Image.Exif()
    exif[0x0110], exif[0x010E], exif[0x013B] = MODEL, PLACE, NAME
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG", exif=exif, comment=FILE.encode())
    return out.getvalue()


def layers(answered: TestResponse) -> Iterator[bytes]:
    """The answer's head and body; of a PDF also each stream, unpacked, and the text one reads."""
    # Not the hour of the answer itself, which is now and then that of the visit.
    yield str([each for each in answered.headers if each[0] != "Date"]).encode()
    yield answered.data
    if answered.mimetype == "application/pdf":
        reader = pypdf.PdfReader(io.BytesIO(answered.data))
        yield str(reader.metadata).encode()
        yield "\n".join(page.extract_text() for page in reader.pages).encode()
        for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 1):
            found = reader.get_object(number)
            if isinstance(found, pypdf.generic.StreamObject):
                yield found.get_data()
                yield found._data


def spellings(marker: str) -> tuple[bytes, ...]:
    """A marker as UTF-8, as HTML, JSON, and a PDF would spell it."""
    return (
        marker.encode(),
        marker.encode("latin-1", "replace"),
        marker.encode("utf-16-be"),
        marker.encode("utf-16-be").hex().encode(),
        marker.encode("ascii", "xmlcharrefreplace"),
        marker.encode("unicode_escape"),
    )


def found_in(answered: TestResponse, marker: str) -> bool:
    """Whether a trace is anywhere in an answer."""
    kinds = spellings(marker)
    return any(kind in layer for layer in layers(answered) for kind in kinds)
