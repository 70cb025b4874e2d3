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
from server.people.commands.sessions import SignedIn, open_session, revoke_session
from server.people.models import SignInLink
from server.people.queries import ended


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
        record(actor, "link.issue", "sign_in_link", link.id, purpose=purpose)
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
    the second of two that use it at the same moment, and name_unusable.
    """
    link = usable_link(actor, token)
    with write():
        _use_up(actor, link)
        if actor.session:
            # The browser forgets the token that it had; nobody could use that session any more.
            revoke_session(actor, actor.session)
        person = _first_administrator(actor, name) if link.purpose == "setup" else link.person_id
        lasts = shopper_lasts if link.shopper_id else staff_lasts
        return open_session(actor, person, link.shopper_id, device, lasts)


def _use_up(actor: Actor, link: SignInLink) -> None:
    won = (
        SignInLink.update(used_at=actor.at)
        .where((SignInLink.id == link.id) & SignInLink.used_at.is_null())
        .execute()
    )
    if not won:
        raise Problem("link_unusable")


def _first_administrator(actor: Actor, name: str) -> UUID:
    return add_person(actor, name, [Role.ADMINISTRATOR], actor.language).id
