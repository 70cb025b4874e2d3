"""Codes for a phone's camera to read off the terminal."""

from __future__ import annotations

import segno


def qr_code(text: str) -> str:
    """A QR code in half blocks, for a phone's camera to read off the screen."""
    rows = [list(row) for row in segno.make(text, error="l").matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    # Dark terminals are the common case: a light module is drawn, a dark one left out.
    halves = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    return "\n".join(
        "".join(halves[bool(upper), bool(lower)] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    )
