"""The faces a page is set in: metrics, glyph numbers, and what stands in for what they lack.

The two main faces are small and embedded whole, so a document pays nothing for subsetting them. A
character outside them is looked up in larger faces, which are parsed on first need and subset per
document. No text ever shows an empty box: what no face covers becomes one replacement mark, and the
text itself stays readable to a machine (ActualText, set by the page).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFile

_FOLDER = Path(__file__).parent / "fonts"
_FALLBACKS = ("KitArrows-Regular", "KitShapes-Regular", "KitEmoji-Regular", "KitArabic-Regular")
REPLACEMENT = "\ufffd"
# Joiners, direction marks, variation selectors, skin tones, tags: they shape their neighbours and
# have no picture of their own.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)


# ReportLab reads a font through one file position, so two threads must not cut it at once.
_cutting = Lock()


class Face:
    """One font file: widths in thousandths of the size, glyph numbers, and its raw bytes."""

    def __init__(self, name: str) -> None:
        stem = name.removesuffix("-Regular") if name in _FALLBACKS else name
        self.name = name
        self.path = _FOLDER / f"{stem}.ttf"
        self.file: Any = _opened(self.path)
        self.glyphs: dict[int, int] = self.file.charToGlyph
        self.widths: dict[int, float] = self.file.charWidths

    def __contains__(self, code: int) -> bool:
        return code in self.glyphs

    def cut(self, codes: list[int]) -> bytes:
        """The face with only these characters, numbered 1, 2, 3 in their order."""
        with _cutting:
            subset: bytes = self.file.makeSubset(codes)
        return subset

    def glyph_width(self, glyph: int) -> float:
        """The width of a glyph, in thousandths of the size."""
        return round(self.file.hmetrics[glyph][0] * 1000 / self.file.unitsPerEm, 2)

    @property
    def descriptor(self) -> str:
        """The part of a FontDescriptor that holds for the whole and for any subset."""
        file = self.file
        box = " ".join(str(int(edge)) for edge in file.bbox)
        return (
            f"/FontBBox[{box}]/ItalicAngle 0/Ascent {int(file.ascent)}/Descent {int(file.descent)}"
            f"/CapHeight {int(file.capHeight)}/StemV {int(file.stemV)}/Flags 4"
        )


def _opened(path: Path) -> Any:
    """A font as ReportLab reads it, with the widths of its last glyphs put right.

    Where many glyphs at the end share one width, ReportLab 5.1 keeps that width in thousandths
    among widths in font units, and writes it so into a subset.
    """
    file: Any = TTFontFile(str(path))
    known = int.from_bytes(file.get_table("hhea")[34:36], "big")
    last = file.hmetrics[known - 1][0]
    file.hmetrics[known:] = [(last, bearing) for _, bearing in file.hmetrics[known:]]
    return file


@cache
def face(name: str) -> Face:
    """A face by the name of its file, parsed once per process."""
    return Face(name)


class Weight:
    """Regular or bold as the page sees it: any character has a width and a face."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.main = face(f"KitSans-{style}")
        self.codes = {code: chr(glyph) for code, glyph in self.main.glyphs.items() if code >= 32}
        inside = "".join(re.escape(chr(code)) for code in self.codes)
        self.outside = re.compile(f"[^{inside}]")
        self.widths = _Widths(self)

    def width(self, text: str) -> float:
        """The length of a text in ems."""
        return sum(map(self.widths.__getitem__, text))

    def find(self, character: str) -> Face | None:
        """The first face that has a character; None when no face has it."""
        code = ord(character)
        for name in (f"KitSans-{self.style}", f"KitSansMore-{self.style}", *_FALLBACKS):
            candidate = face(name)
            if code in candidate:
                return candidate
        return None


class _Widths(dict[str, float]):
    """Character -> width in ems; what the main face lacks is looked up once."""

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        main = weight.main
        self.weight = weight
        self.update((chr(c), main.glyph_width(g) / 1000) for c, g in main.glyphs.items())

    def __missing__(self, character: str) -> float:
        found = self.weight.find(character)
        width = found.glyph_width(found.glyphs[ord(character)]) / 1000 if found else 0.0
        self[character] = width
        return width


@cache
def weight(bold: bool) -> Weight:
    """Regular or bold, made once per process."""
    return Weight("Bold" if bold else "Regular")


@lru_cache(maxsize=8192)
def glyphs(text: str, bold: bool) -> str | None:
    """A line as glyph numbers of a main face, in hex; None where that face lacks a character."""
    style = weight(bold)
    if style.outside.search(text):
        return None
    return text.translate(style.codes).encode("utf-16-be").hex()


def _compatible(character: str) -> str:
    """A plainer spelling that some face has (ﬁ, ４, 𝐀), or the character itself."""
    plain = unicodedata.normalize("NFKC", character)
    regular = weight(False)
    return plain if all(regular.find(one) for one in plain) else character


_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027€\n]*")
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def clean(text: str) -> str:
    """Text as it can be set: composed, without control characters, only glyphs some face has.

    A run that no face covers becomes one U+FFFD.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _INVISIBLE.sub("", _UNPRINTABLE.sub(" ", text))
    regular = weight(False)
    if not regular.outside.search(text.replace("\n", " ")):
        return text
    pieces = [c if c == "\n" or regular.find(c) else _compatible(c) for c in text]
    pieces = [c if c == "\n" or regular.find(c[0]) else REPLACEMENT for c in pieces]
    return re.sub(f"{REPLACEMENT}+", REPLACEMENT, "".join(pieces))


@cache
def whole(name: str) -> tuple[bytes, bytes, str]:
    """A main face ready to embed: compressed file, compressed ToUnicode, and its widths."""
    main = face(name)
    raw = main.path.read_bytes()
    characters: dict[int, int] = {}
    for code, glyph in sorted(main.glyphs.items()):
        characters.setdefault(glyph, code)
    widths = " ".join(_short(main.glyph_width(g)) for g in range(len(main.file.hmetrics)))
    return zlib.compress(raw, 9), zlib.compress(to_unicode(characters), 9), f"0[{widths}]"


def _short(number: float) -> str:
    return f"{number:g}"


def to_unicode(characters: dict[int, int]) -> bytes:
    """The CMap that turns glyph numbers back into text."""
    pairs = [
        f"<{glyph:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for glyph, code in sorted(characters.items())
        if glyph and code
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
