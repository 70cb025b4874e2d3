"""What counts as a photo, and what a store may see of one."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from server.kernel.problems import Problem

_KINDS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "HEIF": "image/heic"}
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
    picture = _open(content, most_megapixels)
    try:
        # An eighth of the size is enough to find out whether the data is all there.
        picture.draft("RGB", (picture.width // 8, picture.height // 8))
        size = picture.size
        picture.load()
    except Exception:  # Decoders fail on damaged data in many ways; all mean the same to us.
        raise Problem("photo_unreadable") from None
    return PhotoFacts(_KINDS[picture.format or ""], *max(size, picture.size))


def _open(content: bytes, most_megapixels: int) -> Image.Image:
    try:
        picture = _identified(content)
    except Problem:
        raise
    except Exception:  # Pillow warns of bombs and fails on headers in many ways.
        raise Problem("photo_unreadable") from None
    if picture.width * picture.height > most_megapixels * 1_000_000:
        raise Problem("photo_too_large", limit=most_megapixels)
    return picture


def _identified(content: bytes) -> Image.Image:
    if content[4:12].startswith(_HEIF_BRANDS):
        heif = pi_heif.open_heif(content, convert_hdr_to_8bit=True)
        if heif.size[0] * heif.size[1] > 200_000_000:
            raise Problem("photo_too_large", limit=50)
        picture = heif.to_pillow()
        picture.format = "HEIF"
        return picture
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        return Image.open(io.BytesIO(content), formats=("JPEG", "MPO", "PNG"))
    except UnidentifiedImageError:
        raise Problem("photo_unreadable") from None
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def cleaned(content: bytes, longest: int = STORE_LONGEST_SIDE) -> bytes:
    """A JPEG of the photo's pixels and nothing else: no EXIF, no place, no time, no thumbnail.

    Turned upright, at most `longest` pixels on the long side. Equal input gives equal bytes.
    """
    picture = _identified(content)
    picture.draft("RGB", (longest, longest))
    picture = ImageOps.exif_transpose(picture).convert("RGB")
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
