"""Identities: decided before a thing is sent, never betraying when it was made."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID, uuid4, uuid5

# No 0/O, 1/I/L, 5/S or U: read aloud over a bad telephone line, none is mistaken for another.
_ALPHABET = "234679ACDEFGHJKMNPQRTVWXYZ"


def new_id() -> UUID:
    """A random identity (v4: a time-ordered v7 would betray the moment)."""
    return uuid4()


def uuid_in(text: str) -> UUID | None:
    """The id that a text is, if it is one."""
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def part_submission_id(visit: UUID, part: str) -> UUID:
    """The identity of the report of one part of a visit; two devices reach the same one."""
    return uuid5(visit, part)


def readable_number(identity: UUID) -> str:
    """`7K3F-29QD`: a short receipt number drawn from an id; for people, not for look-ups."""
    value = int.from_bytes(hashlib.sha256(identity.bytes).digest()[:8], "big")
    letters = []
    for _ in range(8):
        value, digit = divmod(value, len(_ALPHABET))
        letters.append(_ALPHABET[digit])
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def new_shopper_code() -> str:
    """`SH-7Q2F9`: what the desk calls a shopper."""
    return "SH-" + new_code(5)


def new_code(length: int) -> str:
    """Letters and digits drawn at random, for people to read and type."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def spoken_code(code: str) -> str:
    """`7K3F-29QD`: a code as it is shown."""
    return f"{code[:4]}-{code[4:]}"


def plain_code(typed: str) -> str:
    """What was meant by a typed code: in capitals, without hyphens and spaces."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def code_hash(code: str) -> str:
    """What is stored of a code. Slow on purpose: 26^8 codes are few enough to be tried out."""
    return hashlib.scrypt(code.encode(), salt=b"audit-kit code", n=4096, r=8, p=1, dklen=32).hex()


def new_token() -> str:
    """A secret of 256 bits for a link or a session, safe in a URL."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: 64 hexadecimal digits. The token itself is never kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def sha256_hex(content: bytes) -> str:
    """The SHA-256 of `content` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
