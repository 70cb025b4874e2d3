"""Addresses as the app writes them, and as its document does."""

from __future__ import annotations

import re


def as_documented(route: str) -> str:
    """`PUT /a/<uuid:b>` as the document writes it: `PUT /a/{b}`."""
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", route)
