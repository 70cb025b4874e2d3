"""An authenticator in software: makes passkeys and signs with them, as a phone or a key does."""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ORIGIN = "http://localhost"
_PRESENT, _VERIFIED, _HAS_KEY = 0x01, 0x04, 0x40
_ES256 = -7


def text(raw: bytes) -> str:
    """Bytes as browsers write them."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(written: str) -> bytes:
    """The bytes that a browser wrote."""
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))


@dataclass
class Authenticator:
    """One passkey and its secret. `counts` as keys to plug in do; others answer 0 each time."""

    counts: bool = True
    verifies: bool = True
    origin: str = ORIGIN
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    owner: bytes = b""
    count: int = 0

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer the options for a new passkey."""
        self.owner = raw(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        spelled = cbor2.dumps({1: 2, 3: _ES256, -1: 1, -2: x, -3: y})
        held = bytes(16) + struct.pack(">H", len(self.id)) + self.id + spelled
        data = self._data(options["rp"]["id"], _HAS_KEY) + held
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client_data("webauthn.create", options)
        return self._credential({"clientDataJSON": said, "attestationObject": attested})

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer the options for signing in."""
        self.count += self.counts
        data = self._data(options["rpId"], 0)
        said = self._client_data("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ECDSA(SHA256()))
        response = {"authenticatorData": data, "signature": signature, "userHandle": self.owner}
        return self._credential(response | {"clientDataJSON": said})

    def _data(self, host: str, flags: int) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.verifies else 0)
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _credential(self, response: dict[str, bytes]) -> dict[str, Any]:
        return {
            "id": text(self.id),
            "rawId": text(self.id),
            "type": "public-key",
            "response": {name: text(value) for name, value in response.items()},
        }


OURS = {"X-Kit": "1", "Accept": "application/json"}


def options(client: FlaskClient, address: str) -> dict[str, Any]:
    """The question that the server puts to this browser."""
    asked = client.post(f"{address}/options", json={}, headers=OURS)
    assert asked.status_code == 200, asked.text
    return dict(asked.get_json())


def add(client: FlaskClient, name: str = "Key", **kind: Any) -> Authenticator:
    """Give whoever is signed in a passkey."""
    made = Authenticator(**kind)
    sent = bring(client, "/passkeys", made.make(options(client, "/passkeys")), name=name)
    assert sent.status_code == 201, sent.text
    return made


def sign_in(client: FlaskClient, key: Authenticator, link: str = "") -> TestResponse:
    """Sign in with a passkey, by itself or beside a link."""
    asked = options(client, "/passkeys/sign-in")
    return bring(client, "/passkeys/sign-in", key.sign(asked), link=link)


def bring(
    client: FlaskClient, address: str, credential: dict[str, Any], **more: str
) -> TestResponse:
    """Send what an authenticator answered."""
    return client.post(address, json={"credential": credential} | more, headers=OURS)
