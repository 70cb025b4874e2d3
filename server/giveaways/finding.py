"""Looking for what gives somebody away in a text, or in what a photo is asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from server.giveaways.patterns import PATTERNS, RECEIPT_WORDS

# Shorter parts of names are too often words of their own.
_LEAST_OF_A_NAME = 3


@dataclass(frozen=True, slots=True)
class Giveaway:
    """Some words of a text. `kind`: time, receipt, name or looks."""

    kind: str
    words: str


def find(text: str, names: Collection[str] = ()) -> tuple[Giveaway, ...]:
    """What gives somebody away in a text, each thing once; `names` are those of known people."""
    found = [
        Giveaway(kind, " ".join(match.group(0).split()))
        for kind, patterns in PATTERNS.items()
        for pattern in patterns
        for match in pattern.finditer(text)
    ]
    found += [Giveaway("name", word) for word in _known(text, names)]
    return tuple(dict.fromkeys(found))


def _known(text: str, names: Collection[str]) -> Iterable[str]:
    """Words with a capital that are a part of a name that is known, whatever their accents."""
    parts = {bare for name in names for word in name.split() if (bare := _bare(word))}
    for word in re.findall(r"\w+", text):
        if word[:1].isupper() and _bare(word) in parts:
            yield word


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return bare if len(bare) >= _LEAST_OF_A_NAME else ""


def asks_for_receipt(*texts: str) -> bool:
    """Whether a question, by its id or its words, asks for a photo of a receipt."""
    return any(RECEIPT_WORDS.search(text.replace("_", " ")) for text in texts)
