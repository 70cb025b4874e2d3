"""Measured text: styles, and the breaking of a paragraph into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pdf_templates import bidi
from pdf_templates.faces import REPLACEMENT, clean, weight

# After these a long line may break although no space follows.
_SOFT_BREAKS = re.compile(r"(?<=[-/–—…])(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `colour` names a token; the page knows its ink."""

    size: float
    leading: float
    bold: bool = False
    colour: str = "ink"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ready to draw. `actual` holds the text as written where the glyphs differ from it."""

    lines: tuple[str, ...]
    style: Style
    actual: str = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def width(self) -> float:
        """The longest line, in points."""
        return max((width(line, self.style) for line in self.lines), default=0.0)


def width(text: str, style: Style) -> float:
    """The length of one line, in points."""
    return word_width(text, style.bold) * style.size


@lru_cache(maxsize=16384)
def word_width(text: str, bold: bool) -> float:
    """The length of a word in ems; words repeat, so it is worth keeping."""
    return weight(bold).width(text)


def prepare(text: str) -> tuple[str, str]:
    """The text in glyphs that exist, and the text as written where a machine should read that."""
    shown = clean(text.strip())
    if shown.isascii():
        return shown, ""
    if bidi.HAS_RTL.search(shown):
        return bidi.join_arabic(shown), text.strip()
    return shown, text.strip() if REPLACEMENT in shown else ""


@lru_cache(maxsize=4096)
def block(text: str, style: Style, room: float, most: int = 0) -> Block:
    """Break a text into lines no longer than `room`; with `most`, cut it and end in an ellipsis.

    Kept, because the questions of a form come again with each of its scorecards.
    """
    shown, actual = prepare(text)
    lines = _lines(shown, style, room)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], style, room)]
        actual = actual and "\n".join(lines)
    if actual:
        lines = [bidi.visual(line) for line in lines]
    return Block(tuple(lines), style, actual)


def _lines(text: str, style: Style, room: float) -> list[str]:
    limit = room / style.size + 1e-6
    if "\n" not in text and word_width(text, style.bold) <= limit:
        return [text] if text else []
    out: list[str] = []
    for paragraph in text.split("\n"):
        out += _paragraph(paragraph, style.bold, limit)
    return out


def _paragraph(text: str, bold: bool, limit: float) -> list[str]:
    space = word_width(" ", bold)
    out: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in text.split(" "):
        size = word_width(word, bold)
        if line and used + space + size <= limit:
            line.append(word)
            used += space + size
            continue
        if size > limit:
            head = [" ".join(line) + " "] if line else []
            *full, word = _break_word(word, bold, limit, used + space if line else 0.0, head)
            out += full
            size = word_width(word, bold)
        elif line:
            out.append(" ".join(line))
        line, used = [word], size
    if line and any(line):
        out.append(" ".join(line))
    return out


def _break_word(word: str, bold: bool, limit: float, used: float, head: list[str]) -> list[str]:
    """Break what is longer than a line: at its hyphens and slashes, else between letters."""
    out: list[str] = []
    line = head[0] if head else ""
    for part in _SOFT_BREAKS.split(word):
        size = word_width(part, bold)
        if used + size > limit and line:
            out.append(line.rstrip(" "))
            line, used = "", 0.0
        for letter in part if size > limit else (part,):
            step = size if letter is part else word_width(letter, bold)
            if used + step > limit and line:
                out.append(line)
                line, used = "", 0.0
            line += letter
            used += step
    return [*out, line]


def _cut(line: str, style: Style, room: float) -> str:
    """A line shortened at a word so that the ellipsis fits."""
    limit = room / style.size
    words = line.split(" ")
    while len(words) > 1 and word_width(" ".join(words) + " …", style.bold) > limit:
        words.pop()
    return " ".join(words).rstrip(" ,;:.") + " …"
