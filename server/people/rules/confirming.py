"""How long a sign-in stands for the person before the screen, for what is worth stealing."""

from __future__ import annotations

from datetime import datetime, timedelta

CONFIRMED_FOR = timedelta(minutes=20)
CONFIRMED_MINUTES = int(CONFIRMED_FOR.total_seconds() // 60)


def still_confirmed(confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether somebody has shown a link or a passkey here a short while ago."""
    return confirmed_at is not None and now - confirmed_at <= CONFIRMED_FOR
