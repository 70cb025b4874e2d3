"""What a phone tells in headers of the body it sends: its digest, and what its own clock says."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime

from flask import request

from server.kernel.clock import parse_iso
from server.kernel.problems import Problem

# For the API's description.
HEADERS = [
    {
        "in": "header",
        "name": "Content-Digest",
        "schema": {"type": "string"},
        "description": "sha-256=:BASE64: of the body (RFC 9530); checked where given",
    },
    {
        "in": "header",
        "name": "Device-Time",
        "schema": {"type": "string", "format": "date-time"},
        "description": "what the phone's clock says now; measures its skew",
    },
]


def check_digest(raw: bytes) -> None:
    """Raise digest_wrong where the request names a digest and these bytes have another."""
    header = request.headers.get("Content-Digest")
    if header is None:
        return
    name, _, value = header.partition("=")
    if name != "sha-256" or not (value.startswith(":") and value.endswith(":")):
        raise Problem("header_wrong", header="Content-Digest", shape="sha-256=:BASE64:")
    try:
        told = base64.b64decode(value[1:-1], validate=True)
    except ValueError:  # No base64, or not even ASCII.
        told = b""
    if told != hashlib.sha256(raw).digest():
        raise Problem("digest_wrong")


def device_time() -> datetime | None:
    """What the phone's clock said as it sent this; raises header_wrong."""
    header = request.headers.get("Device-Time")
    if header is None:
        return None
    try:
        return parse_iso(header)
    except (ValueError, OverflowError):
        raise Problem(
            "header_wrong", header="Device-Time", shape="2026-11-21T16:15:30.123Z"
        ) from None
