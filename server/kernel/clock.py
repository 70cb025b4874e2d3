"""Time, in UTC and aware, from one place that a test can move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that says what time it is."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that stands still until told to move, for tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The instant the clock was last set to."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Move forward (or back) by `by`."""
        self._now += by

    def set(self, to: datetime) -> None:
        """Stand at `to`."""
        self._now = to.astimezone(UTC)


def iso(instant: datetime) -> str:
    """`2026-11-21T16:15:30.123Z`: the one spelling of an instant in JSON."""
    text = instant.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def parse_iso(text: str) -> datetime:
    """The instant spelled by `text`; raises ValueError when it has no zone or is no instant."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC)
