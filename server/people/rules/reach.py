"""Whether a sign-in link can be opened elsewhere than on the computer that made it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def opens_only_here(address: str) -> bool:
    """Whether an address leads back to whichever computer opens it, so that no phone gets there."""
    return is_this_computer(urlsplit(address).hostname or "")


def is_this_computer(host: str) -> bool:
    """Whether a host is what every computer calls itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
