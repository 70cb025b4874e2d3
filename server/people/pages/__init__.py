"""The pages of signing in and of one's own devices, a file for each thing that they are about."""

from server.people.pages import (
    addresses,
    confirming,
    devices,
    language,
    links,
    passkey_sign_in,
    passkeys,
    recovery,
    sign_in,
)
from server.people.pages.blueprint import blueprint
from server.people.pages.cookies import tell_whose
from server.people.pages.passkey_sign_in import beside_sign_in

__all__ = [
    "addresses",
    "beside_sign_in",
    "blueprint",
    "confirming",
    "devices",
    "language",
    "links",
    "passkey_sign_in",
    "passkeys",
    "recovery",
    "sign_in",
    "tell_whose",
]
