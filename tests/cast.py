"""A small chain and its people: Ana runs it, Rosa reviews, Mateo manages the Centro store, Regina
heads the region, Sol shops. Reports are sent through the real API, as Sol's phone would."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from audit_forms import Question, load_shipped
from server.app import run_with, unsettled_app
from server.kernel.actor import Actor, Role, system
from server.kernel.clock import MovableClock
from server.kernel.ids import part_submission_id
from server.kernel.settings import Settings
from server.people import commands as people
from server.people.models import Person, Shopper
from server.people.queries import roles_of
from server.programmes import commands as programmes
from server.programmes.models import FormVersion, Programme
from server.reviews import commands as reviews
from server.stores import commands as stores
from server.stores.models import Region, Store
from server.tasks.commands import run_due
from server.visits import commands as visits
from server.visits.models import Visit, Wave
from server.wiring import HANDLERS
from tests.audit_forms.five_qualities_shopper import fill, ordinary, stamp

START = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
BRIEF = {
    "en": {"scenario": "You are looking for a lamp.", "buy": "One lamp.", "rules": ["Be kind."]},
    "es": {"scenario": "Busca una lámpara.", "buy": "Una lámpara.", "rules": ["Con amabilidad."]},
}


def photo(colour: tuple[int, int, int] = (120, 80, 40)) -> bytes:
    """A small JPEG, with a place and a device in its EXIF as phones write them."""
    picture = Image.new("RGB", (640, 480), colour)
    exif = Image.Exif()
    exif[0x0110] = "Sol's own telephone"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


ENTRANCE, SHELF = photo((120, 80, 40)), photo((40, 80, 120))


@dataclass
class Chain:
    """The chain, its people, and the app in which they meet."""

    @property
    def data(self) -> Path:
        """Where the installation keeps its files."""
        return Path(self.app.extensions["settings"].data)

    app: Flask
    clock: MovableClock
    programme: Programme
    form: FormVersion
    wave: Wave
    region: Region
    centro: Store
    norte: Store
    ana: Person
    rosa: Person
    rita: Person
    mateo: Person
    regina: Person
    sol: Shopper

    def actor(self, who: Person | Shopper) -> Actor:
        """`who`, acting now."""
        if isinstance(who, Shopper):
            return Actor(at=self.clock.now(), roles=frozenset({Role.SHOPPER}), shopper=who.id)
        return Actor(at=self.clock.now(), roles=roles_of(who.id), person=who.id)

    def client(self, who: Person | Shopper) -> FlaskClient:
        """A browser (or phone) in which `who` is signed in."""
        kind = "shopper" if isinstance(who, Shopper) else "person"
        now = system(self.clock.now())
        token = people.issue_link(now, timedelta(hours=1), **{kind: who.id})
        client = self.app.test_client()
        client.post(f"/in/{token}", headers={"X-Kit": "1"})
        return client

    def plan(self, store: Store | None = None, **facts: Any) -> Visit:
        """A visit of Sol's, open since the morning."""
        now = self.clock.now()
        opens, closes = now - timedelta(hours=6), now + timedelta(days=2)
        return visits.plan_visit(
            system(now),
            self.wave,
            store or self.centro,
            self.sol.id,
            self.form,
            opens,
            closes,
            BRIEF,
            {"purchase": True} | facts,
        )

    def send(
        self,
        visit: Visit,
        answers: Mapping[str, Any] | None = None,
        *,
        outcome: str = "done",
        photos: bool = True,
        device_time: str | None = None,
    ) -> UUID:
        """Send the report of a visit, by default one in which all goes well, and its photos."""
        body = self.body(visit, answers, outcome)
        submission = part_submission_id(visit.id, "visit")
        phone = self.client(self.sol)
        headers = {"X-Kit": "1"} | ({"Device-Time": device_time} if device_time else {})
        sent = phone.put(f"/api/v1/submissions/{submission}", data=body, headers=headers)
        assert sent.status_code == 201, sent.text
        for content in (ENTRANCE, SHELF) if photos and outcome == "done" else ():
            self.upload(phone, content)
        return submission

    def upload(self, phone: FlaskClient, content: bytes) -> None:
        """Send one photo whole."""
        name = hashlib.sha256(content).hexdigest()
        sent = phone.put(f"/api/v1/media/{name}", data=content, headers={"X-Kit": "1"})
        assert sent.status_code == 200, sent.text

    def body(
        self, visit: Visit, answers: Mapping[str, Any] | None = None, outcome: str = "done"
    ) -> bytes:
        """The bytes of a report; `answers` replace those of a visit in which all goes well."""
        filled = fill(visit.facts, lambda question: answer(question, answers or {}))
        pictures = {"entrance_photo": ENTRANCE, "shelf_photo": SHELF}
        done = outcome == "done"
        return json.dumps(
            {
                "visit": str(visit.id),
                "part": "visit",
                "form": self.form.form,
                "version": self.form.version,
                "outcome": outcome,
                "outcome_note": None if done else "The shutter was down.",
                "answers": filled if done else {},
                "photos": [
                    {"sha256": _sha256(content), "size": len(content), "question": question}
                    | {"taken": stamp(20)}
                    for question, content in (pictures.items() if done else ())
                ],
                "started": stamp(0),
                "finished": stamp(900),
                "device": {"id": "d", "app": "1"},
                "language": "es",
            }
        ).encode()

    def accept(self, submission: UUID, by: Person | None = None) -> None:
        """Rosa claims a report and accepts it."""
        rosa = self.actor(by or self.rosa)
        reviews.claim(rosa, submission)
        reviews.accept(rosa, submission)

    def published(
        self, answers: Mapping[str, Any] | None = None, store: Store | None = None
    ) -> UUID:
        """A report that is sent, accepted and published; its submission's id."""
        submission = self.send(self.plan(store), answers)
        self.accept(submission)
        return submission

    def work(self) -> int:
        """Let the worker do what is due."""
        return run_due(HANDLERS, self.clock.now())

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.clock.move(timedelta(**by))


