"""Keys such as a phone's browser makes, and what it signs with them."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


def new_key() -> ec.EllipticCurvePrivateKey:
    """A key pair on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def key_of(pair: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """The public half as a browser exports it."""
    numbers = pair.public_key().public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": _word(numbers.x), "y": _word(numbers.y)}


def sign(pair: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """A signature as browsers write it: r and s, 32 bytes each."""
    r, s = decode_dss_signature(pair.sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def _word(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")
