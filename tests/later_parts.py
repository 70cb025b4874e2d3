"""A visit that is reported in three parts: the call, whether a promise was kept, what came home."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from audit_forms import Form
from audit_forms.model import AnswerTest, Leaf, Part
from server.kernel.actor import system
from server.kernel.clock import iso
from server.kernel.ids import part_submission_id
from server.programmes.commands import publish_form
from server.visits import commands as visits
from server.visits.models import Visit, VisitPart
from server.visits.queries import Planned, planned_for
from tests.cast import BRIEF, Chain
from tests.scoring.small_forms import form, one, question, text, yes_no

PROMISED = Leaf("question", "promised", AnswerTest("is", True))
OPEN_FOR = 7


def promises(version: int = 1) -> Form:
    """A form of three parts; its follow-up opens on the day that was promised."""
    made = form(
        yes_no("promised", quality="respect"),
        question("promised_in_days", "number", ask_when=PROMISED, min=0, max=60),
        question("left", "time", required=False),
        yes_no("kept", yes=4, quality="courtesy", section="promise", part="follow_up"),
        yes_no("as_shown", yes=2, quality="respect", section="home", part="after"),
        replace(
            one("sin_apathy", {"none": 0, "after": 0}, section="home", part="after"),
            points=None,
            required=False,
        ),
    )
    visit = Part("visit", text("The visit"))
    follow_up = Part("follow_up", text("Follow-up"), "promised_in_days", OPEN_FOR)
    after = Part("after", text("At home"), 0, OPEN_FOR)
    return replace(made, version=version, parts=(visit, follow_up, after), in_store=("left",))


@dataclass
class Later:
    """A visit of Sol's to the Centro store on that form, and what is sent of it."""

    chain: Chain
    visit: Visit

    def id(self, part: str) -> UUID:
        """The identity of the report of a part."""
        return part_submission_id(self.visit.id, part)

    def part(self, part: str) -> VisitPart:
        """A part as it is stored now."""
        return VisitPart.get(VisitPart.submission == self.id(part))

    def window(self, part: str) -> tuple[str, datetime, datetime]:
        """Whether a part opens, and from when to when."""
        found = self.part(part)
        return found.opening, found.opens_at, found.closes_at

    def put(
        self,
        part: str,
        answers: Mapping[str, Any] | None = None,
        *,
        outcome: str = "done",
        replaces: str | None = None,
        number: int = 1,
        at: datetime | None = None,
        version: int = 1,
    ) -> TestResponse:
        """What the server answers when the report of a part is sent."""
        now = at or self.chain.clock.now()
        stamp = {"at": iso(now), "offset": 0, "zone": "UTC"}
        body = {
            "visit": str(self.visit.id),
            "part": part,
            "form": "small",
            "version": version,
            "outcome": outcome,
            "outcome_note": None,
            "answers": {id: given(value) for id, value in (answers or {}).items()},
            "photos": [],
            "started": stamp,
            "finished": stamp,
            "device": {"id": "d", "app": "1"},
            "language": "en",
        }
        if replaces:
            body["replaces"] = replaces
        phone = self.chain.client(self.chain.sol)
        address = f"/api/v1/submissions/{self.id(part)}"
        address += f"/revisions/{number}" if number > 1 else ""
        return phone.put(address, data=json.dumps(body).encode(), headers={"X-Kit": "1"})

    def send(self, part: str, **answers: Any) -> str:
        """Send the report of a part; the digest by which a revision names it."""
        sent = self.put(part, answers)
        assert sent.status_code == 201, sent.text
        return str(sent.get_json()["digest"])

    def promise(self, days: int | None) -> str:
        """Send the report of the visit: help is promised in so many days, or not at all."""
        if days is None:
            return self.send("visit", promised=False)
        return self.send("visit", promised=True, promised_in_days=days)

    def correct(self, replaces: str, **answers: Any) -> TestResponse:
        """Send a second revision of the report of the visit."""
        return self.put("visit", answers, replaces=replaces, number=2)

    def accept(self, *parts: str) -> None:
        """Rosa accepts the reports of these parts."""
        for part in parts:
            self.chain.accept(self.id(part))

    def planned(self) -> Planned:
        """The visit as Sol's phone lists it."""
        (found,) = planned_for(self.chain.actor(self.chain.sol))
        return found


def given(value: Any) -> dict[str, Any]:
    """An answer as the phone sends it."""
    if isinstance(value, datetime):
        value = {"at": iso(value), "offset": 0, "zone": "UTC"}
    return {"value": value}


def plan(chain: Chain, zone: str = "America/Mexico_City") -> Later:
    """A visit that is open since the morning, at a store in that zone."""
    now = system(chain.clock.now())
    published = publish_form(now, chain.programme, promises())
    chain.centro.zone = zone
    chain.centro.save()
    opens, closes = now.at - timedelta(hours=6), now.at + timedelta(days=2)
    visit = visits.plan_visit(
        now, chain.wave, chain.centro, chain.sol.id, published, opens, closes, BRIEF, {}
    )
    return Later(chain, visit)


def utc(text: str) -> datetime:
    """An instant of UTC, as in `2026-11-26 06:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
