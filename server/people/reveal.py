"""The one door from a shopper's code to a name.

Whoever passes it says why, and the history says who did. Few codes a day: whoever needs a list
needs something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.database import is_sqlite, write
from server.history.commands import record
from server.history.queries import count_since, latest_of
from server.kernel.actor import Actor, Role
from server.kernel.problems import Problem
from server.people.commands.confirming import require_confirmed
from server.people.models import Person, ShopperIdentity

MOST_A_DAY = 5
LONGEST_REASON = 500
_DAY = timedelta(days=1)
# Each way through the door; all of them are counted together.
_TURNED = ("shopper.reveal", "shopper.export")


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody turned a code into a name, and how.

    `by` is "" where they are erased, and None where it was done on the machine itself.
    """

    by: str | None
    at: datetime
    act: str


def reveal(actor: Actor, shopper: UUID, reason: str) -> str:
    """The name behind a shopper's code, for an administrator who says why.

    Also from the machine itself, whose looks are counted together. Raises not_permitted for
    anybody else, reveal_reason_missing, reveal_limit, not_found, and confirm_first at a device
    that may have been left open.
    """
    return _through(actor, shopper, reason)


def hand_out(actor: Actor, shopper: UUID, reason: str) -> None:
    """Let a file with the name behind a code be made, for an administrator who says why.

    Raises what `reveal` does; it is the same door, and counts alike.
    """
    _through(actor, shopper, reason, as_file=True)


def _through(actor: Actor, shopper: UUID, reason: str, as_file: bool = False) -> str:
    if not actor.has(Role.ADMINISTRATOR):
        raise Problem("not_permitted")
    require_confirmed(actor)
    reason = " ".join(reason.replace("\0", "").split())
    if not 3 <= len(reason) <= LONGEST_REASON:
        raise Problem("reveal_reason_missing", limit=LONGEST_REASON)
    with write():
        if actor.person and not is_sqlite():
            # Whoever asks twice at the same moment is counted one after the other.
            list(Person.select(Person.id).where(Person.id == actor.person).for_update())
        # Written first and counted with it: of many at the same moment no more than these pass.
        if as_file:
            record(actor, "shopper.export", "shopper", shopper, reason=reason)
        else:
            record(actor, "shopper.reveal", "shopper", shopper, reason=reason)
        if count_since(_TURNED, actor.person, actor.at - _DAY) > MOST_A_DAY:
            raise Problem("reveal_limit", limit=MOST_A_DAY)
        return _name(shopper)


def _name(shopper: UUID) -> str:
    row = (
        ShopperIdentity.select(Person.name)
        .join(Person)
        .where(ShopperIdentity.shopper == shopper)
        .tuples()
        .first()
    )
    if row is None:
        raise Problem("not_found")
    return str(row[0])


def looks() -> dict[UUID, Look]:
    """Shopper -> who learned the name last, when and how; for whoever may see the codes."""
    found = latest_of(_TURNED, "shopper")
    known = [actor for actor, _, _ in found.values() if actor is not None]
    names = dict(Person.select(Person.id, Person.name).where(Person.id.in_(known)).tuples())
    return {
        UUID(id): Look(None if by is None else names.get(by, ""), at, act)
        for id, (by, at, act) in found.items()
    }
