"""The letters, each written at the moment in which it is sent, of what still waits then.

None says a store, a day of a visit that was made, or what the app is for: whoever looks over a
shoulder learns that something is to be done. None signs anybody in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import cast
from uuid import UUID

from babel.dates import format_date

from server.kernel.settings import Settings
from server.mail.rules import Letter
from server.people.models import Shopper
from server.reminders.queries import address_for, still_waiting
from server.reminders.rules import CLOSES, GIVEN, OPENS, SENT_BACK
from server.web.languages import LOCALES, words


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


_APP = "%(app)s"
# Kind -> subject and the paragraphs of its own.
_SAID: Mapping[str, tuple[str, tuple[str, ...]]] = {
    GIVEN: (
        _("Something new for you"),
        (_("New in your app: %(count)s. What ends first can be done until %(day)s."), _APP),
    ),
    OPENS: (
        _("Something can be done now"),
        (
            _(
                "Something can be added now to what you have sent: %(count)s. What ends first can"
                " be done until %(day)s."
            ),
            _APP,
        ),
    ),
    CLOSES: (
        _("Something ends soon"),
        (_("Not sent yet: %(count)s. What ends first can be done until %(day)s."), _APP),
    ),
    SENT_BACK: (
        _("A question about what you sent"),
        (
            _(
                "What you sent came back with a question: %(count)s. Read it in your app, put it"
                " right and send it once more."
            ),
            _APP,
        ),
    ),
}
_LEAVE_OFF = _(
    "You do not want such messages? Open this page where you are signed in, and switch them off:"
)


def _write(
    kind: str, payload: Mapping[str, object], now: datetime, settings: Settings
) -> Letter | None:
    shopper = Shopper.get_or_none(Shopper.id == UUID(str(payload["shopper"])))
    if shopper is None or not shopper.active:
        return None
    address = address_for(shopper.id)
    about = [UUID(each) for each in cast(Iterable[str], payload["about"])]
    waiting = still_waiting(kind, shopper.id, about, now)
    if address is None or waiting is None:
        return None
    subject, said = _SAID[kind]
    say, locale = words(shopper.language), LOCALES.get(shopper.language, "en_US")
    told = {
        "count": waiting.count,
        "day": format_date(waiting.until, "long", locale=locale) if waiting.until else "",
        "app": f"{settings.public_url.rstrip('/')}/phone/",
    }
    page = f"{settings.public_url.rstrip('/')}/devices"
    paragraphs = [*(say(each) % told for each in said), f"{say(_LEAVE_OFF)}\n{page}"]
    return Letter(address, say(subject), "\n\n".join(paragraphs))


given, opens, closes, sent_back = (partial(_write, kind) for kind in _SAID)
