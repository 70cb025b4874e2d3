"""Sign-in links and the codes that go with them: given once, used once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor, Role
from server.kernel.ids import code_hash, new_code, new_token, plain_code, token_hash
from server.kernel.problems import Problem
from server.people.commands.adding import add_person
from server.people.commands.confirming import require_confirmed_for
from server.people.commands.sessions import SignedIn, open_session
from server.people.models import SignInLink
from server.people.queries import any_administrator, ended, needs_passkey
from server.people.rules import SessionLengths

# What a link is for. Only one made on the machine itself leads past an administrator's passkey.
LAST_RESORT = "last_resort"
# What makes the first administrator.
SETUP = "setup"
# What somebody has made for themselves shows no more than the device that it was made on.
DEVICE = "device"

# Of a code that is typed in place of a link.
_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Given:
    """A link as it is told, once: its token, and the code to type where it cannot be opened."""

    token: str
    code: str


def issue_link(
    actor: Actor,
    lasts: timedelta,
    person: UUID | None = None,
    shopper: UUID | None = None,
) -> str:
    """A sign-in link's token for a person or a shopper; it is told here once and never again.

    Raises access_ended for somebody who is let in no longer.
    """
    return _issue(actor, lasts, person, shopper, "sign_in")[0]


def give_link(
    actor: Actor,
    lasts: timedelta,
    code_lasts: timedelta,
    person: UUID | None = None,
    shopper: UUID | None = None,
    purpose: str = "sign_in",
) -> Given:
    """A sign-in link with a code that does the same when it is typed, for a shorter time.

    Raises access_ended for somebody who is let in no longer, and for a colleague's what
    `require_confirmed_for` does; one's own shows no more than the device that it is made on.
    """
    if person and person == actor.person:
        purpose = DEVICE
    elif person:
        require_confirmed_for(actor, person)
    with write():
        token, link = _issue(actor, lasts, person, shopper, purpose)
        return Given(token, _draw_code(actor, link, code_lasts))


def give_links(
    actor: Actor,
    lasts: timedelta,
    code_lasts: timedelta,
    whose: Sequence[tuple[UUID | None, UUID | None]],
) -> list[Given]:
    """A link and a code for each of many, as (person, shopper), one of the two None.

    Hashing a code is slow on purpose, so it is done before the transaction that keeps them all.
    Raises access_ended where one of them is let in no longer, and confirm_first as for one.
    """
    for person, _ in whose:
        if person:
            require_confirmed_for(actor, person)
    given = [Given(new_token(), new_code(_LETTERS)) for _ in whose]
    hashes = [code_hash(each.code) for each in given]
    with write():
        for (person, shopper), each, hashed in zip(whose, given, hashes, strict=True):
            _, link = _issue(actor, lasts, person, shopper, "sign_in", each.token)
            _keep_code(actor, link, code_lasts, hashed)
    return given


def issue_last_resort(actor: Actor, lasts: timedelta, person: UUID) -> str:
    """The token of a link that lets an administrator in who has lost passkey and recovery codes.

    For whoever has the machine; history says that the link was made, and that it was used.
    """
    return _issue(actor, lasts, person, None, LAST_RESORT)[0]


def issue_setup_link(actor: Actor, lasts: timedelta) -> str:
    """The token of a link that makes the first administrator. Earlier ones stop working."""
    with write():
        SignInLink.update(used_at=actor.at).where(
            (SignInLink.purpose == SETUP) & SignInLink.used_at.is_null()
        ).execute()
        return _issue(actor, lasts, None, None, SETUP)[0]


def _issue(
    actor: Actor,
    lasts: timedelta,
    person: UUID | None,
    shopper: UUID | None,
    purpose: str,
    token: str = "",
) -> tuple[str, SignInLink]:
    if (person or shopper) and ended(person, shopper):
        raise Problem("access_ended")
    token = token or new_token()
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
    return token, link


def _draw_code(actor: Actor, link: SignInLink, lasts: timedelta) -> str:
    code = new_code(_LETTERS)
    _keep_code(actor, link, lasts, code_hash(code))
    return code


def _keep_code(actor: Actor, link: SignInLink, lasts: timedelta, hashed: str) -> None:
    until = min(actor.at + lasts, link.expires_at)
    SignInLink.update(code_hash=hashed, code_expires_at=until).where(
        SignInLink.id == link.id
    ).execute()


def fresh_code(actor: Actor, token: str, lasts: timedelta) -> str:
    """A new code for a link that is still unused; the one before stops working.

    Raises what `usable_link` does, and link_unusable for the link that makes an administrator.
    """
    link = usable_link(actor, token)
    if link.purpose == SETUP:
        raise Problem("link_unusable")
    with write():
        record(actor, "link.code", "sign_in_link", link.id)
        return _draw_code(actor, link, lasts)


def code_for_another_device(actor: Actor, lasts: timedelta) -> str:
    """A code that signs the actor in on another device, such as the app on the same phone."""
    given = give_link(actor, lasts, lasts, actor.person, actor.shopper, DEVICE)
    return given.code


def usable_link(actor: Actor, token: str) -> SignInLink:
    """The link that `token` opens; raises link_unusable, link_used and link_late.

    A set-up link makes the first administrator alone: setup_over once there is one. Whoever has
    the token of a link has been given it, so these betray nothing.
    """
    link = SignInLink.get_or_none(SignInLink.token_hash == token_hash(token))
    if link is None:
        raise Problem("link_unusable")
    if link.used_at is not None:
        raise Problem("link_used")
    if link.expires_at <= actor.at:
        raise Problem("link_late")
    if link.purpose == SETUP and any_administrator():
        raise Problem("setup_over")
    return link


def use_link(
    actor: Actor, token: str, device: str, lengths: SessionLengths, name: str = ""
) -> SignedIn:
    """Exchange a link for a session on this device; once.

    A set-up link takes `name` and makes the first administrator. Raises what `usable_link` does,
    link_used also for the second of two that use it at the same moment, name_unusable, and
    passkey_needed for an administrator who has one: the link then stays as it was.
    """
    return _use(actor, usable_link(actor, token), device, lengths, name)


def use_code(actor: Actor, typed: str, device: str, lengths: SessionLengths) -> SignedIn:
    """Exchange a typed code for a session on this device; once.

    Raises code_unusable, which does not tell apart what was never given from what is over, and
    passkey_needed.
    """
    link = SignInLink.get_or_none(
        (SignInLink.code_hash == code_hash(plain_code(typed)))
        & SignInLink.used_at.is_null()
        & (SignInLink.code_expires_at > actor.at)
    )
    if link is None:
        raise Problem("code_unusable")
    return _use(actor, link, device, lengths)


def _use(
    actor: Actor, link: SignInLink, device: str, lengths: SessionLengths, name: str = ""
) -> SignedIn:
    if link.purpose != LAST_RESORT and link.person_id and needs_passkey(link.person_id):
        raise Problem("passkey_needed")
    with write():
        use_up(actor, link)
        person = _first_administrator(actor, name) if link.purpose == SETUP else link.person_id
        how = "_last_resort" if link.purpose == LAST_RESORT else ""
        shows = link.purpose != DEVICE
        return open_session(actor, person, link.shopper_id, device, lengths, how, shows)


def use_up(actor: Actor, link: SignInLink) -> None:
    """Note that a link was used; raises link_used for the second of two at the same moment."""
    won = (
        SignInLink.update(used_at=actor.at)
        .where((SignInLink.id == link.id) & SignInLink.used_at.is_null())
        .execute()
    )
    if not won:
        raise Problem("link_used")


def _first_administrator(actor: Actor, name: str) -> UUID:
    if any_administrator():
        raise Problem("setup_over")
    # Whoever else may be signed in here: the link is what lets them.
    newcomer = replace(actor, session=None)
    return add_person(newcomer, name, [Role.ADMINISTRATOR], actor.language).id
