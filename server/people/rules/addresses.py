"""What an e-mail address looks like."""

from __future__ import annotations

import re

# As browsers check it: whether an address exists only its server can say.
_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(\.[^\s@<>,;:\"()\[\]\\.]+)+\Z"
)


def plain_address(typed: str) -> str:
    """An address in its one spelling; raises ValueError for what is none."""
    address = typed.strip().lower()
    if len(address) > 254 or not address.isprintable() or not _ADDRESS.match(address):
        raise ValueError("this is no e-mail address")
    return address
