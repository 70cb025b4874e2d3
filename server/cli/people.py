"""`audit-kit people`: who is let in, with which roles, and who no longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import click

from server.cli.crews import import_list
from server.cli.installation import data_option, opened, operator
from server.cli.links import base_option, print_last_resort, show_link
from server.cli.newcomers import new_links
from server.cli.own_data import erase_data, export_data
from server.cli.whom import called, one_of
from server.desk.commands import add_member
from server.desk.schemas import STAFF
from server.kernel.actor import Role
from server.kernel.ids import new_id
from server.kernel.settings import Settings
from server.oversight.commands import change_member, end_shopper
from server.people import queries
from server.people.commands import (
    add_shopper,
    give_link,
    keep_address,
    restore_person,
    restore_shopper,
    revoke_person,
    send_link,
    shut_out,
)
from server.people.models import Person, Shopper
from server.people.queries import address_of
from server.people.rules import plain_address, session_lengths
from server.stores.queries import regions_for, responsible_for, stores_for
from server.web.languages import LANGUAGES

_ROLES = [role.value for role in STAFF]


@click.group()
def people() -> None:
    """Who is let in, with which roles, and who no longer."""


people.add_command(import_list)
people.add_command(new_links)
people.add_command(export_data)
people.add_command(erase_data)


def _access_options(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command --role, --store and --region."""
    for name, what in (
        ("--region", "Name of a region that they head; may be repeated."),
        ("--store", "Code of a store that they manage; may be repeated."),
    ):
        command = click.option(name, f"{name[2:]}s", multiple=True, help=what)(command)
    return click.option(
        "--role",
        "roles",
        multiple=True,
        type=click.Choice(_ROLES),
        help="What they may do; may be repeated.",
    )(command)


