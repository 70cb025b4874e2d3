"""Drawing PDFs ahead of the first download."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.kernel.actor import system
from server.scorecards import commands


def draw(payload: Mapping[str, object], now: datetime) -> None:
    """Draw the score that was published; nothing happens where it was withdrawn since."""
    commands.draw_all(system(now), UUID(str(payload["score"])))
