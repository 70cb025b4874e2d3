"""A real mail server, which keeps what it takes and can be told to refuse."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from server.kernel.settings import Settings
from server.mail.commands import deliver_due
from server.wiring import WRITERS
from tests.cast import Chain
from tests.engines.server import free_port

KIT = "https://kit.example"
SENDER = "Audit kit <kit@kit.example>"


@dataclass
class Postbox:
    """What has arrived, and how the server answers: each answer is used up by one letter."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refuses_address: list[str] = field(default_factory=list)
    refuses_letter: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.refuses_address:
            return self.refuses_address.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.refuses_letter:
            return self.refuses_letter.pop(0)
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"

    def words(self) -> str:
        """The words of the newest letter."""
        return str(self.letters[-1].get_content()).replace("\r\n", "\n")


@contextmanager
def running(
    context: ssl.SSLContext | None = None,
    at_once: bool = False,
    authenticator: Callable[[str, bytes], bool] | None = None,
) -> Iterator[Postbox]:
    """A server on a port of its own; with `context` it speaks TLS, from the beginning `at_once`."""
    box = Postbox(port=free_port())

    def check(_s: SMTP, _t: Session, _e: Envelope, _m: str, given: LoginPassword) -> AuthResult:
        allowed = authenticator is not None and authenticator(given.login.decode(), given.password)
        return AuthResult(success=allowed, handled=False)

    options: dict[str, Any] = {"tls_context": context, "require_starttls": True}
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        ssl_context=context if at_once else None,
        ready_timeout=60,
        **(options if context and not at_once else {}),
        **(
            {"authenticator": check, "auth_required": True, "auth_require_tls": False}
            if authenticator
            else {}
        ),
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def with_mail(chain: Chain, box: Postbox, **more: Any) -> Settings:
    """Set e-mail up for the chain; its settings from now on."""
    settings: Settings = replace(
        chain.app.extensions["settings"],
        public_url=KIT,
        smtp_host="127.0.0.1",
        smtp_port=box.port,
        smtp_tls="none",
        mail_sender=SENDER,
    )
    chain.app.extensions["settings"] = replace(settings, **more)
    return chain.app.extensions["settings"]


def deliver(chain: Chain) -> int:
    """What the worker does each second; how many letters it tried."""
    return deliver_due(WRITERS, chain.app.extensions["settings"], chain.clock.now())
