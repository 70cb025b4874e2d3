"""Carrying out a publication when its time has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.kernel.actor import system
from server.scores import commands


def publish(payload: Mapping[str, object], now: datetime) -> None:
    """Publish the score that the payload names; nothing happens where it is out or withdrawn."""
    commands.publish(system(now), UUID(str(payload["score"])))


def part_closed(payload: Mapping[str, object], now: datetime) -> None:
    """Say of a part of the visit that it was not reported; nothing happens where it was."""
    commands.part_closed(system(now), UUID(str(payload["visit"])))
