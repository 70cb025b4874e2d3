"""Photos of every kind that phones take, and things that are none."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any

from PIL import Image

# 64 x 48 pixels of one colour, as an iPhone would keep them; Pillow cannot write this format.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA"
    "AAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAABoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABo"
    "dmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEA"
    "GEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAA"
    "AwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAAB"
    "AAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAACJt"
    "ZGF0AAAAFigBrxmA70mlv/+nlf+WHL/W61pj5uA="
)
MODEL, MAKER_PLACE = "Sol's own telephone", "GPS of Sol's kitchen"


def jpeg(width: int = 800, height: int = 600, **options: Any) -> bytes:
    """A JPEG of noise, so that it has some length."""
    picture = Image.effect_noise((width, height), 90).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", **options)
    return out.getvalue()


def with_exif(orientation: int = 1, width: int = 800, height: int = 600) -> bytes:
    """A JPEG that says who took it, where, and which way up."""
    exif = Image.Exif()
    exif[0x0110] = MODEL
    exif[0x010E] = MAKER_PLACE
    exif[0x0112] = orientation
    return jpeg(width, height, exif=exif, comment=b"Sol was here")


def png(width: int = 80, height: int = 60, mode: str = "RGB") -> bytes:
    """A PNG."""
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


def vast_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be vast."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0"))


def vast_jpeg(width: int, height: int) -> bytes:
    """A JPEG whose header claims to be vast."""
    small = jpeg(64, 64)
    place = small.index(b"\xff\xc0") + 5
    return small[:place] + struct.pack(">HH", height, width) + small[place + 4 :]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif() -> bytes:
    """A picture, but none that a phone's camera makes."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "GIF")
    return out.getvalue()
