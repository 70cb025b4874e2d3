"""The shopper is invisible to the store: no trace of them in anything that a store can open."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from server.database import disconnect
from server.kernel.actor import Role, system
from server.kernel.ids import part_submission_id, sha256_hex
from server.mail.models import Message
from server.media.queries import for_store
from server.people import commands as people
from server.people.models import AddressClaim, DeviceSession, Person, Shopper, ShopperIdentity
from server.reviews import commands as reviews
from server.reviews.rules import Piece
from server.submissions.models import Revision
from tests.actions import thankful
from tests.cast import Chain
from tests.conftest import migrated
from tests.engines.databases import Databases
from tests.episodes.moments import at_store, log
from tests.guard import markers
from tests.guard.objects import STORE_SIDE
from tests.guard.test_access import Route, ask, named, routes
from tests.guard.world import Who, World, furnish, plan
from tests.mail.postbox import deliver, running, with_mail

# What the shopper wrote for the store, which the search must come across.
WORDS = "Qxz boxes stood in the way in."
# What the reviewer kept from it, beside the second photo.
KEPT = "QXZ it was noon and the shopper had forgotten the umbrella"
LOGGED = "QXZ what the shopper logged outside a visit"
NOTE = "QXZ the reviewer wrote this to the shopper"
LEFT_BY_THE_REPORT = {
    "phone": markers.MODEL,
    "file": markers.FILE,
    "place": markers.PLACE,
    "device": markers.DEVICE,
    "app": markers.APP,
    "distance": str(markers.DISTANCE),
    "distance in words": "788 km",
    "far": "far_from_store",
    "clock": "clock_off",
    "note": NOTE,
    "kept": KEPT,
    "moment": LOGGED,
}


# What may be read nowhere by those who are not of a store. Another shopper visited that day too.
HIDDEN: dict[Role, set[str]] = {
    Role.REVIEWER: {"name", "person"},
    Role.ADMINISTRATOR: {
        *("name", "person", "phone", "file", "place", "device", "app", "note", "kept"),
    },
    Role.SHOPPER: {
        *("name", "person", "phone", "file", "place", "device", "app", "note", "kept", "moment"),
        *("code", "shopper", "shopper, bare", "visit", "report", "receipt", "distance"),
    },
}


@dataclass
class Marked:
    """The world, and the report in it that is full of traces."""

    world: World
    submission: UUID
    photos: tuple[bytes, bytes]
    traces: dict[str, str]


@pytest.fixture(scope="module")
def marked(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marked]:
    """A published report of a shopper who leaves a trace wherever one can be left."""
    url = databases.copy_of(migrated)
    yield leave_traces(furnish(url, tmp_path_factory.mktemp("leaks") / "data"))
    disconnect()
    databases.discard(url)


def leave_traces(world: World) -> Marked:
    """Let the marked shopper report a visit, be sent back once, and see it published."""
    chain = world.chain
    chain.later(minutes=30)
    zyanya = people.add_shopper(system(chain.clock.now()), markers.NAME, "es", markers.ADDRESS)
    visit = plan(chain, chain.centro, zyanya)
    submission = part_submission_id(visit.id, "visit")
    photos = markers.marked_photo((90, 20, 20)), markers.marked_photo((20, 90, 20))
    phone = marked_phone(chain, zyanya)
    body = marked_body(chain, visit, photos)
    address = f"/api/v1/submissions/{submission}"
    sent = phone.put(address, data=json.dumps(body), headers={"X-Kit": "1"})
    assert sent.status_code == 201, sent.text
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, submission)
    reviews.send_back(rosa, submission, NOTE)
    again = json.dumps(body | {"replaces": sent.get_json()["digest"]})
    revised = phone.put(f"{address}/revisions/2", data=again, headers={"X-Kit": "1"})
    assert revised.status_code == 201, revised.text
    for content in photos:
        chain.upload(phone, content)
    for _ in range(3):
        assert log(phone, at_store("CN-01", words=LOGGED)).status_code == 201
    chain.accept(submission)
    rosa = chain.actor(chain.rosa)
    reviews.withhold(rosa, submission, Piece("asked_need", "comment"), "time")
    second = Piece("shelf_photo", "photo", sha256_hex(photos[1]))
    reviews.withhold(rosa, submission, second, "looks")
    chain.work()
    # Whoever reads it signs in weeks later, so that their own day is not the visit's.
    world.clients.clear()
    chain.later(days=25)
    traces = LEFT_BY_THE_REPORT | {
        "name": markers.NAME,
        "address": markers.ADDRESS,
        "new address": markers.CLAIMED,
        "reviewer's address": markers.REVIEWER,
        "code": zyanya.code,
        "shopper": str(zyanya.id),
        "shopper, bare": zyanya.id.hex,
        "person": str(ShopperIdentity.get(ShopperIdentity.shopper == zyanya.id).person_id),
        "visit": str(visit.id),
        "report": str(submission),
        "receipt": revised.get_json()["number"],
        "moment": "16:15:07",
        "moment in Mexico": "10:15",
        "day": "2026-11-21",
        "day in words": "21 de noviembre",
        "day in English": "November 21",
    }
    return Marked(world, submission, photos, traces)


def leave_addresses(world: World, zyanya: Shopper) -> None:
    """One that she has given anew, messages that wait and that could not be delivered."""
    chain = world.chain
    Person.update(email=markers.REVIEWER).where(Person.id == chain.rosa.id).execute()
    people.claim_address(chain.actor(zyanya), markers.CLAIMED)
    people.ask_for_link(system(chain.clock.now()), markers.ADDRESS)
    people.send_link(chain.actor(chain.ana), shopper=zyanya.id)
    Message.update(state="parked", failure="refused_address", answer=550).where(
        Message.kind != "people.claimed"
    ).execute()


def marked_phone(chain: Chain, shopper: Who) -> FlaskClient:
    """A signed-in phone whose browser says what it is."""
    now = system(chain.clock.now())
    token = people.issue_link(now, timedelta(hours=1), shopper=shopper.id)
    phone = chain.app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = markers.BROWSER
    assert phone.post(f"/in/{token}", headers={"X-Kit": "1"}).status_code == 303
    return phone


def marked_body(chain: Chain, visit: object, photos: tuple[bytes, bytes]) -> dict[str, object]:
    """The report, its stamps at a second of their own."""
    text = chain.body(visit).decode()  # type: ignore[arg-type]
    body = json.loads(text.replace("16:15:00", "16:15:07"))
    body["answers"]["way_in_clear"] = {"value": False, "comment": WORDS}
    body["answers"]["asked_need"] = {"value": False, "comment": KEPT}
    body["device"] = {"id": markers.DEVICE, "app": markers.APP}
    at = {"at": "2026-11-21T16:15:07.000Z", "offset": -360, "zone": "America/Mexico_City"}
    body["location"] = {"given": True, "distance": markers.DISTANCE, "accuracy": 12, "at": at}
    body["clock"] = {"skew_ms": 787_871, "at": at["at"]}
    for content, question in zip(photos, ("entrance_photo", "shelf_photo"), strict=True):
        body["answers"][question] = {"value": [sha256_hex(content)]}
    body["photos"] = [
        {"sha256": sha256_hex(content), "size": len(content), "question": question}
        for content, question in zip(photos, ("entrance_photo", "shelf_photo"), strict=True)
    ]
    return body


def opened(marked: Marked, role: Role, language: str) -> Iterator[tuple[str, TestResponse]]:
    """Everything that a role can read, its own objects opened, in a language."""
    world = marked.world
    client = world.client(world.by_role[role])
    for route in routes(world):
        if route.method == "GET" and (route.roles is None or role in route.roles):
            yield named(route.method, route.rule), fetch(world, client, route, role, language)


def fetch(
    world: World, client: FlaskClient, route: Route, role: Role, language: str
) -> TestResponse:
    words, _ = route.asked.find(world, role)
    with world.chain.app.test_request_context():
        address = world.chain.app.url_for(
            route.rule.endpoint, **({"quarter": "2026-Q4", "language": language} | words)
        )
    return client.get(address, follow_redirects=True)


def hidden_from(marked: Marked, role: Role) -> dict[str, str]:
    """The traces that a role may meet nowhere: all for a store, the name for everybody."""
    return {t: m for t, m in marked.traces.items() if role in STORE_SIDE or t in HIDDEN[role]}


@pytest.mark.parametrize(
    ("role", "language"), [*product(STORE_SIDE, ["en", "es"]), *((role, "en") for role in HIDDEN)]
)
def test_it_works(
    marked: Marked, role: Role, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    """On no page, in no resource, file or picture, and in no line of the log."""
    caplog.set_level(logging.INFO)
    told = {
        (route, trace)
        for route, answered in opened(marked, role, language)
        for trace, marker in hidden_from(marked, role).items()
        if markers.found_in(answered, marker)
    }
    assert told == set()
    assert [trace for trace, marker in marked.traces.items() if marker in caplog.text] == []


@pytest.mark.parametrize("role", Role)
def test_no_refusal_tells(marked: Marked, role: Role) -> None:
    """What is asked for and is not there, not theirs or not sent rightly is answered without."""
    refused = 0
    for route in routes(marked.world):
        _, foreign = route.asked.find(marked.world, role)
        answered = ask(marked.world, route, role, foreign)
        if answered.status_code >= 400:
            found = hidden_from(marked, role).items()
            assert [t for t, m in found if markers.found_in(answered, m)] == [], route
            refused += 1
    assert refused > 30


def test_the_name_is_there_for_whoever_says_why(marked: Marked) -> None:
    """The one door: an administrator's own page, once, and then the history names who looked."""
    ana, address = marked.world.client(marked.world.chain.ana), "/desk/shoppers"
    asked = {"data": {"reason": "Her family calls"}, "headers": {"X-Kit": "1"}}
    shown = ana.post(f"{address}/{marked.traces['shopper']}/name", **asked)
    assert markers.found_in(shown, markers.NAME)
    for page in (address, f"{address}/{marked.traces['shopper']}", "/desk/history/"):
        answered = ana.get(page)
        assert not markers.found_in(answered, markers.NAME)
        assert "Ana Torres" in answered.text


