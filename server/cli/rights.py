"""`audit-kit rights`: what every role may do, as the desk's page shows it."""

from __future__ import annotations

import click

from server.rights import RIGHTS


@click.command()
def rights() -> None:
    """Print what every role may do and with how much; what is not there is closed."""
    for right in RIGHTS:
        who = ", ".join(f"{role} ({scope})" for role, scope in right.scopes.items())
        click.echo(f"{right.words}\n  {who}")
