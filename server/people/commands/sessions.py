"""Signed-in devices: opening a session, ending it, its language."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import OperationalError

from server.database import is_sqlite, write
from server.history.commands import record
from server.kernel.actor import Actor, Role
from server.kernel.ids import new_id, new_token, token_hash
from server.kernel.problems import Problem
from server.people import queries
from server.people.commands.confirming import require_confirmed
from server.people.models import (
    DeviceSession,
    Passkey,
    Person,
    RecoveryCode,
    Shopper,
    SignInLink,
)
from server.people.rules import SessionLengths


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What signing in gives: the session's token, told once, and how long it lasts."""

    token: str
    lasts: timedelta
    shopper: UUID | None


def recognise(token: str | None, now: datetime) -> Actor:
    """Whoever comes with a session's token; once a day it is noted that the device was seen."""
    who, last_seen = queries.identify(token, now)
    if who.session and last_seen != now.date():
        # A full disk must keep nobody from reading.
        with suppress(OperationalError), write():
            DeviceSession.update(last_seen_on=now.date()).where(
                DeviceSession.id == who.session
            ).execute()
    return who


def open_session(
    actor: Actor,
    person: UUID | None,
    shopper: UUID | None,
    device: str,
    lengths: SessionLengths,
    how: str = "",
    confirms: bool = True,
) -> SignedIn:
    """Sign a person or a shopper in on a device; call it inside the transaction that lets them.

    `how` stands in history, if not by link: _passkey, _recovery_code, _last_resort. What it was
    opened with `confirms` who sits there, or not. Raises link_used for somebody who is let in no
    longer.
    """
    if actor.session:
        # The browser forgets the token that it had; nobody could use that session any more.
        revoke_session(actor, actor.session)
    token = new_token()
    owner = _let_in(person, shopper)
    lasts = lengths.of(bool(shopper), queries.roles_of(person) if person else frozenset())
    session = DeviceSession.create(
        id=new_id(),
        token_hash=token_hash(token),
        person=person,
        shopper=shopper,
        device=device[:120],
        language=owner.language,
        created_at=actor.at,
        last_seen_on=actor.at.date(),
        expires_at=actor.at + lasts,
        confirmed_at=actor.at if confirms else None,
    )
    record(
        Actor(at=actor.at, person=person, shopper=shopper),
        f"session.open{how}",
        "device_session",
        session.id,
    )
    return SignedIn(token, lasts, shopper)


def _let_in(person: UUID | None, shopper: UUID | None) -> Any:
    """Whoever signs in, held so that revoking them comes before or after, and never in between."""
    if shopper:
        found = Shopper.select().where((Shopper.id == shopper) & Shopper.active)
    else:
        found = Person.select().where((Person.id == person) & Person.revoked_at.is_null())
    owner = (found if is_sqlite() else found.for_update()).first()
    if owner is None:
        raise Problem("link_used")
    return owner


def revoke_session(actor: Actor, session: UUID) -> None:
    """Shut a device out at once: the actor's own, or anybody's for an administrator.

    Raises not_found for a session that is not theirs, as for one that does not exist.
    """
    mine = DeviceSession.id == session
    if not actor.has(Role.ADMINISTRATOR):
        mine &= (
            DeviceSession.shopper == actor.shopper
            if actor.shopper
            else DeviceSession.person == actor.person
        )
    with write():
        changed = (
            DeviceSession.update(revoked_at=actor.at)
            .where(mine & DeviceSession.revoked_at.is_null())
            .execute()
        )
        if not changed:
            raise Problem("not_found")
        record(actor, "session.revoke", "device_session", session)


def revoke_others(actor: Actor) -> int:
    """Sign the actor out on every device but this one; return how many devices it was."""
    with write():
        ended = (
            DeviceSession.update(revoked_at=actor.at)
            .where(
                _whose(DeviceSession, actor.person, actor.shopper)
                & (DeviceSession.id != actor.session)
                & DeviceSession.revoked_at.is_null()
                & (DeviceSession.expires_at > actor.at)
            )
            .execute()
        )
        record(actor, "session.revoke_others", actor.kind, actor.id, devices=ended)
    return int(ended)


def shut_out(actor: Actor, person: UUID | None = None, shopper: UUID | None = None) -> int:
    """Sign a person or a shopper out on every device; how many devices.

    For a lost phone, or somebody who has left: their unused links end, and their passkeys and
    recovery codes go, so that only a new link lets them in. What was written on the device stays
    there and can be sent after signing in anew. Raises confirm_first.
    """
    require_confirmed(actor)
    with write():
        ended = end_sessions(actor, person, shopper)
        kind, whose = ("shopper", shopper) if shopper else ("person", person)
        record(actor, "session.revoke_all", kind, whose, devices=ended)
    return ended


def end_sessions(actor: Actor, person: UUID | None = None, shopper: UUID | None = None) -> int:
    """End every session, unused link, passkey and recovery code of somebody; how many sessions.

    Call it inside a transaction.
    """
    Passkey.delete().where(_whose(Passkey, person, shopper)).execute()
    if person:
        RecoveryCode.delete().where(RecoveryCode.person == person).execute()
    SignInLink.update(used_at=actor.at).where(
        _whose(SignInLink, person, shopper) & SignInLink.used_at.is_null()
    ).execute()
    return int(
        DeviceSession.update(revoked_at=actor.at)
        .where(_whose(DeviceSession, person, shopper) & DeviceSession.revoked_at.is_null())
        .execute()
    )


def _whose(table: Any, person: UUID | None, shopper: UUID | None) -> Any:
    return table.shopper == shopper if shopper else table.person == person


def choose_language(actor: Actor, language: str) -> None:
    """Keep the actor's own choice of language, for this session and the next ones."""
    with write():
        DeviceSession.update(language=language).where(DeviceSession.id == actor.session).execute()
        if actor.shopper:
            Shopper.update(language=language).where(Shopper.id == actor.shopper).execute()
        else:
            Person.update(language=language).where(Person.id == actor.person).execute()
