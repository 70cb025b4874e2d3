"""A letter, how it is packed for SMTP, and what a failed delivery means."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is to read: plain text, which every program shows and every ear can hear."""

    to: str
    subject: str
    text: str


class Undeliverable(Exception):
    """There is nowhere to send it; trying again would change nothing."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a delivery failed, as a code; `lasting` where the next try would fail as well."""

    reason: str
    lasting: bool = False
    answer: int | None = None


def packed(letter: Letter, sender: str, now: datetime, name: UUID) -> EmailMessage:
    """The letter with its headers; it says of itself that no human wrote it.

    `name` stays the same at each try: where a worker dies after the mail server has taken the
    letter and before that is noted, programs and servers know the second one for the same.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    domain = sender.rpartition("@")[2].rstrip("> ")
    message["Message-ID"] = f"<{name}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def meaning(failure: BaseException) -> Failure:
    """What a failed delivery means; the server's own words are left out, they hold the address."""
    if isinstance(failure, Undeliverable):
        return Failure("no_address", lasting=True)
    if isinstance(failure, SMTPRecipientsRefused):
        answer = next((code for code, _words in failure.recipients.values()), None)
        return Failure("refused_address", _lasting(answer), answer)
    if isinstance(failure, SMTPAuthenticationError):
        return Failure("sign_in", answer=failure.smtp_code)
    if isinstance(failure, SMTPSenderRefused):
        return Failure("refused_sender", answer=failure.smtp_code)
    if isinstance(failure, SMTPDataError):
        return Failure("refused_content", answer=failure.smtp_code)
    if isinstance(failure, SMTPNotSupportedError | ssl.SSLError):
        return Failure("encryption")
    if isinstance(failure, SMTPResponseException):
        return Failure("server", answer=failure.smtp_code)
    return Failure("unreachable" if isinstance(failure, OSError | SMTPException) else "other")


def _lasting(answer: int | None) -> bool:
    return answer is not None and answer >= 500
