"""A moment that Sol logs, as her phone sends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.audit_forms.five_qualities_shopper import stamp

OURS = {"X-Kit": "1"}
WORDS = "She went on talking to her colleague."


def body(**changes: Any) -> dict[str, Any]:
    """A sin at a place that is in no programme; `changes` replace members, None leaves them out."""
    told = {
        "kind": "apathy",
        "moment": "enquiry",
        "affected": "me",
        "store_name": "A café",
        "words": WORDS,
        "logged": stamp(0),
        "device": {"id": "d", "app": "1"},
        "language": "es",
    } | changes
    return {name: value for name, value in told.items() if value is not None}


def at_store(code: str, **changes: Any) -> dict[str, Any]:
    """The same at a store of the programme."""
    return body(store=code, store_name=None, **changes)


def moment(**changes: Any) -> bytes:
    """The bytes of a moment."""
    return json.dumps(body(**changes)).encode()


def log(
    phone: FlaskClient,
    sent: Mapping[str, Any] | bytes,
    identity: UUID | None = None,
    **headers: str,
) -> TestResponse:
    """Send a moment from a phone."""
    raw = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    address = f"/api/v1/episodes/{identity or uuid4()}"
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return phone.put(address, data=raw, headers=OURS | told)
