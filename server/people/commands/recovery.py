"""Recovery codes: made anew, and one of them used in place of a passkey that is lost."""

from __future__ import annotations

from collections.abc import Iterable

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.people import rules
from server.people.commands.confirming import require_confirmed
from server.people.commands.links import usable_link, use_up
from server.people.commands.sessions import SignedIn, open_session
from server.people.models import RecoveryCode
from server.people.queries import recovery_codes_left


def make_recovery_codes(actor: Actor) -> list[str]:
    """Ten new codes of the actor's, told here once; earlier ones stop working.

    Raises confirm_first.
    """
    require_confirmed(actor)
    codes = rules.new_codes()
    with write():
        RecoveryCode.delete().where(RecoveryCode.person == actor.person).execute()
        for code in codes:
            RecoveryCode.create(
                person=actor.person, code_hash=rules.code_hash(code), created_on=actor.at.date()
            )
        record(actor, "recovery_code.make", "person", actor.person, codes=len(codes))
    return codes


def own_codes_among(actor: Actor, entered: Iterable[str]) -> list[str]:
    """Those of the texts that are unused codes of the actor's; raises recovery_code_unusable."""
    unused = (RecoveryCode.person == actor.person) & RecoveryCode.used_at.is_null()
    known = {row.code_hash for row in RecoveryCode.select(RecoveryCode.code_hash).where(unused)}
    found = [code for code in entered if rules.code_hash(code) in known]
    if not found:
        raise Problem("recovery_code_unusable")
    return found


def use_recovery_code(
    actor: Actor, token: str, code: str, device: str, lengths: rules.SessionLengths
) -> SignedIn:
    """Sign in whoever has a link and one of their codes; both work once.

    Raises link_unusable, and recovery_code_unusable, which leaves the link as it was.
    """
    link = usable_link(actor, token)
    with write():
        won = (
            RecoveryCode.update(used_at=actor.at)
            .where(
                (RecoveryCode.person == link.person_id)
                & (RecoveryCode.code_hash == rules.code_hash(code))
                & RecoveryCode.used_at.is_null()
            )
            .execute()
        )
        if not won:
            raise Problem("recovery_code_unusable")
        use_up(actor, link)
        left = recovery_codes_left(link.person_id)
        record(
            Actor(at=actor.at, person=link.person_id),
            "recovery_code.use",
            "person",
            link.person_id,
            left=left,
        )
        return open_session(actor, link.person_id, None, device, lengths, "_recovery_code")
