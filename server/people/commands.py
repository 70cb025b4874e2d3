"""Adding people and shoppers, their roles, their sign-in links and their devices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor, Role
from server.kernel.ids import new_id, new_shopper_code, new_token, token_hash
from server.kernel.problems import Problem
from server.people import rules
from server.people.models import (
    DeviceKey,
    DeviceSession,
    Person,
    RoleGrant,
    Shopper,
    ShopperIdentity,
    SignInLink,
)

# Whoever answers for a store may not see the programme's side of its visits: codes, hours, words.
_FOR_THE_STORE = frozenset({Role.STORE_MANAGER, Role.REGIONAL_HEAD})
_FOR_THE_PROGRAMME = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})

# A shopper has a phone or two; each time its browser's storage is wiped, it is a new device.
MOST_DEVICES = 50

Added = TypeVar("Added", Person, Shopper)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a used link gives: the session's token, told once, and how long it lasts."""

    token: str
    lasts: timedelta
    shopper: UUID | None


def add_person(
    actor: Actor,
    name: str,
    roles: Iterable[Role],
    language: str = "en",
    email: str | None = None,
    identity: UUID | None = None,
) -> Person:
    """Add a person with roles; raises name_unusable and roles_at_odds.

    A page that was sent twice names the same `identity` twice: the person is then added once.
    """
    name = _usable_name(name)
    roles = frozenset(roles)
    if roles & _FOR_THE_STORE and roles & _FOR_THE_PROGRAMME:
        raise Problem("roles_at_odds")

    def add(id: UUID) -> Person:
        person = Person.create(
            id=id, name=name, email=email, language=language, created_at=actor.at
        )
        for role in sorted(roles):
            RoleGrant.create(person=person, role=role)
        record(actor, "person.add", "person", person.id, roles=sorted(roles))
        return person

    return _once(Person, identity, add)


def add_shopper(
    actor: Actor, name: str, language: str = "en", identity: UUID | None = None
) -> Shopper:
    """Add a shopper: a person by name, a code apart from it; raises name_unusable.

    A page that was sent twice names the same `identity` twice: the shopper is then added once.
    """
    name = _usable_name(name)

    def add(id: UUID) -> Shopper:
        person = Person.create(name=name, language=language, created_at=actor.at)
        shopper = Shopper.create(id=id, code=_free_code(), language=language, created_at=actor.at)
        ShopperIdentity.create(shopper=shopper, person=person)
        record(actor, "shopper.add", "shopper", shopper.id)
        return shopper

    return _once(Shopper, identity, add)


def _once(model: type[Added], identity: UUID | None, add: Callable[[UUID], Added]) -> Added:
    """The row of `identity`, added in one transaction unless it is there."""
    try:
        with write():
            there = model.get_or_none(model.id == identity) if identity else None
            return there or add(identity or new_id())
    except IntegrityError:
        # A double click: on PostgreSQL the other one was added since we looked.
        there = model.get_or_none(model.id == identity) if identity else None
        if there is None:
            raise
        return there


def _usable_name(name: str) -> str:
    name = " ".join(name.replace("\0", "").split())
    if not 1 <= len(name) <= 120:
        raise Problem("name_unusable")
    return name


def _free_code() -> str:
    code = new_shopper_code()
    while Shopper.select().where(Shopper.code == code).exists():
        code = new_shopper_code()
    return code


def issue_link(
    actor: Actor,
    lasts: timedelta,
    person: UUID | None = None,
    shopper: UUID | None = None,
) -> str:
    """A sign-in link's token for a person or a shopper; it is told here once and never again."""
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
        return _open_session(actor, person, link.shopper_id, device, lasts)


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


def _open_session(
    actor: Actor, person: UUID | None, shopper: UUID | None, device: str, lasts: timedelta
) -> SignedIn:
    token = new_token()
    owner = Shopper.get_by_id(shopper) if shopper else Person.get_by_id(person)
    session = DeviceSession.create(
        id=new_id(),
        token_hash=token_hash(token),
        person=person,
        shopper=shopper,
        device=device[:120],
        language=owner.language,
        created_at=actor.at,
        expires_at=actor.at + lasts,
    )
    record(
        Actor(at=actor.at, person=person, shopper=shopper),
        "session.open",
        "device_session",
        session.id,
    )
    return SignedIn(token, lasts, shopper)


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


def shut_out(actor: Actor, person: UUID | None = None, shopper: UUID | None = None) -> int:
    """Sign a person or a shopper out on every device and end their unused links; how many devices.

    For a lost phone, or somebody who has left. What was written on the device stays there and can
    be sent after signing in anew.
    """
    with write():
        SignInLink.update(used_at=actor.at).where(
            _whose(SignInLink, person, shopper) & SignInLink.used_at.is_null()
        ).execute()
        ended = (
            DeviceSession.update(revoked_at=actor.at)
            .where(_whose(DeviceSession, person, shopper) & DeviceSession.revoked_at.is_null())
            .execute()
        )
        kind, whose = ("shopper", shopper) if shopper else ("person", person)
        record(actor, "session.revoke_all", kind, whose, devices=ended)
    return int(ended)


def _whose(table: Any, person: UUID | None, shopper: UUID | None) -> Any:
    return table.shopper == shopper if shopper else table.person == person


def register_device(actor: Actor, device: UUID, key: Mapping[str, str]) -> bool:
    """Keep the public key of the actor's device; whether it is new. The same again is fine.

    Raises device_key_unusable, device_taken where the device has another key or another shopper,
    and device_limit.
    """
    try:
        rules.public_key(key)
    except ValueError:
        raise Problem("device_key_unusable") from None
    try:
        return _insert_key(actor, device, key)
    except IntegrityError:
        # On PostgreSQL two tabs can be equally fast; the second finds what the first wrote.
        return _insert_key(actor, device, key)


def _insert_key(actor: Actor, device: UUID, key: Mapping[str, str]) -> bool:
    with write():
        there = DeviceKey.get_or_none(DeviceKey.id == device)
        if there is not None:
            if there.shopper_id != actor.shopper or there.key != key:
                raise Problem("device_taken")
            return False
        if DeviceKey.select().where(DeviceKey.shopper == actor.shopper).count() >= MOST_DEVICES:
            raise Problem("device_limit", limit=MOST_DEVICES)
        DeviceKey.create(
            force_insert=True, id=device, shopper=actor.shopper, key=key, created_at=actor.at
        )
        record(actor, "device.register", "device_key", device)
    return True


def choose_language(actor: Actor, language: str) -> None:
    """Keep the actor's own choice of language, for this session and the next ones."""
    with write():
        DeviceSession.update(language=language).where(DeviceSession.id == actor.session).execute()
        if actor.shopper:
            Shopper.update(language=language).where(Shopper.id == actor.shopper).execute()
        else:
            Person.update(language=language).where(Person.id == actor.person).execute()
