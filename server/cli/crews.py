"""`audit-kit people import`: a whole team from a list, and a sign-in link for each."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.installation import data_option, opened, operator
from server.cli.links import base_option, show_link
from server.cli.lists import print_preview, table_in
from server.imports.commands import hand_out, import_people
from server.imports.queries import people_there
from server.imports.rules import people
from server.kernel.ids import new_id


@click.command("import", short_help="Add people and shoppers from a list.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@data_option
@base_option
def import_list(file: Path, yes: bool, dry_run: bool, data: Path | None, base: str) -> None:
    """Add everybody in the list in FILE (CSV or XLSX); asks before, then prints a link for each.

    Columns: name, roles, stores, regions, email, language, code. With a mistake in it nothing is
    imported, and all of them are printed. Where e-mail is set up, links are sent as well.
    """
    with opened(data) as settings:
        who, table = operator(), table_in(file, people.MOST)
        planned = people.preview(table, people_there(who))
        print_preview(planned)
        if planned.faults:
            raise click.exceptions.Exit(1)
        if dry_run:
            return
        if not yes:
            click.confirm("Import exactly this?", abort=True)
        added, _ = import_people(who, table, planned.digest, new_id())
        for card in hand_out(who, added, settings):
            code = f", the shopper {card.added.code}" if card.added.code else ""
            sent = "; sent by e-mail too" if card.mailed else ""
            about = (
                f"\nFor {card.added.name}{code}; works once, for {settings.link_hours} hours{sent}:"
            )
            show_link(settings, base, card.token, about, card.typed)
        click.echo("\nImported. The links are shown only now; the desk makes new ones.")
