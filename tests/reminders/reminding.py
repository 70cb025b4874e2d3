"""What the worker does about reminders, at the chain's own time."""

from __future__ import annotations

from server.reminders.commands import remind
from tests.cast import Chain
from tests.mail.postbox import deliver


def look(chain: Chain) -> int:
    """One round of the worker; how many letters it posted."""
    return remind(chain.app.extensions["settings"], chain.clock.now())


def settle(chain: Chain) -> int:
    """What waits is noted, a few minutes go by, and it is sent; how many letters."""
    look(chain)
    chain.later(minutes=5)
    look(chain)
    return deliver(chain)
