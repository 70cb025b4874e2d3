"""The program itself: its commands, and how any of them fails."""

from __future__ import annotations

from typing import Any

import click
from peewee import DatabaseError

from server.app import SchemaBehind
from server.cli.backups import backup, restore
from server.cli.certificates import certificate
from server.cli.commendations import commendations
from server.cli.databases import migrate, rollup
from server.cli.forms import forms
from server.cli.history import history
from server.cli.links import link
from server.cli.mail import mail
from server.cli.own_forms import discard, draft, drafts, listed, preview
from server.cli.people import people
from server.cli.programmes import programmes
from server.cli.regions import regions
from server.cli.rescue import rescue
from server.cli.retention import retention
from server.cli.rights import rights
from server.cli.sample import demo
from server.cli.scorecards import scorecard
from server.cli.serving import serve
from server.cli.shoppers import shoppers
from server.cli.stores import stores
from server.cli.visits import visits
from server.cli.working import worker
from server.kernel.problems import Problem


class Program(click.Group):
    """A group whose failures are sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what a person can put right into a click exception."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(in_words(problem)) from problem
        except SchemaBehind as behind:
            raise click.ClickException(str(behind)) from behind
        except DatabaseError as failure:
            reason = " ".join(str(failure).split())
            raise click.ClickException(
                f"The database cannot be used. Check this: {reason}"
            ) from failure
        except BrokenPipeError:
            # Whoever reads has read enough, as `head` does; click ends quietly then.
            raise
        except OSError as failure:
            raise click.ClickException(_of_the_system(failure)) from failure


def in_words(problem: Problem) -> str:
    """A problem as one sentence, and one more line for each field."""
    lines = [problem.kind.sentence % problem.args_by_name]
    lines += [f"  {each.field}: {each.sentence % each.args}" for each in problem.fields]
    return "\n".join(lines)


def _of_the_system(failure: OSError) -> str:
    what = failure.strerror or str(failure)
    return f"{failure.filename}: {what}." if failure.filename else f"{what}."


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="audit-kit", prog_name="audit-kit")
def main() -> None:
    """Mystery-shopper field audits: reports from a phone, review, PDF scorecards, comparison.

    To look around, run "audit-kit demo". To work with it, run "audit-kit serve".
    """


for _command in (listed, preview, draft, drafts, discard):
    forms.add_command(_command)

for _command in (
    demo,
    serve,
    certificate,
    worker,
    migrate,
    backup,
    restore,
    retention,
    forms,
    people,
    programmes,
    regions,
    scorecard,
    link,
    history,
    rights,
    mail,
    shoppers,
    rescue,
    rollup,
    stores,
    visits,
    commendations,
):
    main.add_command(_command)
