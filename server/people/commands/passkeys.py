"""Passkeys: made, renamed, removed, and signed in with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.people import rules
from server.people.commands.confirming import note_confirmed, require_confirmed
from server.people.commands.links import usable_link, use_up
from server.people.commands.sessions import SignedIn, open_session
from server.people.models import Passkey, RecoveryCode, SpentChallenge
from server.people.queries import ended, passkey, passkeys_of

# Two devices and a spare key are usual.
MOST_PASSKEYS = 20
LONGEST_NAME = 60
# Whose the decoy is.
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser brings from an authenticator, and the question that it answers."""

    credential: Mapping[str, Any]
    site: rules.Site
    ticket: rules.Ticket


def add_passkey(actor: Actor, shown: Shown, name: str) -> Passkey:
    """Keep the actor's new passkey.

    Raises passkey_refused, passkey_too_late where the question was answered before, passkey_known,
    passkey_limit, passkey_name_unusable and confirm_first.
    """
    require_confirmed(actor)
    name = _usable_name(name)
    if len(passkeys_of(actor)) >= MOST_PASSKEYS:
        raise Problem("passkey_limit", limit=MOST_PASSKEYS)
    _spend(actor.at, shown.ticket)
    try:
        made = rules.made(shown.credential, shown.site, shown.ticket.challenge)
    except ValueError:
        raise Problem("passkey_refused") from None
    try:
        return _keep(actor, shown.site, made, name)
    except IntegrityError:
        raise Problem("passkey_known") from None


def _keep(actor: Actor, site: rules.Site, made: rules.Made, name: str) -> Passkey:
    with write():
        kept = Passkey.create(
            person=actor.person,
            shopper=actor.shopper,
            name=name,
            host=site.host,
            credential=made.credential,
            public_key=made.public_key,
            sign_count=made.sign_count,
            synced=made.synced,
            created_on=actor.at.date(),
        )
        record(actor, "passkey.add", "passkey", kept.id)
    return kept


def rename_passkey(actor: Actor, key: UUID, name: str) -> None:
    """Call one of the actor's own passkeys otherwise; raises not_found, passkey_name_unusable."""
    name = _usable_name(name)
    with write():
        found = passkey(actor, key)
        Passkey.update(name=name).where(Passkey.id == found.id).execute()
        record(actor, "passkey.rename", "passkey", found.id)


def remove_passkey(actor: Actor, key: UUID) -> None:
    """Let one of the actor's own passkeys open nothing any more; not_found, confirm_first.

    The last one takes the recovery codes along, which stand in for it.
    """
    require_confirmed(actor)
    with write():
        found = passkey(actor, key)
        Passkey.delete().where(Passkey.id == found.id).execute()
        left = len(passkeys_of(actor))
        if not left and actor.person:
            RecoveryCode.delete().where(RecoveryCode.person == actor.person).execute()
        record(actor, "passkey.remove", "passkey", found.id, left=left)


def sign_in_with_passkey(
    actor: Actor,
    shown: Shown,
    device: str,
    lengths: rules.SessionLengths,
    token: str = "",
) -> SignedIn:
    """Sign in whoever has the passkey; with a link's `token` only the one whose link it is.

    Raises passkey_refused for a passkey that we do not know, that signed something else, or whose
    owner may not come in any more: all in the same words. Raises passkey_too_late where the
    question was answered before, passkey_copied where its count went backwards, and link_unusable.
    """
    link = usable_link(actor, token) if token else None
    key, count = _proven(actor, shown)
    if link is not None and key.person_id != link.person_id:
        raise Problem("passkey_refused")
    with write():
        if _counted(actor, key, count):
            if link is not None:
                use_up(actor, link)
            return open_session(actor, key.person_id, key.shopper_id, device, lengths, "_passkey")
        _note_copy(actor, key, count)
    raise Problem("passkey_copied")


def confirm_with_passkey(actor: Actor, shown: Shown) -> None:
    """Note that whoever is signed in here has just shown a passkey of their own.

    Raises what signing in with it does, and passkey_refused for anybody else's.
    """
    key, count = _proven(actor, shown)
    if (key.person_id, key.shopper_id) != (actor.person, actor.shopper):
        raise Problem("passkey_refused")
    with write():
        if _counted(actor, key, count):
            note_confirmed(actor)
            return
        _note_copy(actor, key, count)
    raise Problem("passkey_copied")


def _proven(actor: Actor, shown: Shown) -> tuple[Passkey, int]:
    """The passkey that has signed, and how often it says it has; raises passkey_refused.

    An unknown one costs the same work as one that we know: the question is used up, and its
    signature is checked, against a key that nobody holds.
    """
    named = rules.credential_named(shown.credential)
    key = Passkey.get_or_none(Passkey.credential == named) if named else None
    _spend(actor.at, shown.ticket)
    owner = (key.shopper_id or key.person_id) if key else NOBODY
    public_key = key.public_key if key else rules.DECOY
    challenge = shown.ticket.challenge
    try:
        found = rules.answered(shown.credential, shown.site, challenge, owner, public_key)
    except ValueError:
        raise Problem("passkey_refused") from None
    if key is None or ended(key.person_id, key.shopper_id):
        raise Problem("passkey_refused")
    return key, found.sign_count


def _note_copy(actor: Actor, key: Passkey, count: int) -> None:
    owner = Actor(at=actor.at, person=key.person_id, shopper=key.shopper_id)
    record(owner, "passkey.copied", "passkey", key.id, count=count, known=key.sign_count)


def _counted(actor: Actor, key: Passkey, count: int) -> bool:
    """Keep the count if it goes up. Those that travel between devices have none: always 0.

    Where it does not, two authenticators hold the same key, and one of them is a copy.
    """
    grew = (Passkey.sign_count < count) | ((Passkey.sign_count == 0) & (count == 0))
    return bool(
        Passkey.update(sign_count=count, last_used_on=actor.at.date())
        .where((Passkey.id == key.id) & grew)
        .execute()
    )


def _spend(at: datetime, ticket: rules.Ticket) -> None:
    """Note that the question has been answered, rightly or not: it is never answered again."""
    try:
        with write():
            SpentChallenge.delete().where(SpentChallenge.expires_at < at).execute()
            SpentChallenge.create(
                force_insert=True, digest=sha256_hex(ticket.challenge), expires_at=ticket.until
            )
    except IntegrityError:
        raise Problem("passkey_too_late") from None


def _usable_name(name: str) -> str:
    name = " ".join(name.replace("\0", "").split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Problem("passkey_name_unusable", limit=LONGEST_NAME)
    return name
