"""Noting what shoppers are to be told, posting the letters, and leaving off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose
from server.kernel.settings import Settings
from server.mail.commands import post
from server.reminders import queries
from server.reminders.models import Refusal, Reminder
from server.reminders.rules import REMEMBERED_FOR


def remind(settings: Settings, now: datetime) -> int:
    """Note what waits, and post a letter of what was noted a while ago; return how many letters.

    Whoever is interrupted goes on the next time, and two may do it at once: each occasion is
    noted once, and posted by whoever marks it so. Without e-mail set up nothing is noted, so that
    what still waits then is told when it is.
    """
    if not settings.sends_mail:
        return 0
    _notice(now)
    return sum(_post(shopper, kind, now) for shopper, kind in queries.settled(now))


def _notice(now: datetime) -> None:
    rows = [
        {
            "shopper": shopper,
            "kind": kind,
            "about": about,
            "occasion": occasion,
            "noticed_at": now,
        }
        for kind, found in queries.occasions(now).items()
        for shopper, about, occasion in found
    ]
    if rows:
        with write():
            for row in rows:
                Reminder.insert(row).on_conflict_ignore().execute()


def _post(shopper: UUID, kind: str, now: datetime) -> bool:
    mine = (Reminder.shopper == shopper) & (Reminder.kind == kind)
    with write():
        rows = Reminder.select(Reminder.id, Reminder.about).where(
            mine & Reminder.posted_at.is_null()
        )
        about = dict(rows.tuples())
        # Conditional: of two workers that saw the same rows, one marks them.
        won = (
            Reminder.update(posted_at=now)
            .where(Reminder.id.in_(list(about)) & Reminder.posted_at.is_null())
            .execute()
        )
        if won != len(about) or not about:
            return False
        told = sorted({str(each) for each in about.values()})
        post(f"reminders.{kind}", {"shopper": str(shopper), "about": told}, now)
    return True


def choose(actor: Actor, wanted: bool) -> None:
    """Have the actor, a shopper, be sent reminders or none."""
    with write():
        if wanted:
            changed = Refusal.delete().where(Refusal.shopper == actor.shopper).execute()
        else:
            refusal = Refusal.insert(shopper=actor.shopper, since=actor.at)
            before = queries.refuses(actor.shopper) if actor.shopper else True
            refusal.on_conflict_ignore().execute()
            changed = not before
        if changed:
            record(actor, "shopper.remind" if wanted else "shopper.remind_not", "shopper", actor.id)


def sweep(now: datetime) -> int:
    """Forget what was told long ago; return how much it was."""
    with write():
        return int(Reminder.delete().where(Reminder.occasion < now - REMEMBERED_FOR).execute())


def erase_by(_actor: Actor, whose: Whose, _held: Held) -> None:
    """Forget what a shopper was told of, and whether they wanted to be."""
    codes = list(whose.shoppers)
    with write():
        for table in (Reminder, Refusal):
            table.delete().where(table.shopper.in_(codes)).execute()
