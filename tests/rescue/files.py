"""Rescue files as a phone writes them, and phones that sign their records."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.kernel.ids import part_submission_id, sha256_hex
from server.people import commands as people
from server.rescue import rules
from server.visits.models import Visit
from tests.cast import ENTRANCE, SHELF, Chain
from tests.episodes.moments import moment
from tests.rescue.keys import key_of, new_key, sign

PASSPHRASE = "caminito de la escuela"
Signed = dict[str, str]


@dataclass
class Device:
    """A phone of Sol's: what it signs is its own."""

    shopper: UUID
    id: UUID = field(default_factory=uuid4)
    pair: EllipticCurvePrivateKey = field(default_factory=new_key)

    def signed(self, draft: dict[str, Any], **more: Any) -> Signed:
        """A record with its signature."""
        said = {"kit": "record", "version": 1, "shopper": str(self.shopper), "device": str(self.id)}
        text = json.dumps(said | {"clock": None, "photos": [], "draft": draft} | more)
        return {"text": text, "signature": b64encode(sign(self.pair, text.encode())).decode()}


def device_of(chain: Chain) -> Device:
    """A phone that Sol has registered."""
    device = Device(chain.sol.id)
    people.register_device(chain.actor(chain.sol), device.id, key_of(device.pair))
    return device


def draft_of(chain: Chain, visit: Visit, **more: Any) -> dict[str, Any]:
    """A report that waits to be sent, as a phone keeps it."""
    return {
        "shopper": str(chain.sol.id),
        "submission": str(part_submission_id(visit.id, "visit")),
        "visit": str(visit.id),
        "state": "waiting",
        "revision": 1,
        "body": chain.body(visit).decode(),
        "updated": "2026-11-21T17:00:00.000Z",
    } | more


def moment_of(chain: Chain, **more: Any) -> dict[str, Any]:
    """A moment that waits to be sent, as a phone keeps it."""
    return {
        "shopper": str(chain.sol.id),
        "submission": str(uuid4()),
        "visit": None,
        "part": "episode",
        "state": "waiting",
        "revision": 1,
        "body": moment().decode(),
        "updated": "2026-11-21T17:00:00.000Z",
    } | more


def sealed(
    records: Iterable[Signed],
    photos: Iterable[bytes] = (ENTRANCE, SHELF),
    passphrase: str = PASSPHRASE,
    named: Iterable[str] = (),
) -> bytes:
    """A rescue file; `named` are the hashes it gives its photos, the true ones unless told."""
    contents = list(photos)
    names = list(named) or [sha256_hex(content) for content in contents]
    index = {
        "shopper": str(uuid4()),
        "device": str(uuid4()),
        "saved_at": "2026-11-21T17:30:00.000Z",
        "records": list(records),
        "photos": [
            {"submission": "", "sha256": name, "size": len(content), "thumb": 3}
            for name, content in zip(names, contents, strict=True)
        ],
    }
    head = json.dumps(index).encode()
    plain = len(head).to_bytes(4, "big") + head + b"".join(each + b"..." for each in contents)
    salt, iv = _salt(passphrase), os.urandom(12)
    closed = AESGCM(_key(passphrase)).encrypt(iv, plain, rules.BOUND)
    kdf = {"name": "PBKDF2-SHA256", "iterations": rules.ITERATIONS, "salt": _text(salt)}
    outer: dict[str, Any] = {"kit": "rescue", "version": 1, "kdf": kdf, "iv": _text(iv)}
    outer["sum"] = rules.sum_of(outer, closed)
    return json.dumps(outer | {"sealed": _text(closed)}, separators=(",", ":")).encode()


@cache
def _salt(_passphrase: str) -> bytes:
    return os.urandom(16)


@cache
def _key(passphrase: str) -> bytes:
    """Made once in a session, for it is slow on purpose."""
    return rules.key_of(passphrase, _salt(passphrase))


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
