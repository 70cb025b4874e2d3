"""How long a device stays signed in."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta

from server.kernel.actor import Role
from server.kernel.settings import Settings


@dataclass(frozen=True, slots=True)
class SessionLengths:
    """How long a device stays signed in, by who is signed in there."""

    shopper: timedelta
    staff: timedelta
    administrator: timedelta

    def of(self, shopper: bool, roles: Set[Role]) -> timedelta:
        """Long on a shopper's phone; short for whoever can change everything."""
        if shopper:
            return self.shopper
        return self.administrator if Role.ADMINISTRATOR in roles else self.staff


def session_lengths(settings: Settings) -> SessionLengths:
    """The lengths that the installation has chosen."""
    return SessionLengths(
        timedelta(days=settings.session_days),
        timedelta(hours=settings.staff_session_hours),
        timedelta(hours=settings.administrator_session_hours),
    )
