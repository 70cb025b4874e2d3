"""Sign-in links: given once, used once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor, Role
from server.kernel.ids import new_token, token_hash
from server.kernel.problems import Problem
from server.people.commands.adding import add_person
from server.people.commands.sessions import SignedIn, open_session
from server.people.models import SignInLink
from server.people.queries import ended, needs_passkey

# What a link is for. Only one made on the machine itself leads past an administrator's passkey.
LAST_RESORT = "last_resort"


def issue_link(
    actor: Actor,
    lasts: timedelta,
    person: UUID | None = None,
    shopper: UUID | None = None,
) -> str:
    """A sign-in link's token for a person or a shopper; it is told here once and never again.

    Raises access_ended for somebody who is let in no longer.
    """
    if ended(person, shopper):
        raise Problem("access_ended")
    return _issue(actor, lasts, person, shopper, "sign_in")


def issue_last_resort(actor: Actor, lasts: timedelta, person: UUID) -> str:
    """The token of a link that lets an administrator in who has lost passkey and recovery codes.

    For whoever has the machine; history says that the link was made, and that it was used.
    """
    return _issue(actor, lasts, person, None, LAST_RESORT)


def issue_setup_link(actor: Actor, lasts: timedelta) -> str:
    """The token of a link that makes the first administrator. Earlier ones stop working."""
    with write():
        SignInLink.update(used_at=actor.at).where(
            (SignInLink.purpose == "setup") & SignInLink.used_at.is_null()
        ).execute()
        return _issue(actor, lasts, None, None, "setup")


def _issue(
    actor: Actor, lasts: timedelta, person: UUID | None, shopper: UUID | None, purpose: str
) -> str:
    token = new_token()
    with write():
        link = SignInLink.create(
            token_hash=token_hash(token),
            person=person,
            shopper=shopper,
            purpose=purpose,
            created_at=actor.at,
            expires_at=actor.at + lasts,
        )
        act = "link.last_resort" if purpose == LAST_RESORT else "link.issue"
        record(actor, act, "sign_in_link", link.id, purpose=purpose)
    return token


def usable_link(actor: Actor, token: str) -> SignInLink:
    """The link that `token` opens, still unused; raises link_unusable for any other."""
    link = SignInLink.get_or_none(
        (SignInLink.token_hash == token_hash(token))
        & SignInLink.used_at.is_null()
        & (SignInLink.expires_at > actor.at)
    )
    if link is None:
        raise Problem("link_unusable")
    return link


def use_link(
    actor: Actor,
    token: str,
    device: str,
    shopper_lasts: timedelta,
    staff_lasts: timedelta,
    name: str = "",
) -> SignedIn:
    """Exchange a link for a session on this device; once.

    A set-up link takes `name` and makes the first administrator. Raises link_unusable, also for
    the second of two that use it at the same moment, name_unusable, and passkey_needed for an
    administrator who has one: the link then stays as it was.
    """
    link = usable_link(actor, token)
    if link.purpose != LAST_RESORT and link.person_id and needs_passkey(link.person_id):
        raise Problem("passkey_needed")
    with write():
        use_up(actor, link)
        person = _first_administrator(actor, name) if link.purpose == "setup" else link.person_id
        lasts = shopper_lasts if link.shopper_id else staff_lasts
        how = "_last_resort" if link.purpose == LAST_RESORT else ""
        return open_session(actor, person, link.shopper_id, device, lasts, how)


def use_up(actor: Actor, link: SignInLink) -> None:
    """Note that a link was used; raises link_unusable for the second of two at the same moment."""
    won = (
        SignInLink.update(used_at=actor.at)
        .where((SignInLink.id == link.id) & SignInLink.used_at.is_null())
        .execute()
    )
    if not won:
        raise Problem("link_unusable")


def _first_administrator(actor: Actor, name: str) -> UUID:
    return add_person(actor, name, [Role.ADMINISTRATOR], actor.language).id
