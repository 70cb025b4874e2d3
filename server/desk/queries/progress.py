"""How far the start of a programme has come."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import fn

from server.kernel.actor import Role
from server.people.models import RoleGrant, Shopper
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import the_programme
from server.stores.models import Region, Store
from server.visits.models import Visit


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a programme is there yet; the desk's first page leads through it in order."""

    programme: Programme | None
    forms: int
    regions: int
    stores: int
    reviewers: int
    people: int
    shoppers: int
    visits: int

    @property
    def complete(self) -> bool:
        """Whether the first visit is planned and somebody is there to review it."""
        return bool(self.programme and self.visits and self.reviewers)


def progress() -> Progress:
    """What is there by now."""
    return Progress(
        programme=the_programme(),
        forms=FormVersion.select().count(),
        regions=Region.select().count(),
        stores=Store.select().where(Store.closed_at.is_null()).count(),
        reviewers=RoleGrant.select().where(RoleGrant.role == Role.REVIEWER).count(),
        people=RoleGrant.select(fn.COUNT(RoleGrant.person.distinct())).scalar(),
        shoppers=Shopper.select().where(Shopper.active).count(),
        visits=Visit.select().count(),
    )
