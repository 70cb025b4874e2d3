"""What a page must know of a JPEG before its bytes pass through."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

_SIZES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Jpeg:
    """Bytes ready to embed, and their measures."""

    data: bytes
    width: int
    height: int
    grey: bool


def read(data: bytes) -> Jpeg:
    """Read a JPEG's header. What a page cannot carry as it is (CMYK, PNG) is made RGB first."""
    found = _header(data)
    if found is None or found[2] not in (1, 3):
        data = _as_rgb(data)
        found = _header(data)
    assert found is not None, "Pillow wrote a JPEG without a frame header"
    width, height, parts = found
    return Jpeg(data, width, height, parts == 1)


def _header(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and number of components, from the frame header."""
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xFF or kind in _ALONE:
            at += 1 if kind == 0xFF else 2
        elif kind in _SIZES and data[at + 4] == 8:
            height = int.from_bytes(data[at + 5 : at + 7], "big")
            return int.from_bytes(data[at + 7 : at + 9], "big"), height, data[at + 9]
        elif kind in _SIZES:
            return None
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _as_rgb(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=88)
        return out.getvalue()
