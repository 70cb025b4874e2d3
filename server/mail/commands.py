"""Putting messages in, delivering them, and dealing with those that could not be delivered."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from smtplib import SMTP, SMTP_SSL
from typing import Any
from uuid import UUID

from peewee import ModelDelete, ModelUpdate

from server.database import write
from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.mail.models import Message
from server.mail.rules import Letter, meaning, packed

# Writes the letter of one message at the moment of its delivery; None where nobody is to get one.
Writer = Callable[[Mapping[str, object], datetime, Settings], Letter | None]

MOST_TRIES = 5
# A worker that died while it delivered is taken to be gone after this long.
ABANDONED_AFTER = timedelta(minutes=10)
# What could not be delivered stays so long to be seen.
PARKED_FOR = timedelta(days=30)
# A server that does not answer for so long is taken to be away.
PATIENCE = 20

_log = logging.getLogger("audit_kit.mail")


def post(kind: str, payload: Mapping[str, object], at: datetime) -> None:
    """Put a message in; call it inside the transaction that causes it."""
    Message.create(force_insert=True, kind=kind, payload=dict(payload), run_at=at, created_at=at)


def deliver_due(
    writers: Mapping[str, Writer], settings: Settings, now: datetime, most: int = 20
) -> int:
    """Deliver up to `most` messages that are due at `now`; return how many were tried.

    Without e-mail set up they wait.
    """
    if not settings.sends_mail:
        return 0
    _take_back_abandoned(now)
    tried = 0
    while tried < most and (message := _claim(now)) is not None:
        _deliver(message, writers, settings, now)
        tried += 1
    return tried


def _claim(now: datetime) -> Message | None:
    due = (
        Message.select()
        .where((Message.state == "waiting") & (Message.run_at <= now))
        .order_by(Message.run_at, Message.id)
        .first()
    )
    if due is None:
        return None
    with write():
        # Conditional: of two workers that saw the same row, one gets rowcount 1.
        won = (
            Message.update(state="sending", claimed_at=now, tries=Message.tries + 1)
            .where((Message.id == due.id) & (Message.state == "waiting"))
            .execute()
        )
    return due if won else _claim(now)


def _deliver(
    message: Message, writers: Mapping[str, Writer], settings: Settings, now: datetime
) -> None:
    try:
        letter = writers[message.kind](message.payload, now, settings)
        if letter is not None:
            _send(packed(letter, settings.mail_sender, now, message.id), settings)
    except Exception as failure:  # A server may fail in any way; the row keeps what it means.
        _put_back(message, now, failure)
        return
    with write():
        Message.delete().where(Message.id == message.id).execute()


def _send(packed_letter: EmailMessage, settings: Settings) -> None:
    with _connected(settings) as server:
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(packed_letter)


def _connected(settings: Settings) -> SMTP:
    where = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_tls == "tls":
        return SMTP_SSL(*where, timeout=PATIENCE, context=ssl.create_default_context())
    server = SMTP(*where, timeout=PATIENCE)
    if settings.smtp_tls == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _put_back(message: Message, now: datetime, failure: Exception) -> None:
    meant, tries = meaning(failure), message.tries + 1
    parked = meant.lasting or tries >= MOST_TRIES
    # Neither the words of the failure nor its trace: both may hold an address.
    _log.warning(
        "message %s (%s) was not delivered: %s %s (%s)",
        message.id,
        message.kind,
        meant.reason,
        meant.answer or "",
        type(failure).__name__,
    )
    with write():
        Message.update(
            state="parked" if parked else "waiting",
            run_at=now + timedelta(seconds=10 * 4**tries),
            failure=meant.reason,
            answer=meant.answer,
        ).where(Message.id == message.id).execute()


def _take_back_abandoned(now: datetime) -> None:
    left = (Message.state == "sending") & (Message.claimed_at < now - ABANDONED_AFTER)
    if not Message.select().where(left).exists():
        return
    with write():
        # It may be what the worker dies of.
        Message.update(state="parked", failure="other").where(
            left & (Message.tries >= MOST_TRIES)
        ).execute()
        Message.update(state="waiting").where(left).execute()


def retry(message: UUID, now: datetime) -> None:
    """Try a parked message again from the beginning; raises not_found for any other."""
    _settle(
        Message.update(state="waiting", run_at=now, tries=0).where(
            (Message.id == message) & (Message.state == "parked")
        )
    )


def discard(message: UUID) -> None:
    """Give a parked message up; raises not_found for any other."""
    _settle(Message.delete().where((Message.id == message) & (Message.state == "parked")))


def _settle(change: ModelDelete | ModelUpdate) -> None:
    with write():
        if not change.execute():
            raise Problem("not_found")


def sweep(now: datetime, held: Held) -> int:
    """Forget messages that could not be delivered long ago, but of nothing that is held."""
    return _forget(Message.created_at < now - PARKED_FOR, held)


def erase_by(_actor: Actor, whose: Whose, held: Held) -> None:
    """Forget every message to a person, to their codes or to their address, delivered or not."""
    ids = {str(whose.person), *map(str, whose.shoppers)} | ({whose.address} - {None})
    _forget(Message.id.is_null(False), held, lambda said: not ids.isdisjoint(said))


def erase_old(_actor: Actor, before: datetime, held: Held) -> None:
    """Forget messages of before an instant; not those to who is held, or of what is."""
    _forget(Message.created_at < before, held)


def _forget(which: Any, held: Held, wanted: Callable[[set[str]], bool] = lambda _said: True) -> int:
    kept = {*held.texts(), *held.addresses}
    with write():
        # What they hold is asked in Python: the engines read JSON differently, and rows are few.
        rows = [(row.id, set(_said(row.payload))) for row in Message.select().where(which)]
        gone = [id for id, said in rows if wanted(said) and kept.isdisjoint(said)]
        for message in gone:
            Message.delete().where(Message.id == message).execute()
    return len(gone)


def _said(payload: object) -> Iterator[str]:
    """Every word of what a message is about, however deep it lies."""
    if isinstance(payload, Mapping):
        payload = list(payload.values())
    if isinstance(payload, list):
        for each in payload:
            yield from _said(each)
    else:
        yield str(payload)
