"""`audit-kit regions`: the tree of regions, by the rules of the desk's page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from marshmallow import Schema, ValidationError

from server.cli.installation import data_option, opened, operator
from server.desk.schemas import RegionForm
from server.imports.rules.regions import Tree, Unclear
from server.stores import commands
from server.stores.models import Region
from server.stores.queries import region_names, region_ways, stores_by_region


@click.group()
def regions() -> None:
    """List regions, add, rename, move and delete them."""


def region_at(way: str) -> Region:
    """The region at the end of a way such as "North / Coast", or of a name that only one has."""
    tree = Tree(region_ways(operator()))
    try:
        path = tree.find(way)
    except Unclear:
        raise click.ClickException(
            f'Several regions are called {way}. Write the way to one, such as "North / Coast".'
        ) from None
    found = tree.id_of(path) if path else None
    if found is None:
        raise click.ClickException(
            f"There is no region {way}. Name one that `audit-kit regions list` prints."
        )
    region: Region = Region.get_by_id(found)
    return region


def entered(schema: Schema, given: dict[str, Any]) -> dict[str, Any]:
    """What was entered, as a page of the desk would take it; else what to enter, of all at once."""
    try:
        return dict(schema.load({name: each for name, each in given.items() if each is not None}))
    except ValidationError as wrong:
        fields = [name for name in schema.fields if name in wrong.normalized_messages()]
        says = [f"{name}: {schema.fields[name].metadata['say']}" for name in fields]
        raise click.ClickException("\n  ".join(says)) from None


@regions.command("list")
@data_option
def listed(data: Path | None) -> None:
    """Print each region from the top down, with the number of its open stores."""
    with opened(data):
        counts = stores_by_region()
        for region, name in sorted(region_names(operator()).items(), key=lambda each: each[1]):
            click.echo(f"{name}  {counts.get(region, 0)}")


@regions.command("add")
@click.argument("name")
@click.option("--below", help="The region that it lies in; otherwise it stands at the top.")
@data_option
def add(name: str, below: str | None, data: Path | None) -> None:
    """Add a region called NAME."""
    with opened(data):
        asked = entered(RegionForm(), {"name": name})
        commands.add_region(operator(), asked["name"], region_at(below) if below else None)
        click.echo(f"{asked['name']} is added.")


@regions.command("rename")
@click.argument("region")
@click.argument("name")
@data_option
def rename(region: str, name: str, data: Path | None) -> None:
    """Give REGION another NAME; it stays where it is."""
    with opened(data):
        found = region_at(region)
        asked = entered(RegionForm(), {"name": name})
        commands.change_region(operator(), found.id, asked["name"], found.parent_id)
        click.echo(f"{region} is called {asked['name']} now.")


@regions.command("move")
@click.argument("region")
@click.option("--below", help="The region that it comes into.")
@click.option("--top", is_flag=True, help="To the top of the tree.")
@data_option
def move(region: str, below: str | None, top: bool, data: Path | None) -> None:
    """Put REGION, with all that lies below it, elsewhere in the tree."""
    if bool(below) == top:
        raise click.UsageError("Say where to: either --below REGION or --top.")
    with opened(data):
        found, above = region_at(region), region_at(below) if below else None
        commands.change_region(operator(), found.id, found.name, above.id if above else None)
        click.echo(f"Moved: {region_names(operator())[found.id]}")


@regions.command("delete")
@click.argument("region")
@data_option
def delete(region: str, data: Path | None) -> None:
    """Delete REGION, in which neither a store nor another region lies."""
    with opened(data):
        commands.delete_region(operator(), region_at(region))
        click.echo(f"{region} is deleted.")