def test_each_trace_is_there_for_somebody(marked: Marked) -> None:
    """None is looked for in vain: the reviewer reads it, the shopper's own phone, or the rows."""
    world = marked.world
    rosa, ana = world.client(world.chain.rosa), world.client(world.chain.ana)
    photo = f"/reviews/{marked.submission}/photos/{sha256_hex(marked.photos[0])}"
    zyanya = Shopper.get_by_id(marked.traces["shopper"])
    phone = world.chain.client(zyanya)
    # Somebody may have removed their own, as everybody may.
    leave_addresses(world, zyanya)
    answers = [
        *(rosa.get(page) for page in (f"/reviews/{marked.submission}", photo, "/episodes/")),
        *(ana.get(page) for page in ("/desk/shoppers", "/api/v1/history")),
        *(
            phone.get(f"/api/v1/{page}")
            for page in ("phone/sync", f"submissions/{marked.submission}")
        ),
    ]
    sent = Revision.get((Revision.submission == marked.submission) & (Revision.number == 2))
    kept = bytes(sent.body).decode() + str(sent.flags) + marked.traces["person"]
    kept += "".join(f"{row.name} {row.email}" for row in Person.select())
    kept += "".join(row.address for row in AddressClaim.select())
    missing = {
        trace
        for trace, marker in marked.traces.items()
        if marker not in kept and not any(markers.found_in(each, marker) for each in answers)
    }
    # Ways of writing what is there: an id without hyphens, the day and hour as a store would read.
    assert missing <= {"shopper, bare", "moment in Mexico", "day in words", "day in English"}


