"""`audit-kit history`: who did what and when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from server.cli.installation import data_option, in_english, opened
from server.cli.whom import one_of
from server.history.queries import Wanted
from server.history.rules import ACTS, SUBJECTS
from server.oversight.pages.history import header, lines
from server.oversight.schemas import asked
from server.spreadsheets import to_csv

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Print who did what and when.")
@click.option("--who", help="Only acts of this person or shopper: a name, a code or an id.")
@click.option("--act", help="Only this act, such as visit.cancel.")
@click.option("--subject", type=click.Choice(sorted(SUBJECTS)), help="Only acts on these.")
@click.option("--object", "object_", metavar="ID", help="Only acts on what has this id.")
@click.option("--since", type=_DAY, help="Only on this day (UTC) or later.")
@click.option("--until", type=_DAY, help="Only on this day (UTC) or earlier.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table for a spreadsheet instead.")
@data_option
def history(data: Path | None, most: int, as_csv: bool, **given: Any) -> None:
    """Print who did what and when (UTC), the newest first; shoppers by code."""
    with opened(data), in_english():
        found = lines(_wanted(**given), most)
        if as_csv:
            click.echo(to_csv(header(), found), nl=False)
            return
        for at, _who, sentence, reason, *_about in found:
            click.echo(f"{at}  {sentence}{f' Reason: {reason}' if reason else ''}")


def _wanted(
    who: str | None,
    act: str | None,
    subject: str | None,
    object_: str | None,
    since: datetime | None,
    until: datetime | None,
) -> Wanted:
    if act is not None and act not in ACTS:
        known = ", ".join(sorted(ACTS))
        raise click.UsageError(f"There is no act {act}. Give one of these: {known}.")
    words = {
        "who": who and str(one_of(who, past=None).id),
        "act": act,
        "subject": subject,
        "object": object_,
        "since": since and since.date().isoformat(),
        "until": until and until.date().isoformat(),
    }
    return asked({name: value for name, value in words.items() if value})
