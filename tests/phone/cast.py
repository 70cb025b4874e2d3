"""The cast of the phone's tests: Inés shops two stores in Mexico; Tomás shops one of them later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from audit_forms import load_shipped
from server.kernel.actor import Actor, system
from server.people import commands as people
from server.programmes import commands as programmes
from server.programmes.models import FormVersion, Programme
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

    def session(self, shopper: UUID) -> str:
        """A cookie that a signed-in phone of the shopper holds."""
        link = people.issue_link(self.boss, timedelta(hours=1), shopper=shopper)
        month, day = timedelta(days=30), timedelta(days=1)
        return people.use_link(
            self.boss, link, device="Chrome/Android", shopper_lasts=month, staff_lasts=day
        ).token


def bring_on(now: datetime | None = None, names: Mapping[str, str] | None = None) -> Cast:
    """The cast, in the database that is connected."""
    boss = system(now or datetime.now(UTC))
    programme = programmes.add_programme(boss, "Cuatro Vientos")
    form = programmes.publish_form(boss, programme, load_shipped("five-qualities", 1))
    region = stores.add_region(boss, "Centro")
    named = {"centro": "Casa Tezontle Centro Histórico", "norte": "Casa Tezontle Norte"}
    named |= dict(names or {})
    return Cast(
        boss=boss,
        programme=programme,
        form=form,
        centro=stores.add_store(
            boss, region, "C-001", named["centro"], address="Calle del Parián 14, Puebla"
        ),
        norte=stores.add_store(
            boss,
            region,
            "N-101",
            named["norte"],
            address="Paseo del Mezquite 2210, Tijuana",
            zone="America/Tijuana",
        ),
        ines=people.add_shopper(boss, "Inés Barragán", "es").id,
        tomas=people.add_shopper(boss, "Tomás Leyva", "en").id,
    )
