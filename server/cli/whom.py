"""Whom a command means: somebody with a role by name, a shopper by code, either by id."""

from __future__ import annotations

import click

from server.people import queries
from server.people.models import Person, Shopper


def one_of(who: str, past: bool | None) -> Person | Shopper:
    """The one person or shopper that is meant: of those let in, those no longer, or with None all.

    Raises a refusal that says how to be understood.
    """
    meant = [each for each in _everybody(past) if who in {called(each), str(each.id)}]
    if len(meant) == 1:
        return meant[0]
    if meant:
        ids = ", ".join(str(each.id) for each in meant)
        raise click.ClickException(f"Several are called {who}. Give one of these ids: {ids}")
    state = {True: "was let out", False: "is let in", None: "is here"}[past]
    raise click.ClickException(
        f"Nobody called {who} {state}. List everybody: audit-kit people list --all"
    )


def shopper_of(who: str) -> Shopper:
    """The shopper of a code or id, also one who is sent out no longer."""
    found = one_of(who, past=None)
    if isinstance(found, Person):
        raise click.ClickException(f"{who} is no shopper. Give a shopper's code.")
    return found


def called(each: Person | Shopper) -> str:
    """What commands call somebody: a name, or a shopper's code."""
    return str(each.code if isinstance(each, Shopper) else each.name)


def _everybody(past: bool | None) -> list[Person | Shopper]:
    found: list[Person | Shopper] = []
    for gone in (False, True) if past is None else (past,):
        found += [person for person, _ in queries.members(most=100_000, past=gone)]
        found += queries.shoppers(most=100_000, past=gone)
    return found
