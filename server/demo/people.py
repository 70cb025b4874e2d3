"""The chain itself, as it stood before the first visit: programme, people, regions, stores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from audit_forms import load_shipped
from server.demo import cast
from server.demo.cast import SampleStore
from server.kernel.actor import Actor, Role
from server.people.commands import add_person, add_shopper
from server.people.models import Person, Shopper
from server.programmes.commands import add_programme, publish_form
from server.programmes.models import FormVersion, Programme
from server.stores.commands import add_region, add_store, let_head, let_manage
from server.stores.models import Region, Store

FORM, VERSION = "five-qualities", 1
NEWEST = (FORM, 3)
LONG = ("full-visit", 2)


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything and everybody of the sample chain, as rows."""

    programme: Programme
    form_version: FormVersion
    administrator: Person
    heads: tuple[Person, ...]
    reviewers: tuple[Person, ...]
    shoppers: tuple[Shopper, ...]
    stores: dict[str, tuple[SampleStore, Store]]
    managers: dict[str, Person]

    def desk(self, at: datetime) -> Actor:
        """The administrator, acting at `at`."""
        return Actor(at=at, roles=frozenset({Role.ADMINISTRATOR}), person=self.administrator.id)

    def reviewer(self, place: int, at: datetime) -> Actor:
        """One of the reviewers, acting at `at`."""
        person: UUID = self.reviewers[place % len(self.reviewers)].id
        return Actor(at=at, roles=frozenset({Role.REVIEWER}), person=person)


def found(opened: datetime) -> Chain:
    """Make the chain, as it was when the programme began."""
    actor = Actor(at=opened - timedelta(days=20), roles=frozenset({Role.ADMINISTRATOR}))
    programme = _at_once(add_programme(actor, cast.PROGRAMME))
    form_version = publish_form(actor, programme, load_shipped(FORM, VERSION))
    stores: dict[str, tuple[SampleStore, Store]] = {}
    managers: dict[str, Person] = {}
    heads = []
    for name, (head, regions) in cast.REGIONS.items():
        top = add_region(actor, name)
        heads.append(add_person(actor, head, [Role.REGIONAL_HEAD]))
        let_head(actor, top, heads[-1].id)
        for region in regions:
            below = add_region(actor, region.name, top)
            for sample in region.stores:
                store = _add_store(actor, below, sample)
                stores[sample.code] = (sample, store)
                managers[sample.code] = add_person(actor, sample.manager, [Role.STORE_MANAGER])
                let_manage(actor, store, managers[sample.code].id)
    return Chain(
        programme=programme,
        form_version=form_version,
        administrator=add_person(actor, cast.ADMINISTRATOR, [Role.ADMINISTRATOR]),
        heads=tuple(heads),
        reviewers=tuple(add_person(actor, name, [Role.REVIEWER]) for name in cast.REVIEWERS),
        shoppers=tuple(add_shopper(actor, name, language) for name, language in cast.SHOPPERS),
        stores=stores,
        managers=managers,
    )


def _at_once(programme: Programme) -> Programme:
    """Whoever looks around wants to find a report in the store's page as soon as it is accepted."""
    programme.whole_period = False
    programme.publish_delay_minutes = programme.publish_spread_minutes = 0
    programme.save()
    return programme


def _add_store(actor: Actor, region: Region, sample: SampleStore) -> Store:
    return add_store(
        actor,
        region,
        sample.code,
        sample.name,
        address=sample.address,
        zone=sample.zone,
        place=cast.PLACES[sample.code],
    )
