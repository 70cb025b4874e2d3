"""Reading a PDF back, as a person, a screen reader and a ruler would."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """All text in the order it is written, white space made single."""
    document = pypdfium2.PdfDocument(pdf)
    parts = [page.get_textpage().get_text_bounded() for page in document]
    return spaced(" ".join(parts))


def spaced(text: str) -> str:
    """White space made single."""
    return re.sub(r"\s+", " ", text).strip()


def page_count(pdf: bytes) -> int:
    """How many pages."""
    return len(pypdfium2.PdfDocument(pdf))


@dataclass(frozen=True)
class Box:
    """Where a run of text stands on its page, in points from the lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    text: str


def boxes(pdf: bytes) -> list[Box]:
    """Every run of text and its place."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        words = page.get_textpage()
        for index in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(index)
            text = words.get_text_bounded(left, bottom, right, top)
            if text.strip():
                found.append(Box(number, left, bottom, right, top, text))
    return found


def ink(pdf: bytes) -> Iterator[tuple[tuple[float, float], tuple[int, int, int, int] | None]]:
    """Page by page: its size and the rectangle that holds everything drawn, both in points."""
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=1, grayscale=True).to_pil()
        yield page.get_size(), image.point(lambda grey: 255 if grey < 250 else 0).getbbox()


def drawn_rows(pdf: bytes, number: int) -> list[int]:
    """The rows of a page, in points from its top, on which anything is drawn."""
    image = pypdfium2.PdfDocument(pdf)[number].render(scale=1, grayscale=True).to_pil()
    rows = (image.crop((0, row, image.width, row + 1)) for row in range(image.height))
    return [number for number, row in enumerate(rows) if row.getextrema()[0] < 250]


@dataclass(frozen=True)
class Element:
    """One structure element."""

    tag: str
    alt: str
    scope: str
    kids: tuple[Element, ...]

    def all(self, tag: str) -> list[Element]:
        """Every element of a kind at or under this one, in reading order."""
        own = [self] if self.tag == tag else []
        return own + [found for kid in self.kids for found in kid.all(tag)]


def structure(pdf: bytes) -> Element:
    """The structure tree."""
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"]
    return _element(root.get_object())


def _element(node: Any) -> Element:
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    found = tuple(_element(k.get_object()) for k in kids if hasattr(k.get_object(), "get"))
    attributes = node.get("/A", {})
    scope = str(attributes.get("/Scope", "")) if hasattr(attributes, "get") else ""
    return Element(str(node["/S"])[1:], str(node.get("/Alt", "")), scope, found)
