"""`audit-kit people links`: new links for all who were invited and never signed in."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.installation import data_option, opened, operator
from server.cli.links import base_option, show_link
from server.desk.commands import link_newcomers
from server.desk.queries import count_newcomers, newcomers
from server.kernel.ids import new_id


@click.command("links", short_help="New links for all who never signed in.")
@click.option("--shoppers", is_flag=True, help="Shoppers, by code, and not those with a role.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
@base_option
def new_links(shoppers: bool, yes: bool, data: Path | None, base: str) -> None:
    """Print a new sign-in link for each person with a role who never signed in; asks before.

    At most 500 at once; who was given one within the hour comes last. Where e-mail is set up,
    links are sent as well.
    """
    kind = "shoppers" if shoppers else "people"
    with opened(data) as settings:
        who = operator()
        found = newcomers(kind, who.at)
        if not found:
            click.echo("Everybody has signed in once.")
            return
        for each in found:
            click.echo(each.name)
        told = f"Make {len(found)} new links, of {count_newcomers(kind)} who never signed in?"
        if not yes:
            click.confirm(told, abort=True)
        for card in link_newcomers(who, kind, settings, new_id()):
            sent = "; sent by e-mail too" if card.mailed else ""
            about = f"\nFor {card.added.name}; works once, for {settings.link_hours} hours{sent}:"
            show_link(settings, base, card.token, about, card.typed)
