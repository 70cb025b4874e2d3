"""The letters with sign-in links, each written at the moment in which it is sent.

So neither a link nor, where it is known here, an address ever lies in a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from server.kernel.actor import system
from server.kernel.ids import spoken_code
from server.kernel.settings import Settings
from server.mail.rules import Letter, Undeliverable
from server.people.commands import Given, draw_claim_code, give_link
from server.people.models import AddressClaim, Person, Shopper
from server.people.queries import Door, address_of, doors_of, ended
from server.web.languages import words


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


# Neutral on purpose: a phone shows a subject while it is locked.
_SUBJECT = _("Your sign-in link")

_LINK, _CODE = "%(link)s", "%(code)s"
# Paragraph by paragraph.
_ASKED = (
    _("This link signs you in. It works once, within %(minutes)s minutes:"),
    _LINK,
    _("To sign in somewhere else, such as in the app on your phone, type this code there:"),
    _CODE,
    _("If you did not ask for this, do nothing. Nobody gets in without this message."),
)
_INVITED = (
    _("This link signs you in. It works once, within %(hours)s hours:"),
    _LINK,
    _(
        "To sign in somewhere else, such as in the app on your phone, type this code there within"
        " %(minutes)s minutes; after that the link shows you a new one:"
    ),
    _CODE,
    _("Keep this message to yourself: the link lets in whoever opens it first."),
)

_CLAIMED_SUBJECT = _("Confirm your e-mail address")
_CLAIMED = (
    _(
        "Somebody who is signed in has given this address as their own. If it was you, open this"
        " page where you are signed in:"
    ),
    _LINK,
    _("Or type this code there, within %(minutes)s minutes:"),
    _CODE,
    _("If it was not you, do nothing: without the code nothing happens."),
)

_MOVED_SUBJECT = _("A change to your sign-in")
_MOVED = (
    _(
        "This address is no longer the one that your sign-in links are sent to. It was changed by"
        " somebody who is signed in as you."
    ),
    _("If it was you, there is nothing to do."),
    _(
        "If it was not you, tell your administrator at once, who can sign out every device and"
        " give you a new link."
    ),
)


def asked(payload: Mapping[str, object], now: datetime, settings: Settings) -> Letter | None:
    """The answer to somebody who gave an address; None where nobody here has it."""
    address = str(payload["address"])
    doors = doors_of(address)
    if not doors:
        return None
    lasts = timedelta(minutes=settings.email_link_minutes)
    texts = [_text(_ASKED, door, now, lasts, settings) for door in doors]
    return Letter(address, words(doors[0].language)(_SUBJECT), "\n\n\n".join(texts))


def invited(payload: Mapping[str, object], now: datetime, settings: Settings) -> Letter | None:
    """A sign-in link that an administrator sends; raises Undeliverable without an address.

    None where access has ended meanwhile.
    """
    door = _door(payload)
    if door is None or ended(door.person, door.shopper):
        return None
    address = address_of(door.person, door.shopper)
    if address is None:
        raise Undeliverable
    lasts = timedelta(hours=settings.link_hours)
    return Letter(
        address, words(door.language)(_SUBJECT), _text(_INVITED, door, now, lasts, settings)
    )


def claimed(payload: Mapping[str, object], now: datetime, settings: Settings) -> Letter | None:
    """The code that shows that an address is read by whoever gave it; None where it is over."""
    claim = AddressClaim.get_or_none(AddressClaim.id == UUID(str(payload["claim"])))
    if claim is None or claim.person.revoked_at is not None:
        return None
    code = spoken_code(
        draw_claim_code(claim.id, now + timedelta(minutes=settings.email_link_minutes))
    )
    translated = words(claim.person.language)
    text = "\n\n".join(map(translated, _CLAIMED)) % {
        "link": f"{settings.public_url.rstrip('/')}/address?code={code}",
        "code": code,
        "minutes": settings.email_link_minutes,
    }
    return Letter(claim.address, translated(_CLAIMED_SUBJECT), text)


def moved(payload: Mapping[str, object], _now: datetime, _settings: Settings) -> Letter | None:
    """Word to an address that it counts no longer; None where the person is erased or out."""
    found = Person.get_or_none(Person.id == UUID(str(payload["person"])))
    if found is None or found.revoked_at is not None:
        return None
    translated = words(found.language)
    text = "\n\n".join(map(translated, _MOVED))
    return Letter(str(payload["address"]), translated(_MOVED_SUBJECT), text)


def _door(payload: Mapping[str, object]) -> Door | None:
    kind: type[Person] | type[Shopper] = Shopper if "shopper" in payload else Person
    word = "shopper" if "shopper" in payload else "person"
    identity = UUID(str(payload[word]))
    found = kind.get_or_none(kind.id == identity)
    return Door(found.language, **{word: identity}) if found else None


def _text(
    sentences: Sequence[str], door: Door, now: datetime, lasts: timedelta, settings: Settings
) -> str:
    code_lasts = timedelta(minutes=settings.code_minutes)
    given: Given = give_link(system(now), lasts, code_lasts, door.person, door.shopper, "email")
    said = map(words(door.language), sentences)
    return "\n\n".join(said) % {
        "link": f"{settings.public_url.rstrip('/')}/in/{given.token}",
        "code": spoken_code(given.code),
        "hours": settings.link_hours,
        "minutes": int(min(lasts, code_lasts).total_seconds() // 60),
    }
