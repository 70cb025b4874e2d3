"""Marks of a shopper and of a manager wherever they can leave words, and a search for them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from PIL import Image

from server import wiring
from server.actions.commands import accept
from server.database import database, is_sqlite
from server.history.commands import record
from server.kernel.actor import Role, system
from server.kernel.ids import part_submission_id, sha256_hex
from server.kernel.quarters import Quarter
from server.people import commands as people
from server.people.models import Person, Shopper, ShopperIdentity
from server.programmes.commands import publish_form, record_staff_notice
from server.reviews import commands as reviews
from server.scores.models import Score
from server.selfviews.commands import give
from server.selfviews.rules import SEEN_IN
from server.stores.commands import let_manage
from server.visits.models import Visit
from tests.actions.thankful import entry, thankful
from tests.backups.rows import everything
from tests.cast import Chain
from tests.episodes.moments import body as moment
from tests.episodes.moments import log
from tests.guard.world import plan

# Each one of a kind: nothing else in any file spells it. None has a letter that JSON escapes.
NAME = "Zyanya Qxzadkari"
OF_THE_SHOPPER = {
    "name": NAME,
    "comment": "qxcomment the lamp was behind the till",
    "thanks": "qxthanks she walked with me to the shelf",
    "thanked": "Qxthanked",
    "device": "qxdevice-0001",
    "place": "qxplace on the corner",
    "moment": "qxmoment went on talking",
    "photo": "QXPHOTO-model",
    "reason": "qxreason by the desk",
    "note": "qxnote to the shopper",
}
OF_THE_MANAGER = {
    "name": "Wenceslao Qxvborn",
    "address": "qxstaff@example.org",
    "self-view": "qxself what I think of my store",
    "reason": "qxstaffreason because I wanted to",
}


@dataclass
class Marked:
    """A published report of Zyanya's, a visit of hers to come, and a manager with words."""

    chain: Chain
    zyanya: Shopper
    person: UUID
    report: UUID
    to_come: Visit
    wences: Person


def leave_marks(chain: Chain) -> Marked:
    """Let both leave all of their marks."""
    now = system(chain.clock.now())
    chain.form = publish_form(now, chain.programme, thankful())
    name = OF_THE_MANAGER["name"]
    record_staff_notice(now, chain.programme, date(2026, 11, 1), name, "In the morning.")
    wences = _manager(chain, name)
    zyanya = people.add_shopper(now, NAME, "es")
    report = _report(chain, zyanya, plan(chain, chain.centro, zyanya))
    to_come = plan(chain, chain.norte, zyanya)
    chain.work()
    person = ShopperIdentity.get(ShopperIdentity.shopper == zyanya.id).person_id
    return Marked(chain, zyanya, person, report, to_come, wences)


def _manager(chain: Chain, name: str) -> Person:
    now = system(chain.clock.now())
    address = OF_THE_MANAGER["address"]
    wences = people.add_person(now, name, [Role.STORE_MANAGER], email=address)
    let_manage(now, chain.centro, wences.id)
    chain.client(wences)
    his = chain.actor(wences)
    note = {"identity": uuid4(), "replaces": 0}
    ratings, words = dict.fromkeys(SEEN_IN, 4), OF_THE_MANAGER["self-view"]
    give(his, chain.centro.id, Quarter(2026, 4), ratings, words, **note)
    record(his, "person.do", "thing", "1", reason=OF_THE_MANAGER["reason"])
    return wences


def _report(chain: Chain, zyanya: Shopper, visit: Visit) -> UUID:
    """Sent, sent back with a note, revised, accepted with its words of thanks; and a moment."""
    submission = part_submission_id(visit.id, "visit")
    photos = _photo((90, 20, 20)), _photo((20, 90, 20))
    body = _body(chain, visit, photos)
    phone, address = chain.client(zyanya), f"/api/v1/submissions/{submission}"
    sent = phone.put(address, data=json.dumps(body), headers={"X-Kit": "1"})
    assert sent.status_code == 201, sent.text
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, submission)
    reviews.send_back(rosa, submission, OF_THE_SHOPPER["note"])
    again = json.dumps(body | {"replaces": sent.get_json()["digest"]})
    revised = phone.put(f"{address}/revisions/2", data=again, headers={"X-Kit": "1"})
    assert revised.status_code == 201, revised.text
    for content in photos:
        chain.upload(phone, content)
    told = {"store_name": OF_THE_SHOPPER["place"], "words": OF_THE_SHOPPER["moment"]}
    assert log(phone, moment(**told)).status_code == 201
    reason = OF_THE_SHOPPER["reason"]
    record(chain.actor(chain.ana), "shopper.look", "shopper", zyanya.id, reason=reason)
    reviews.claim(rosa, submission)
    thanks = entry(words=OF_THE_SHOPPER["thanks"], name=OF_THE_SHOPPER["thanked"])
    accept(rosa, submission, {"thanks_words": thanks})
    return submission


def _body(chain: Chain, visit: Visit, photos: tuple[bytes, bytes]) -> dict[str, object]:
    body = json.loads(chain.body(visit))
    said = OF_THE_SHOPPER
    body["answers"]["way_in_clear"] = {"value": False, "comment": said["comment"]}
    body["answers"]["thanks_for"] = {"value": "courtesy"}
    body["answers"]["thanks_name"] = {"value": said["thanked"]}
    body["answers"]["thanks_words"] = {"value": said["thanks"]}
    body["device"] = {"id": said["device"], "app": "1"}
    body["photos"] = []
    for content, question in zip(photos, ("entrance_photo", "shelf_photo"), strict=True):
        body["answers"][question] = {"value": [sha256_hex(content)]}
        announced = {"sha256": sha256_hex(content), "size": len(content), "question": question}
        body["photos"].append(announced)
    return dict(body)


def _photo(colour: tuple[int, int, int]) -> bytes:
    exif = Image.Exif()
    exif[0x0110], exif[0x013B] = OF_THE_SHOPPER["photo"], NAME
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def score_of(marked: Marked) -> Score:
    """The published score of her report."""
    return Score.get(Score.submission == marked.report)


def found(marked: Marked, marks: Iterable[str]) -> set[str]:
    """Those marks that are anywhere: in the bytes of SQLite's files, in rows, or in any file."""
    places = [path.read_bytes() for path in marked.chain.data.rglob("*") if path.is_file()]
    if is_sqlite():
        file = database.obj.database
        for suffix in ("", "-wal"):
            if (written := Path(f"{file}{suffix}")).exists():
                places.append(written.read_bytes())
    rows = {table._meta.table_name: everything(table) for table in wiring.TABLES}
    places.append(repr(rows).encode())
    return {mark for mark in marks if any(mark.encode() in place for place in places)}
