"""What a preview looks like and runs on: the phone's own style and modules, and a little around."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from server.phone.assets import join

_SERVER = Path(__file__).parents[2]
_STYLES = ("phone/static/phone.css", "phone/static/further.css", "previews/static/preview.css")
_PROGRAM = "previews/static/preview.js"


@cache
def style() -> str:
    """The phone's style sheets, and what a preview has beside the questions."""
    return "\n".join((_SERVER / name).read_text("utf-8") for name in _STYLES)


@cache
def program() -> str:
    """The module of the preview, with the phone's own modules inside it."""
    return join(_SERVER, _PROGRAM)


def digest(text: str) -> str:
    """A short name for the content of a file."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
