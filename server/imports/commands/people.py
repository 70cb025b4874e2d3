"""People and shoppers from a list, and a sign-in link for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from server.database import write
from server.history.commands import record
from server.history.queries import Wanted, entries
from server.imports.commands.checking import check
from server.imports.queries import people_there
from server.imports.rules import people as listed
from server.imports.rules.previews import Planned
from server.kernel.actor import Actor, Role
from server.kernel.settings import Settings
from server.people.commands import add_person, add_shopper, give_links, send_link
from server.people.models import Person, Shopper
from server.people.queries import address_of
from server.spreadsheets import Table
from server.stores.commands import let_head, let_manage
from server.stores.queries import region_for, store_for

# A page that is sent twice comes at once; whoever comes later has other ways to a new link.
_TWICE_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody of a list who is there now; a shopper has a code, and no person is named by id."""

    row: int
    name: str
    language: str
    person: UUID | None = None
    shopper: UUID | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What one person is handed, once: the link's token and the code that is typed in its place."""

    added: Added
    token: str
    typed: str
    mailed: bool


def import_people(
    actor: Actor, table: Table, seen: str, identity: UUID
) -> tuple[tuple[Added, ...], bool]:
    """Add everybody in a list, as the preview with the digest `seen` says; and whether it was now.

    A page that was sent twice names the same `identity` twice: everybody is then added once.
    Raises import_mistaken, and import_overtaken where something else would happen now.
    """
    with write():
        if was_done(actor, "person.import", identity):
            return tuple(_found(identity, table)), False
        planned = listed.preview(table, people_there(actor))
        check(planned, seen)
        added = tuple(_add(actor, row, uuid5(identity, str(row.row))) for row in planned.rows)
        shoppers = sum(each.shopper is not None for each in added)
        members = len(added) - shoppers
        record(actor, "person.import", "list", identity, people=members, shoppers=shoppers)
    return added, True


def was_done(actor: Actor, act: str, identity: UUID) -> bool:
    """Whether the actor has done this already, a short while ago: a page that was sent twice."""
    mine = Wanted(who=actor.id, acts=frozenset({act}), object=str(identity))
    return any(entry.at > actor.at - _TWICE_WITHIN for entry in entries(mine, 1))


def _found(identity: UUID, table: Table) -> Iterable[Added]:
    """Whom the list has added, who can still be let in."""
    for line in listed.lines(table):
        id, name = uuid5(identity, str(line.number)), line["name"]
        person = Person.get_or_none((Person.id == id) & Person.revoked_at.is_null())
        shopper = Shopper.get_or_none((Shopper.id == id) & Shopper.active)
        if person:
            yield Added(line.number, person.name, person.language, person=id)
        elif shopper:
            yield Added(line.number, name, shopper.language, shopper=id, code=shopper.code)


def _add(actor: Actor, row: Planned, identity: UUID) -> Added:
    values = row.values
    name, language, email = values["name"], values["language"], values["email"]
    if Role.SHOPPER in values["roles"]:
        staff = values["staff"].id if values["staff"] else None
        shopper = add_shopper(actor, name, language, email, identity, values["code"], staff)
        return Added(row.row, name, language, shopper=shopper.id, code=shopper.code)
    person = add_person(actor, name, values["roles"], language, email, identity)
    for store in values["stores"]:
        let_manage(actor, store_for(actor, store), person.id)
    for region in values["regions"]:
        let_head(actor, region_for(actor, region), person.id)
    return Added(row.row, name, language, person=person.id)


def hand_out(
    actor: Actor, added: Sequence[Added], settings: Settings, send: bool = True
) -> list[Card]:
    """A new link for each, told here once; sent too where e-mail is set up and there is an address.

    Sent twice, a list is mailed once: `send` says whether it was now.
    """
    given = give_links(
        actor,
        timedelta(hours=settings.link_hours),
        timedelta(minutes=settings.code_minutes),
        [(each.person, each.shopper) for each in added],
    )
    mailed = {each.row for each in added if settings.sends_mail and _has_address(each)}
    if send:
        with write():
            for each in added:
                if each.row in mailed:
                    send_link(actor, each.person, each.shopper)
    return [
        Card(each, told.token, told.code, each.row in mailed)
        for each, told in zip(added, given, strict=True)
    ]


def _has_address(each: Added) -> bool:
    return address_of(each.person, each.shopper) is not None
