"""What is sent to the routes that take something."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from server.kernel.ids import sha256_hex
from server.visits.models import VisitPart
from tests.cast import ENTRANCE
from tests.episodes.moments import moment
from tests.guard.world import World
from tests.rescue.keys import key_of, new_key

Words = dict[str, Any]


def report_body(world: World, words: Words) -> bytes:
    part = VisitPart.get(VisitPart.submission == words["submission"])
    return world.chain.body(part.visit)


def revision_body(world: World, words: Words) -> bytes:
    body = json.loads(report_body(world, words))
    return json.dumps(body | {"replaces": "0" * 64}).encode()


def photo_body(_world: World, _words: Words) -> bytes:
    return ENTRANCE


def place_body(_world: World, _words: Words) -> bytes:
    return b'{"store": null}'


def episode_body(_world: World, _words: Words) -> bytes:
    return moment()


def key_body(_world: World, _words: Words) -> bytes:
    return json.dumps({"key": key_of(new_key())}).encode()


def note_body(_world: World, _words: Words) -> bytes:
    return b'{"note": "Which day was it?"}'


def access_body(_world: World, _words: Words) -> bytes:
    return b'{"roles": ["reviewer"]}'


def address_body(_world: World, _words: Words) -> bytes:
    return b'{"address": null}'


def reason_body(_world: World, _words: Words) -> bytes:
    return b'{"reason": "The shopper is in hospital"}'


def reason_form(_world: World, _words: Words) -> bytes:
    return b"reason=The+shopper+is+in+hospital"


def note_of_why(_world: World, _words: Words) -> bytes:
    return b'{"reason": "The store moves."}'


def note_form(_world: World, _words: Words) -> bytes:
    return b"note=Which+day+was+it%3F"


def piece_body(_world: World, _words: Words) -> bytes:
    return json.dumps(_piece(reason="looks")).encode()


def piece_form(_world: World, _words: Words) -> bytes:
    return urlencode(_piece(reason="looks")).encode()


def _piece(**said: str) -> dict[str, str]:
    """The photo of the entrance, as the page and the resource name it."""
    return {"question": "entrance_photo", "kind": "photo", "photo": sha256_hex(ENTRANCE)} | said
