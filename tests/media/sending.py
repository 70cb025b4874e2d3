"""Announcing a photo as a report does, and sending it as the phone does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.database import write
from server.kernel.ids import sha256_hex
from server.media.commands import announce
from tests.cast import Chain


@dataclass
class Sender:
    """Sol's phone, with photos to send."""

    chain: Chain
    client: FlaskClient

    def announced(self, content: bytes, name: str | None = None, by: UUID | None = None) -> str:
        """Let a report announce a photo, by default under its true hash; the hash."""
        sha256 = name or sha256_hex(content)
        photo = {"sha256": sha256, "size": len(content) or 1, "question": "shelf_photo"}
        with write():
            announce(uuid4(), 1, by or self.chain.sol.id, [photo])
        return sha256

    def put(
        self, sha256: str, content: bytes, headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        """Send bytes under a hash."""
        given = {"X-Kit": "1"} | dict(headers or {})
        return self.client.put(f"/api/v1/media/{sha256}", data=content, headers=given)

    def chunk(self, sha256: str, content: bytes, first: int, after: int) -> TestResponse:
        """Send the bytes from `first` to before `after` of a photo."""
        told = f"bytes {first}-{after - 1}/{len(content)}"
        return self.put(sha256, content[first:after], {"Content-Range": told})

    def received(self, sha256: str) -> tuple[int, bool]:
        """How much the server says it has, and whether that is all."""
        told = self.client.get(f"/api/v1/media/{sha256}/upload").get_json()
        return told["received"], told["complete"]