def _address(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """An e-mail address in its one spelling, refused before any work is done."""
    try:
        return plain_address(given) if given else None
    except ValueError:
        raise click.BadParameter("Write an e-mail address such as ana@example.com.") from None


@people.command(short_help="Add somebody and print a sign-in link.")
@click.argument("name")
@_access_options
@click.option("--shopper", is_flag=True, help="Add a shopper, who gets a code and no role.")
@click.option("--staff", is_flag=True, help="NAME, or an id, works here already and shops too.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", help="The language they read."
)
@click.option("--email", callback=_address, help="Where their sign-in links are sent.")
@data_option
@base_option
def invite(
    name: str,
    roles: tuple[str, ...],
    stores: tuple[str, ...],
    regions: tuple[str, ...],
    shopper: bool,
    staff: bool,
    language: str,
    email: str | None,
    data: Path | None,
    base: str,
) -> None:
    """Add somebody called NAME and print a sign-in link for them.

    With --shopper a code takes the place of the name everywhere; note for yourself whose it is.
    Where e-mail is set up, another link is sent to --email. With --shopper --staff the code is one
    of a person who is there already: nobody is then given their own store or their own report.
    """
    if shopper == bool(roles):
        raise click.UsageError("Give either --shopper or at least one --role.")
    if staff and not shopper:
        raise click.UsageError(
            "--staff says whose code a shopper's is: give --shopper with it, or leave it out."
        )
    with opened(data) as settings:
        if shopper:
            known = _member(name).id if staff else None
            found = add_shopper(operator(), name, language, email, staff=known)
            click.echo(
                f"{found.code} is the code of {name}. Write it down outside of this program."
            )
            _show(settings, base, found.code, shopper=found.id)
            return
        where = _areas(roles, stores, regions)
        person = add_member(operator(), new_id(), name, language, roles, *where, email)
        _show(settings, base, person.name, person=person.id)


def _show(settings: Settings, base: str, name: str, **whose: UUID) -> None:
    _print(settings, base, name, **whose)
    if settings.sends_mail and address_of(**whose):
        send_link(operator(), whose.get("person"), whose.get("shopper"))
        click.echo("Another link goes by e-mail.")


def _print(settings: Settings, base: str, name: str, **whose: UUID) -> None:
    lasts = timedelta(hours=settings.link_hours)
    code_lasts = timedelta(minutes=settings.code_minutes)
    given = give_link(operator(), lasts, code_lasts, whose.get("person"), whose.get("shopper"))
    about = f"For {name}; works once, for {settings.link_hours} hours:"
    show_link(settings, base, given.token, about, given.code)


@people.command("link", short_help="Print a new sign-in link for somebody.")
@click.argument("who")
@click.option("--send", is_flag=True, help="By e-mail instead, to the address that is kept.")
@data_option
@base_option
def link_of(who: str, send: bool, data: Path | None, base: str) -> None:
    """Print a new sign-in link for WHO: a name, a shopper's code or an id.

    An administrator's leads past a passkey that is lost; history says that it was made.
    """
    with opened(data) as settings:
        found = one_of(who, past=False)
        kind = "shopper" if isinstance(found, Shopper) else "person"
        if send:
            send_link(operator(), **{kind: found.id})
            click.echo(f"A link for {called(found)} goes by e-mail, once it is set up.")
        elif isinstance(found, Person) and Role.ADMINISTRATOR in queries.roles_of(found.id):
            print_last_resort(settings, base, found)
        else:
            _print(settings, base, called(found), **{kind: found.id})


@people.command(short_help="Sign somebody out on every device.")
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def signout(who: str, yes: bool, data: Path | None) -> None:
    """Sign WHO (a name, a shopper's code or an id) out on every device; asks before.

    Unused links, passkeys and recovery codes go: only a new link lets them in. What was written on
    a phone and not sent stays there.
    """
    with opened(data):
        found = one_of(who, past=False)
        if not yes:
            click.confirm(f"Sign {called(found)} out everywhere?", abort=True)
        kind = "shopper" if isinstance(found, Shopper) else "person"
        devices = shut_out(operator(), **{kind: found.id})
        click.echo(f"{called(found)}: devices signed out: {devices}")


def _areas(
    roles: Iterable[str], stores: Iterable[str], regions: Iterable[str]
) -> tuple[list[UUID], list[UUID]]:
    """The stores of these codes and the regions of these names."""
    who = operator()
    if Role.STORE_MANAGER in roles and not stores:
        raise click.UsageError("Give the stores of a store manager with --store CODE.")
    if Role.REGIONAL_HEAD in roles and not regions:
        raise click.UsageError("Give the regions of a regional head with --region NAME.")
    known_stores = (
        {store.code: store.id for store in stores_for(who, most=100_000)} if stores else {}
    )
    known_regions = {region.name: region.id for region in regions_for(who, most=100_000)}
    for given, known, what in ((stores, known_stores, "store"), (regions, known_regions, "region")):
        unknown = [each for each in given if each not in known]
        if unknown:
            raise click.ClickException(
                f"There is no {what} {', '.join(unknown)}. Look for it with audit-kit stores list."
            )
    return [known_stores[each] for each in stores], [known_regions[each] for each in regions]


@people.command(name="list", short_help="List everybody, shoppers by code.")
@click.option("--all", "past", is_flag=True, help="Also those who are let in no longer.")
@data_option
def list_people(past: bool, data: Path | None) -> None:
    """List everybody who holds a role, with stores and regions, and every shopper by code."""
    with opened(data):
        codes = {store.id: store.code for store in stores_for(operator(), most=100_000)}
        names = {region.id: region.name for region in regions_for(operator(), most=100_000)}
        for gone in (False, True) if past else (False,):
            for person, roles in queries.members(most=100_000, past=gone):
                managed, headed = responsible_for(person.id)
                areas = [codes[each] for each in managed] + [names[each] for each in headed]
                told = [person.name, ", ".join(sorted(roles)), ", ".join(sorted(areas))]
                click.echo("\t".join([*told, "revoked" if gone else "", str(person.id)]))
            for shopper in queries.shoppers(most=100_000, past=gone):
                click.echo(f"{shopper.code}\tshopper\t\t{'ended' if gone else ''}\t{shopper.id}")


@people.command(short_help="Let somebody in no longer.")
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def revoke(who: str, yes: bool, data: Path | None) -> None:
    """Let WHO (a name, a shopper's code or an id) in no longer: signed out everywhere at once.

    Asks before: their links, passkeys and recovery codes are gone then.
    """
    with opened(data):
        found = one_of(who, past=False)
        if not yes:
            click.confirm(f"Let {called(found)} in no longer?", abort=True)
        if isinstance(found, Shopper):
            left = end_shopper(operator(), found.id)
            click.echo(
                f"{found.code} is sent out no longer. Open visits that need somebody: {left}"
            )
        else:
            devices = revoke_person(operator(), found.id)
            click.echo(f"{found.name} is let in no longer. Devices signed out: {devices}")


@people.command(short_help="Let somebody in again.")
@click.argument("who")
@data_option
def restore(who: str, data: Path | None) -> None:
    """Let WHO (a name, a shopper's code or an id) in again, with what they held."""
    with opened(data):
        found = one_of(who, past=True)
        if isinstance(found, Shopper):
            restore_shopper(operator(), found.id)
        else:
            restore_person(operator(), found.id)
        click.echo("Done. They need a new sign-in link, which the desk makes.")


@people.command(short_help="Change where somebody's sign-in links are sent.")
@click.argument("who")
@click.argument("address", required=False, callback=_address)
@click.option("--remove", is_flag=True, help="Keep none any more.")
@data_option
def address(who: str, address: str | None, remove: bool, data: Path | None) -> None:
    """Keep ADDRESS as the e-mail address of WHO (a name, a shopper's code or an id)."""
    if remove == bool(address):
        raise click.UsageError("Give either an ADDRESS or --remove.")
    with opened(data):
        found = one_of(who, past=False)
        kind = "shopper" if isinstance(found, Shopper) else "person"
        keep_address(operator(), address, **{kind: found.id})
        click.echo(f"{called(found)}: {'kept' if address else 'none is kept any more'}.")


@people.command(short_help="Change what somebody may do.")
@click.argument("who")
@_access_options
@data_option
def roles(
    who: str,
    roles: tuple[str, ...],
    stores: tuple[str, ...],
    regions: tuple[str, ...],
    data: Path | None,
) -> None:
    """Have WHO (a name or an id) hold these roles, stores and regions, and no others."""
    with opened(data) as settings:
        found = _member(who)
        areas = _areas(roles, stores, regions)
        change_member(operator(), found.id, roles, *areas, session_lengths(settings))
        click.echo(f"{found.name}: {', '.join(sorted(roles))}")


def _member(who: str) -> Person:
    found = one_of(who, past=False)
    if isinstance(found, Shopper):
        raise click.ClickException("A shopper holds no role. Give the name of one of the staff.")
    return found
