"""One visit as it happened: when each stamp was pressed, what was bought, and the report of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid5
from zoneinfo import ZoneInfo

from audit_forms import Form
from server.demo.answering import Answers, Visitor, fill
from server.demo.cast import Errand
from server.demo.photos import entrance, shelf
from server.demo.words import ASKED
from server.kernel.clock import iso, parse_iso
from server.kernel.ids import sha256_hex
from server.submissions.commands import Sent
from server.submissions.schemas import ReportSchema
from server.visits.models import Visit

_SCHEMA = ReportSchema()


@dataclass(frozen=True, slots=True)
class Told:
    """A finished report: its bytes, and the photos that go with it."""

    sent: Sent
    photos: Sequence[bytes]
    finished: datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """A visit that takes place: when, on what errand, and how the store serves that day."""

    visit: Visit
    form: Form
    at: datetime
    errand: Errand
    visitor: Visitor

    @property
    def zone(self) -> str:
        """The time zone of the store."""
        return str(self.visit.store.zone)


def tell(occasion: Occasion, given: Answers | None = None) -> Told:
    """The report of a visit's first part, as a phone would send it; `given` answers stand."""
    form = occasion.form
    known = _given(occasion) | (given or {})
    photos = {id: photo for id, photo in _photos(occasion, known).items() if id in form}
    known |= {question: {"value": [sha256_hex(photo)]} for question, photo in photos.items()}
    asked = {id: answer for id, answer in known.items() if id in form}
    part = form.parts[0].id
    answers = fill(form, part, occasion.visit.facts, asked, occasion.visitor)
    left = parse_iso(answers["left"]["value"]["at"])
    finished = left + timedelta(minutes=occasion.visitor.luck.randint(9, 25))
    body = _body(occasion, finished) | {
        "answers": answers,
        "photos": _announced(occasion, photos),
    }
    return Told(sent(body, finished), list(photos.values()), finished)


def tell_later(occasion: Occasion, part: str, at: datetime) -> Told:
    """The report of a later part, written at `at`."""
    answers = fill(occasion.form, part, occasion.visit.facts, {}, occasion.visitor)
    finished = at + timedelta(minutes=4)
    body = _body(replace(occasion, at=at), finished) | {"part": part, "answers": answers}
    return Told(sent(body, finished), [], finished)


def tell_why_not(occasion: Occasion, outcome: str, note: str) -> Told:
    """The report of a visit that could not be made."""
    finished = occasion.at + timedelta(minutes=4)
    body = _body(occasion, finished) | {"outcome": outcome, "outcome_note": note}
    return Told(sent(body, finished), [], finished)


def _body(occasion: Occasion, finished: datetime) -> dict[str, Any]:
    visit = occasion.visit
    return {
        "visit": str(visit.id),
        "part": occasion.form.parts[0].id,
        "form": occasion.form.id,
        "version": occasion.form.version,
        "outcome": "done",
        "answers": {},
        "photos": [],
        "started": stamp(occasion.at, occasion.zone),
        "finished": stamp(finished, occasion.zone),
        "location": _location(occasion),
        "device": {"id": str(uuid5(visit.id, "phone")), "app": "sample"},
        "language": occasion.visitor.language,
    }


def _location(occasion: Occasion) -> dict[str, Any]:
    """How far from the store the phone was; one shopper in five would rather not say."""
    luck = Random(f"{occasion.visit.store.code} {occasion.at}")
    if luck.random() < 0.2:
        return {"given": False, "reason": luck.choice(("refused", "refused", "timeout"))}
    return {
        "given": True,
        "distance": luck.randint(3, 80),
        "accuracy": luck.randint(5, 40),
        "at": stamp(occasion.at, occasion.zone),
    }


def sent(body: Mapping[str, Any], device_time: datetime) -> Sent:
    """A body as it arrives from a phone whose clock says `device_time`."""
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Sent(raw, _SCHEMA.load(body), device_time)


def _given(occasion: Occasion) -> Answers:
    """What hangs together across questions: who came, the stamps, the prices."""
    visitor, luck = occasion.visitor, occasion.visitor.luck
    noticed = luck.random() < 0.8 + 0.2 * visitor.levels["courtesy"]
    attended = luck.random() < 0.9 + 0.1 * visitor.levels["willingness"]
    given: Answers = {} if noticed else {"greeting": {"value": "nobody"}}
    if not attended:
        given["first_step"] = {"value": "nobody"}
    given |= _stamps(occasion, noticed, attended)
    given |= _prices(occasion)
    if luck.random() < 0.6:
        given["own_words"] = {"value": visitor.write(ASKED, occasion.errand.thing)}
    return given


def _photos(occasion: Occasion, given: Answers) -> dict[str, bytes]:
    """The two photos; the price on the shelf is the one that the report tells."""
    store, luck = occasion.visit.store, occasion.visitor.luck
    tagged = given["price_tagged"]["value"]
    price = given["price_on_tag"]["value"] if tagged else None
    return {
        "entrance_photo": entrance(store.name, store.colour, luck),
        "shelf_photo": shelf(occasion.errand.thing, price, luck),
    }


def _stamps(occasion: Occasion, noticed: bool, attended: bool) -> Answers:
    """The stamps; a slow store lets one wait longer at each of them."""
    luck = occasion.visitor.luck
    slow = 1.6 - occasion.visitor.levels["response"]
    after = {"arrived": 0.0, "greeted": luck.uniform(8, 55) * slow**2}
    after["served"] = after["greeted"] + luck.uniform(40, 260) * slow**2
    after["paid"] = after["served"] + luck.uniform(300, 900) * slow
    if "queued" in occasion.form:
        after["queued"] = max(after["served"], after["paid"] - luck.uniform(20, 200) * slow)
    after["left"] = after["paid"] + luck.uniform(40, 150)
    missing = set() if noticed else {"greeted"}
    missing |= set() if attended else {"served"}
    return {
        id: {"na": True}
        if id in missing
        else {"value": stamp(occasion.at + timedelta(seconds=seconds), occasion.zone)}
        for id, seconds in after.items()
    }


def _prices(occasion: Occasion) -> Answers:
    luck, response = occasion.visitor.luck, occasion.visitor.levels["response"]
    price = occasion.errand.price + 1_000 * luck.randint(-3, 3)
    wrong = luck.random() < 0.12 * (1 - response)
    charged = price + 2_000 if wrong and luck.random() < 0.3 else price
    kept = "same_or_less"
    if wrong:
        kept = "not_put_right" if charged > price else "put_right"
    return {
        "price_tagged": {"value": luck.random() < 0.6 + 0.4 * response},
        "price_said": {"value": price},
        "price_on_tag": {"value": price},
        "price_charged": {"value": charged},
        "price_kept": {"value": kept},
        "people_ahead": {"value": luck.choices(range(5), (5, 4, 3, 2, 1))[0]},
    }


def _announced(occasion: Occasion, photos: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return [
        {
            "sha256": sha256_hex(photo),
            "size": len(photo),
            "question": question,
            "taken": stamp(occasion.at + timedelta(minutes=4 * place), occasion.zone),
            "place": None,
        }
        for place, (question, photo) in enumerate(photos.items())
    ]


def stamp(instant: datetime, zone: str) -> dict[str, Any]:
    """An instant as a phone in that zone writes it down."""
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None  # A named zone always has one.
    return {"at": iso(instant), "offset": int(offset.total_seconds() // 60), "zone": zone}
