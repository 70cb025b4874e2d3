"""The rescue file itself: opened with its passphrase, or refused with the reason.

The phone writes it (`server/phone/static/app/lib/rescue.js`). One JSON object:
{"kit": "rescue", "version": 1, "kdf": {"name", "iterations", "salt"}, "iv", "sum", "sealed"}.
The key is PBKDF2-SHA-256 of the passphrase in NFKC; `sealed` is AES-256-GCM of four bytes with the
length of an index (big-endian), the index in JSON, and then for each photo of the index its bytes
and its thumbnail. `sum` is SHA-256 over version, salt, iv and the SHA-256 of what is sealed: it
tells a damaged file from another passphrase, and is no proof of anything else.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.kernel.problems import Problem

VERSION = 1
ITERATIONS = 600_000
BOUND = b"kit rescue 1"

_OURS = re.compile(rb'\s*\{"kit":"rescue","version":(\d{1,9})')


@dataclass(frozen=True, slots=True)
class Record:
    """One report as the phone held it: the text that its device signed."""

    text: str
    signature: bytes

    @property
    def message(self) -> bytes:
        """The bytes that were signed; raises ValueError for text that no phone writes."""
        return self.text.encode()


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds; `photos` by the hash that the file gives them, not checked yet."""

    saved_at: str
    records: tuple[Record, ...]
    photos: Mapping[str, bytes]


def open_file(content: bytes, passphrase: str) -> Opened:
    """What a rescue file holds.

    Raises rescue_not_ours, rescue_version, rescue_damaged and rescue_passphrase.
    """
    outer = _outer(content)
    try:
        salt, iv = (b64decode(text, validate=True) for text in (outer["kdf"]["salt"], outer["iv"]))
        sealed = b64decode(outer["sealed"], validate=True)
        whole = outer["sum"] == sum_of(outer, sealed)
    except (KeyError, TypeError, ValueError):
        whole = False
    if not whole:
        raise Problem("rescue_damaged")
    try:
        plain = AESGCM(key_of(passphrase, salt)).decrypt(iv, sealed, BOUND)
    except (InvalidTag, ValueError):
        raise Problem("rescue_passphrase") from None
    return _contents(plain)


def _outer(content: bytes) -> dict[str, Any]:
    ours = _OURS.match(content[:100])
    if not ours:
        raise Problem("rescue_not_ours")
    if int(ours[1]) != VERSION:
        raise Problem("rescue_version", version=int(ours[1]))
    try:
        outer: dict[str, Any] = json.loads(content)
    except (ValueError, RecursionError):
        raise Problem("rescue_damaged") from None
    return outer


def sum_of(outer: Mapping[str, Any], sealed: bytes) -> str:
    """What the file says of its own wholeness."""
    inner = b64encode(hashlib.sha256(sealed).digest()).decode()
    told = f"{outer['version']} {outer['kdf']['salt']} {outer['iv']} {inner}"
    return b64encode(hashlib.sha256(told.encode()).digest()).decode()


def key_of(passphrase: str, salt: bytes) -> bytes:
    """The key that a passphrase makes; slow on purpose."""
    words = normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.pbkdf2_hmac("sha256", words, salt, ITERATIONS)


def _contents(plain: bytes) -> Opened:
    """Whoever knows the passphrase can seal anything, so nothing here is taken for granted."""
    try:
        at = 4 + int.from_bytes(plain[:4], "big")
        index = json.loads(plain[4:at])
        records = tuple(
            Record(str(each["text"]), b64decode(each["signature"], validate=True))
            for each in index["records"]
        )
        photos = {}
        for each in index["photos"]:
            size, thumb = int(each["size"]), int(each["thumb"])
            if size:
                photos[str(each["sha256"])] = plain[at : at + size]
            at += size + thumb
        return Opened(str(index["saved_at"]), records, photos)
    except (KeyError, TypeError, ValueError, RecursionError):
        raise Problem("rescue_damaged") from None
