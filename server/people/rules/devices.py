"""A device: its name in words, from what its browser says of itself, and what its key signed."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

# Order matters: nearly every browser also claims to be those further down.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """`Chrome/Android`: browser and system, all that is kept of a user agent; "" where unknown.

    The full text would tell phones of one model apart, which nobody here needs to know.
    """
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    return f"{browser}/{system}" if browser or system else ""


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in names if mark in text), "")


def public_key(key: Mapping[str, str]) -> EllipticCurvePublicKey:
    """The key that a JWK spells; raises ValueError unless it is a point of P-256."""
    if (key["kty"], key["crv"]) != ("EC", "P-256"):
        raise ValueError("only keys on P-256 are taken")
    numbers = EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), SECP256R1())
    return numbers.public_key()


def _number(text: str) -> int:
    return int.from_bytes(urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")


def signed_by(key: Mapping[str, str], signature: bytes, message: bytes) -> bool:
    """Whether the device of `key` signed `message`; browsers write r and s, 32 bytes each."""
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    if len(signature) != 64 or not (r and s):
        return False
    try:
        public_key(key).verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
