"""The language that a page speaks to a reader."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "es"]


def spoken(language: str) -> Language:
    """The language that a scorecard is drawn in for a reader of `language`."""
    return "es" if language == "es" else "en"
