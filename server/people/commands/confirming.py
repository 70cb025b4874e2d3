"""Who sits before the screen, asked once more before what a borrowed device must not do."""

from __future__ import annotations

from uuid import UUID

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.people.models import DeviceSession
from server.people.queries import is_confirmed, is_new_here
from server.people.rules import CONFIRMED_MINUTES


def require_confirmed(actor: Actor) -> None:
    """Raises confirm_first unless a link or a passkey was shown on this device a short while ago.

    What acts without a device, a task or the command line, needs none.
    """
    if not is_confirmed(actor):
        raise Problem("confirm_first", minutes=CONFIRMED_MINUTES)


def require_confirmed_for(actor: Actor, person: UUID) -> None:
    """Raises confirm_first before a way in as a colleague is given, unless it was just shown.

    Whoever was added a short while ago can be handed their first link: nobody becomes more by it
    than whoever adds them could make of anybody. Not so an administrator.
    """
    if not is_new_here(actor, person):
        require_confirmed(actor)


def note_confirmed(actor: Actor) -> None:
    """Note that whoever is signed in here has just shown it; call it inside a transaction."""
    with write():
        DeviceSession.update(confirmed_at=actor.at).where(
            DeviceSession.id == actor.session
        ).execute()
        record(actor, "session.confirm", "device_session", actor.session)
