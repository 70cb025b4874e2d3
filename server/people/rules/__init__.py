"""Pure decisions about people: what a device is called and has signed, and what a passkey shows."""

from server.people.rules.addresses import plain_address
from server.people.rules.confirming import (
    CONFIRMED_FOR,
    CONFIRMED_MINUTES,
    still_confirmed,
)
from server.people.rules.devices import device_of, public_key, signed_by
from server.people.rules.lengths import SessionLengths, session_lengths
from server.people.rules.passkeys import (
    DECOY,
    Answered,
    Made,
    Site,
    answered,
    credential_named,
    made,
    making,
    proving,
    site_of,
)
from server.people.rules.recovery import code_hash, new_codes
from server.people.rules.roles import at_odds
from server.people.rules.tickets import LASTS, Ticket, opened, sealed

__all__ = [
    "CONFIRMED_FOR",
    "CONFIRMED_MINUTES",
    "DECOY",
    "LASTS",
    "Answered",
    "Made",
    "SessionLengths",
    "Site",
    "Ticket",
    "answered",
    "at_odds",
    "code_hash",
    "credential_named",
    "device_of",
    "made",
    "making",
    "new_codes",
    "opened",
    "plain_address",
    "proving",
    "public_key",
    "sealed",
    "session_lengths",
    "signed_by",
    "site_of",
    "still_confirmed",
]
