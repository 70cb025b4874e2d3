"""Noting words of thanks that were not settled together with the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.actions import commands


def propose(payload: Mapping[str, object], _now: datetime) -> None:
    """Let them wait for a reviewer; nothing happens where they are settled."""
    commands.propose(UUID(str(payload["review"])))
