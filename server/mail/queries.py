"""What is still to be delivered, and what could not be."""

from __future__ import annotations

from uuid import UUID

from server.kernel.problems import Problem
from server.mail.models import Message


def waiting() -> int:
    """How many messages wait for their delivery."""
    return int(Message.select().where(Message.state != "parked").count())


def count_parked() -> int:
    """How many messages could not be delivered."""
    return int(Message.select().where(Message.state == "parked").count())


def parked(most: int = 100) -> list[Message]:
    """The messages that could not be delivered, the latest first."""
    rows = Message.select().where(Message.state == "parked")
    return list(rows.order_by(Message.run_at.desc(), Message.id).limit(most))


def one_parked(message: UUID) -> Message:
    """A message that could not be delivered; raises not_found for any other."""
    found = Message.get_or_none((Message.id == message) & (Message.state == "parked"))
    if found is None:
        raise Problem("not_found")
    return found
