"""`audit-kit scorecard`: one scorecard as a PDF file."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from server.cli.installation import (
    data_option,
    opened,
    operator,
    out_option,
    write_out,
)
from server.kernel.problems import Problem
from server.scorecards.commands import pdf_for_visit
from server.scorecards.queries import Language


@click.command(short_help="Write a scorecard as a PDF file.")
@click.argument("store")
@click.option("--visit", required=True, type=click.UUID, help="The visit's id.")
@out_option
@click.option(
    "--language",
    type=click.Choice(["en", "es"]),
    default="en",
    show_default=True,
    help="Of the page.",
)
@data_option
def scorecard(store: str, visit: UUID, out: Path, language: Language, data: Path | None) -> None:
    """Write the scorecard of a visit to the store with code STORE as a PDF.

    There is one as soon as the visit's report has been accepted and published.
    """
    with opened(data):
        try:
            content = pdf_for_visit(operator(), store, visit, language)
        except Problem as problem:
            if problem.code != "not_found":
                raise
            raise click.ClickException(
                f"Store {store} has no published scorecard of visit {visit}. "
                "Check both; a report must be accepted and published first."
            ) from problem
    write_out(out, content)
