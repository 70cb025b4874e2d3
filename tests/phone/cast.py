"""The cast of the phone's tests: Inés shops two stores in Mexico; Tomás shops one of them later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from audit_forms import load_shipped
from server.kernel.actor import Actor, Role, system
from server.kernel.settings import Settings
from server.people import commands as people
from server.people.rules import session_lengths
from server.programmes import commands as programmes
from server.programmes.models import FormVersion, Programme
from server.reviews import commands as reviews
from server.stores import commands as stores
from server.stores.models import Store
from server.visits import commands as visits
from server.visits.models import Visit, VisitPart

BRIEF = {
    "en": {
        "scenario": "You look for a gift for a colleague and do not know yet what it should be.",
        "buy": "Something small, up to $150. Keep the receipt.",
        "rules": ["Do not write or record anything where staff can see it.", "Pay in cash."],
    },
    "es": {
        "scenario": "Busca un regalo para una colega y todavía no sabe qué.",
        "buy": "Algo pequeño, de hasta $150. Guarde el recibo.",
        "rules": ["No escriba ni grabe nada a la vista del personal.", "Pague en efectivo."],
    },
}


@dataclass
class Cast:
    """Who is there, and how to bring more of them on."""

    boss: Actor
    programme: Programme
    form: FormVersion
    centro: Store
    norte: Store
    ines: UUID
    tomas: UUID
    reviewer: Actor

    def visit(self, store: Store, shopper: UUID, **facts: Any) -> UUID:
        """A visit that is open today; its report's submission id."""
        today = self.boss.at.astimezone(ZoneInfo(store.zone))
        midnight = today.replace(hour=0, minute=0, second=0, microsecond=0)
        opens = midnight.astimezone(UTC)
        wave = visits.wave_of_quarter(self.boss, self.programme, opens)
        planned: Visit = visits.plan_visit(
            self.boss,
            wave,
            store,
            shopper,
            self.form,
            opens,
            opens + timedelta(days=3),
            BRIEF,
            {"purchase": True} | facts,
        )
        part: VisitPart = VisitPart.get(VisitPart.visit == planned)
        return part.submission

    def send_back(self, submission: UUID, note: str) -> None:
        """A reviewer claims a report and sends it back."""
        self.claim(submission)
        reviews.send_back(self.reviewer, submission, note)

    def claim(self, submission: UUID) -> None:
        """A reviewer takes a report to read."""
        reviews.claim(self.reviewer, submission)

    def session(self, shopper: UUID) -> str:
        """A cookie that a signed-in phone of the shopper holds."""
        link = people.issue_link(self.boss, timedelta(hours=1), shopper=shopper)
        lengths = session_lengths(Settings())
        return people.use_link(self.boss, link, "Chrome/Android", lengths).token


def add_ines(boss: Actor) -> UUID:
    """Another Inés, whom no test has met."""
    return people.add_shopper(boss, "Inés Barragán", "es").id


def add_tomas(boss: Actor) -> UUID:
    """Another Tomás."""
    return people.add_shopper(boss, "Tomás Leyva", "en").id


def bring_on() -> Cast:
    """The cast, in the database that is connected."""
    boss = system(datetime.now(UTC))
    programme = programmes.add_programme(boss, "Cuatro Vientos")
    form = programmes.publish_form(boss, programme, load_shipped("five-qualities", 1))
    region = stores.add_region(boss, "Centro")
    return Cast(
        boss=boss,
        programme=programme,
        form=form,
        centro=stores.add_store(
            boss,
            region,
            "C-001",
            "Casa Tezontle Centro Histórico",
            address="Calle del Parián 14, Puebla",
        ),
        norte=stores.add_store(
            boss,
            region,
            "N-101",
            "Casa Tezontle Norte",
            address="Paseo del Mezquite 2210, Tijuana",
            zone="America/Tijuana",
        ),
        ines=add_ines(boss),
        tomas=add_tomas(boss),
        reviewer=Actor(
            at=boss.at,
            roles=frozenset({Role.REVIEWER}),
            person=people.add_person(boss, "Rita Olmos", {Role.REVIEWER}).id,
        ),
    )
