"""Where a request comes from, as a key that says nothing to whoever reads it."""

from __future__ import annotations

import hmac
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from flask import current_app, request


def caller() -> str:
    """A key of the network that the request comes from; of IPv6 the part that a household has."""
    return opaque(_network(request.remote_addr or ""))


def opaque(text: str) -> str:
    """A key that is the same for the same text, and from which only we could find it again."""
    secret: bytes = current_app.extensions["secret"]
    return hmac.new(secret, b"caller:" + text.encode(), sha256).hexdigest()


def _network(address: str) -> str:
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv6Address):
        return str(read.ipv4_mapped or read.exploded[:19])
    return str(read)
