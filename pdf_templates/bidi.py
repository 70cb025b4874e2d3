"""Right-to-left names inside left-to-right pages: joined letters and visual order.

A small part of the Unicode rules, enough for a name or a sentence of Hebrew or Arabic in a Latin
page: a span of such letters is turned round as a whole, its digits are not, and Arabic letters take
their joined shapes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_STRONG = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
HAS_RTL = re.compile(f"[{_STRONG}]")
_SPAN = re.compile(f"[{_STRONG}](?:[^A-Za-z\u00c0-\u024f\n]*[{_STRONG}])*")
_ARABIC = re.compile("[\u0621-\u06ff]+")
_NUMBER = re.compile(r"\d[\d.,:/]*\d|\d")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Letter -> its shape alone, at the end, the start and the middle of a word."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBC0), *range(0xFE80, 0xFEFD)):
        kind, _, base = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.startswith("<"):
            letters = "".join(chr(int(part, 16)) for part in base.split())
            found.setdefault(letters, {})[kind.strip("<>")] = chr(code)
    return found


def _joins_next(letter: str) -> bool:
    return "initial" in _shapes().get(letter, {})


def _joins_before(letter: str) -> bool:
    return "final" in _shapes().get(letter, {})


def _letters(word: str) -> list[str]:
    """The letters of a word, lam and alef taken together."""
    shapes = _shapes()
    out: list[str] = []
    for letter in word:
        if out and out[-1] + letter in shapes:
            out[-1] += letter
        else:
            out.append(letter)
    return out


def _join(match: re.Match[str]) -> str:
    marks = [c for c in match.group() if not unicodedata.combining(c)]
    letters = _letters("".join(marks))
    out = []
    for index, letter in enumerate(letters):
        before = index > 0 and _joins_next(letters[index - 1]) and _joins_before(letter)
        after = (
            index + 1 < len(letters) and _joins_next(letter) and _joins_before(letters[index + 1])
        )
        name = ("medial" if after else "final") if before else ("initial" if after else "isolated")
        out.append(_shapes().get(letter, {}).get(name, letter))
    return "".join(out)


def join_arabic(text: str) -> str:
    """Arabic letters in the shapes they take beside each other (vowel marks are left out)."""
    return _ARABIC.sub(_join, text)


def _turn(match: re.Match[str]) -> str:
    turned = match.group()[::-1].translate(_MIRROR)
    return _NUMBER.sub(lambda number: number.group()[::-1], turned)


def visual(line: str) -> str:
    """One line in the order it is drawn, left to right."""
    if not HAS_RTL.search(line):
        return line
    return _SPAN.sub(_turn, line)
