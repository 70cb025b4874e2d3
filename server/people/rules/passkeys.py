"""Passkeys (WebAuthn): the questions put to an authenticator, and whether it answered right."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

# A stolen key must not be enough: the device asks for its own PIN, finger or face.
_VERIFIED = UserVerificationRequirement.REQUIRED
_USUAL_PORTS = {"http": 80, "https": 443}
# How long a browser waits for the finger; the challenge lives as long.
PATIENCE_MS = 300_000

# The public half of a key whose secret half was thrown away when it was made: what is signed by a
# passkey that we do not know is checked against it, in vain, in the time that a known one takes.
DECOY = (
    "pQECAyYgASFYIDV-3OhunCr7VmVjWA7zGXfS78xqqGiN2P45Qp2Fo7xNIlggy0YXaZNLTfzWXk2Y0ixPBZ_VospLNBRy"
    "8t0iQSQzrwI"
)

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Site:
    """The address by which browsers know this installation; a passkey works at its host alone."""

    scheme: str
    host: str
    port: int | None

    @property
    def origin(self) -> str:
        """As browsers write it, without a port that goes without saying."""
        port = f":{self.port}" if self.port else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{port}"

    @property
    def obstacle(self) -> str:
        """Why browsers offer no passkeys here: `number` for a host without a name, `plain`, or "".

        They make an exception for a name: `localhost` needs no HTTPS.
        """
        if _is_number(self.host):
            return "number"
        local = self.host == "localhost" or self.host.endswith(".localhost")
        return "" if local or self.scheme == "https" else "plain"


def site_of(address: str) -> Site:
    """The site that an address such as `https://kit.example/x` lies in; none for no address."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
        port = parts.port
    except ValueError:
        return Site("http", "", None)
    return Site(parts.scheme, host, port if port != _USUAL_PORTS.get(parts.scheme) else None)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: what is kept of it. The secret half never leaves the authenticator."""

    credential: str
    public_key: str
    sign_count: int
    synced: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A passkey has signed the challenge; `sign_count` is how often it has signed, or 0."""

    sign_count: int


def making(
    site: Site, challenge: bytes, owner: UUID, called: str, known: list[str]
) -> dict[str, Any]:
    """What a browser is told to make a passkey; `known` ones are not made a second time.

    Any kind is taken: the device's own, or a key to plug in. It must be one that can be found
    without being named, so that signing in asks nobody who they are.
    """
    options = generate_registration_options(
        rp_id=site.host,
        # Some lists show this name: it says no more than the address does.
        rp_name=site.host,
        user_id=owner.bytes,
        user_name=called,
        challenge=challenge,
        timeout=PATIENCE_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known
        ],
    )
    return options_to_json_dict(options)


def proving(site: Site, challenge: bytes) -> dict[str, Any]:
    """What a browser is told to sign in: the same for everybody, it names nobody's passkeys."""
    options = generate_authentication_options(
        rp_id=site.host, challenge=challenge, timeout=PATIENCE_MS, user_verification=_VERIFIED
    )
    return options_to_json_dict(options)


def made(credential: Mapping[str, Any], site: Site, challenge: bytes) -> Made:
    """The new passkey in a browser's answer to `making`; raises ValueError for any other."""
    found = _checked(
        lambda: verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    )
    return Made(
        credential=bytes_to_base64url(found.credential_id),
        public_key=bytes_to_base64url(found.credential_public_key),
        sign_count=found.sign_count,
        synced=found.credential_backed_up,
    )


def credential_named(credential: Mapping[str, Any]) -> str:
    """Which passkey an answer says it is from; "" where it says nothing usable."""
    name = credential.get("id")
    return name if isinstance(name, str) and name.isascii() and len(name) <= 1400 else ""


def answered(
    credential: Mapping[str, Any], site: Site, challenge: bytes, owner: UUID, public_key: str
) -> Answered:
    """That a passkey of `owner` has signed `challenge` for this site; raises ValueError if not.

    The count is left to the caller, who knows what it was.
    """
    found = _checked(
        lambda: verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    )
    handle = credential["response"].get("userHandle")
    if handle and _bytes_of(str(handle)) != owner.bytes:
        raise ValueError("the passkey was made for somebody else")
    return Answered(found.new_sign_count)


def _bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _checked(check: Callable[[], Found]) -> Found:
    try:
        return check()
    except Exception as refused:  # Its own errors, and whatever decoders meet in strangers' bytes.
        raise ValueError(str(refused)) from refused