@pytest.mark.parametrize("role", STORE_SIDE)
def test_a_name_in_words_of_thanks_that_nobody_let_pass(marked: Marked, role: Role) -> None:
    """No notice says that staff were told; and what was passed on is there to be found."""
    pages = list(opened(marked, role, "en"))
    told = {route for route, answered in pages if markers.found_in(answered, thankful.NAME)}
    told |= {route for route, answered in pages if markers.found_in(answered, "Qxzamora")}
    assert told == set()
    found = {route for route, answered in pages if markers.found_in(answered, thankful.SAFE)}
    assert {"GET /commendations/", "GET /commendations/list.csv"} <= found


@pytest.mark.parametrize("role", STORE_SIDE)
def test_what_is_searched_holds_the_report(marked: Marked, role: Role) -> None:
    """The search is of something: the marked report's scorecard opens, with its words."""
    pages = dict(opened(marked, role, "es"))
    assert "Tienda Centro" in pages["GET /store/<uuid:store>"].text
    pdf = pages["GET /api/v1/scorecards/<uuid:score>.pdf"]
    assert pdf.mimetype == "application/pdf"
    assert markers.found_in(pdf, "Qxz boxes")


@pytest.mark.parametrize("role", [*STORE_SIDE, Role.ADMINISTRATOR])
def test_a_photo_that_is_kept_from_the_store(marked: Marked, role: Role) -> None:
    """Of its two photos a scorecard holds the one that nothing was said against."""
    shown, kept = (for_store(sha256_hex(content)) for content in marked.photos)
    pages = [list(markers.layers(answered)) for _, answered in opened(marked, role, "en")]
    assert any(shown in layer for layers in pages for layer in layers)
    assert not any(kept in layer for layers in pages for layer in layers)


