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


def draw_again(payload: Mapping[str, object], now: datetime) -> None:
    """Draw the scorecard of a visit anew; nothing happens before it is published."""
    commands.draw_again(system(now), UUID(str(payload["visit"])))