def answer(question: Question, given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The given answer to a question, a value or a whole answer, else that of a good visit."""
    pictures = {"entrance_photo": ENTRANCE, "shelf_photo": SHELF}
    if question.id in given:
        value = given[question.id]
        return value if isinstance(value, dict) else {"value": value}
    if question.id in pictures:
        return {"value": [_sha256(pictures[question.id])]}
    return ordinary(question)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def at_once(programme: Programme) -> Programme:
    """Let what is accepted be published at once, so that a test need not wait."""
    programme.whole_period = False
    programme.publish_delay_minutes = programme.publish_spread_minutes = 0
    programme.save()
    return programme


def build(database_url: str, data: Path, app: Flask | None = None) -> Chain:
    """The chain in a migrated database, served by `app` or by one of its own."""
    clock = MovableClock(START)
    settings = Settings(data=data, database_url=database_url, worker=False)
    app = run_with(app or unsettled_app(), settings, clock)
    now = system(clock.now())
    programme = at_once(programmes.add_programme(now, "Tiendas del Sol"))
    form = programmes.publish_form(now, programme, load_shipped("five-qualities", 1))
    region = stores.add_region(now, "Centro Sur")
    centro = stores.add_store(now, region, "CN-01", "Tienda Centro", address="Calle 5 de Mayo 1")
    norte = stores.add_store(now, region, "NT-02", "Tienda Norte")
    chain = Chain(
        app=app,
        clock=clock,
        programme=programme,
        form=form,
        wave=visits.open_wave(now, programme, "Noviembre", START, START + timedelta(days=30)),
        region=region,
        centro=centro,
        norte=norte,
        ana=people.add_person(now, "Ana Torres", [Role.ADMINISTRATOR]),
        rosa=people.add_person(now, "Rosa Ibáñez", [Role.REVIEWER]),
        rita=people.add_person(now, "Rita Solís", [Role.REVIEWER]),
        mateo=people.add_person(now, "Mateo Luna", [Role.STORE_MANAGER]),
        regina=people.add_person(now, "Regina Paz", [Role.REGIONAL_HEAD]),
        sol=people.add_shopper(now, "Sol Méndez", "es"),
    )
    stores.let_manage(now, centro, chain.mateo.id)
    stores.let_head(now, region, chain.regina.id)
    return chain