def test_the_traces_are_there_for_those_who_may_see_them(marked: Marked) -> None:
    world, traces = marked.world, marked.traces
    chain = world.chain
    assert Person.select().where(Person.name == traces["name"]).exists()
    assert DeviceSession.select().where(DeviceSession.device == "Chrome/Android").exists()
    desk = world.client(chain.ana).get("/desk/shoppers")
    assert markers.found_in(desk, traces["code"])
    rosa = world.client(chain.rosa)
    for content in marked.photos:
        original = rosa.get(f"/reviews/{marked.submission}/photos/{sha256_hex(content)}")
        for trace in ("phone", "file", "place"):
            assert markers.found_in(original, traces[trace]), trace


def test_a_reviewer_reads_the_distance(marked: Marked) -> None:
    page = marked.world.client(marked.world.chain.rosa).get(f"/reviews/{marked.submission}")
    assert markers.found_in(page, marked.traces["distance in words"])
    assert "far from the store" in page.text


def test_a_device_s_browser_is_kept_only_in_words(marked: Marked) -> None:
    kept = {row.device for row in DeviceSession.select()}
    assert "Chrome/Android" in kept
    assert not any(markers.MODEL in device for device in kept)
    assert marked.traces["phone"] == markers.MODEL


@pytest.mark.parametrize("role", STORE_SIDE)
def test_a_store_opens_no_photo_as_it_was_sent(marked: Marked, role: Role) -> None:
    client = marked.world.client(marked.world.by_role[role])
    sha256 = sha256_hex(marked.photos[0])
    assert client.get(f"/reviews/{marked.submission}/photos/{sha256}").status_code == 403
    assert client.get(f"/api/v1/media/{sha256}").status_code in {404, 405}


def test_a_trace_that_is_there_is_found(marked: Marked) -> None:
    """The search itself: what hides in a PDF's streams and in a photo's EXIF is found."""
    answered = marked.world.client(marked.world.chain.rosa).get("/reviews/")
    for marker in (markers.NAME, markers.FILE):
        for spelling in markers.spellings(marker):
            answered.data = b"%PDF-ish " + spelling
            answered.mimetype = "text/plain"
            assert markers.found_in(answered, marker)
    assert Image.open(io.BytesIO(marked.photos[0])).getexif()[0x0110] == markers.MODEL
    assert Path(markers.FILE).suffix == ".jpg"


def test_no_letter_and_no_log_of_it_tells(marked: Marked, caplog: pytest.LogCaptureFixture) -> None:
    """A letter names its reader nowhere but where it goes; what fails is logged without that."""
    chain = marked.world.chain
    caplog.set_level(logging.DEBUG)
    Message.delete().execute()
    leave_addresses(marked.world, Shopper.get_by_id(marked.traces["shopper"]))
    with running() as box:
        with_mail(chain, box)
        Message.update(state="waiting").execute()
        box.refuses_letter = [f"450 {markers.ADDRESS} is slow"]
        assert deliver(chain) == 3
        chain.later(minutes=30)
        deliver(chain)
    assert {to for (to,) in box.recipients} >= {markers.ADDRESS, markers.CLAIMED}
    hidden = {t: m for t, m in marked.traces.items() if t not in {"day in words"}}
    for letter in box.letters:
        words = str(letter.get_content())
        assert [t for t, m in hidden.items() if m in words or m in str(letter["Subject"])] == []
    # Ours alone: peewee's statements and the test's own mail server say more, at a level of theirs.
    ours = [each.getMessage() for each in caplog.records if each.name.startswith("audit_kit")]
    assert "was not delivered" in " ".join(ours)
    assert [t for t, m in marked.traces.items() if m in " ".join(ours)] == []
