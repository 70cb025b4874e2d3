"""A shopper begins only so many uploads in an hour; what was begun goes on."""

from __future__ import annotations

from datetime import timedelta

from server.limits.models import Count
from server.media.commands import UPLOADS
from tests.media.pictures import jpeg
from tests.media.sending import Sender

FIRST, SECOND = jpeg(400, 300), jpeg(300, 400)


def used_up(sender: Sender) -> None:
    """As many as are allowed were begun, fifty minutes ago."""
    until = sender.chain.clock.now() + timedelta(minutes=10)
    whose = f"upload:{sender.chain.sol.id}"
    Count.create(force_insert=True, key=whose, times=UPLOADS.times, until=until)


def test_it_works(sender: Sender) -> None:
    name = sender.announced(FIRST)
    used_up(sender)
    refused = sender.put(name, FIRST)
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too_many")
    assert refused.headers["Retry-After"] == "600"
    sender.chain.later(minutes=10)
    assert sender.put(name, FIRST).status_code == 200


def test_what_was_begun_goes_on(sender: Sender) -> None:
    begun, new = sender.announced(FIRST), sender.announced(SECOND)
    half = len(FIRST) // 2
    assert sender.chunk(begun, FIRST, 0, half).status_code == 202
    Count.update(times=UPLOADS.times).where(Count.key.startswith("upload:")).execute()
    assert sender.chunk(begun, FIRST, half, len(FIRST)).status_code == 200
    assert sender.put(new, SECOND).status_code == 429


def test_each_upload_is_counted_once(sender: Sender) -> None:
    name = sender.announced(FIRST)
    sender.put(name, FIRST)
    sender.put(name, FIRST)
    assert Count.get(Count.key.startswith("upload:")).times == 1
