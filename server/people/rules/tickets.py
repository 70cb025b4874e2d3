"""What a browser keeps between a question to a passkey and its answer, sealed by us.

Nothing is stored until a passkey has answered, so strangers who only ask cost nothing; then the
challenge is noted as spent.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from server.kernel.clock import iso, parse_iso

LASTS = timedelta(minutes=5)
_SALT = "passkey"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One question: its challenge, what is asked for, in which session, and until when."""

    challenge: bytes
    purpose: str
    session: str
    until: datetime


def sealed(ticket: Ticket, secret: bytes) -> str:
    """The ticket as text that only we can write."""
    challenge = urlsafe_b64encode(ticket.challenge).decode()
    content = [challenge, ticket.purpose, ticket.session, iso(ticket.until)]
    return str(URLSafeSerializer(secret, salt=_SALT).dumps(content))


def opened(text: str, secret: bytes, purpose: str, session: str, now: datetime) -> Ticket:
    """The ticket that `text` spells; raises ValueError unless it is for this, and not too old."""
    try:
        challenge, meant, bound, until = URLSafeSerializer(secret, salt=_SALT).loads(text)
    except BadSignature:
        raise ValueError("not ours") from None
    ticket = Ticket(urlsafe_b64decode(challenge), meant, bound, parse_iso(until))
    if (meant, bound) != (purpose, session) or now > ticket.until:
        raise ValueError("for something else, or too late")
    return ticket
