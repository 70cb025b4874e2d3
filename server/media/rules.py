"""What counts as a photo, and what a store may see of one."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pi_heif
from PIL import Image, ImageOps

from server.kernel.problems import Problem

_KINDS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}
_HEIF_BRANDS = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1")

# What a store sees: enough to read a price tag, small enough for a page and a PDF.
STORE_LONGEST_SIDE = 1600


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """The media type and the size in pixels of a photo."""

    kind: str
    width: int
    height: int


def inspect(content: bytes, most_megapixels: int) -> PhotoFacts:
    """What kind of photo `content` is.

    Raises photo_unreadable for anything but a whole JPEG, PNG or HEIC, and photo_too_large, judged
    by the header before any pixel is decoded.
    """
    try:
        kind, (width, height) = _header(content)
        if width * height > most_megapixels * 1_000_000:
            raise Problem("photo_too_large", limit=most_megapixels)
        picture = _picture(content)
        # An eighth of the size is enough to find out whether the data is all there.
        picture.draft("RGB", (width // 8, height // 8))
        picture.load()
    except Problem:
        raise
    except Image.DecompressionBombError:
        raise Problem("photo_too_large", limit=most_megapixels) from None
    except Exception:  # Decoders fail on damaged data in many ways; all mean the same to us.
        raise Problem("photo_unreadable") from None
    return PhotoFacts(kind, width, height)


def _header(content: bytes) -> tuple[str, tuple[int, int]]:
    """The media type and the size that a photo claims; no pixel is decoded."""
    if _is_heif(content):
        return "image/heic", pi_heif.open_heif(content).size
    picture = _picture(content)
    return _KINDS[picture.format or ""], picture.size


def _picture(content: bytes) -> Image.Image:
    if _is_heif(content):
        return pi_heif.open_heif(content, convert_hdr_to_8bit=True).to_pillow()
    # A phone's MPO (a JPEG with a second picture behind it) is opened as JPEG too.
    return Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))


def _is_heif(content: bytes) -> bool:
    return content[4:12].startswith(_HEIF_BRANDS)


def cleaned(content: bytes, longest: int = STORE_LONGEST_SIDE) -> bytes:
    """A JPEG of the photo's pixels and nothing else: no EXIF, no place, no time, no thumbnail.

    Turned upright, at most `longest` pixels on the long side. Equal input gives equal bytes.
    """
    picture = _picture(content)
    picture.draft("RGB", (longest, longest))
    picture = ImageOps.exif_transpose(picture).convert("RGB")
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
