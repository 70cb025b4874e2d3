"""A photo that began to come and never came whole is forgotten after a month."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from server.media.commands import UNFINISHED_FOR, sweep
from server.media.models import Upload
from tests.media.pictures import jpeg
from tests.media.sending import Sender
from tests.stored import incoming

PHOTO = jpeg(quality=95)
HALF = len(PHOTO) // 2


def begun(sender: Sender, content: bytes = PHOTO) -> str:
    """Half of a photo, sent just now by the clock of the app; its hash."""
    name = sender.announced(content)
    assert sender.chunk(name, content, 0, HALF).status_code == 202
    return name


def untouched_since(data: Path, when: datetime) -> None:
    """Let the files that have begun to come be as old as that."""
    for file in (data / "media" / "incoming").iterdir():
        os.utime(file, (when.timestamp(), when.timestamp()))


def test_it_works(sender: Sender) -> None:
    begun(sender)
    now = sender.chain.clock.now()
    untouched_since(sender.chain.data, now)

    assert sweep(now + UNFINISHED_FOR + timedelta(seconds=1)) == 1

    assert Upload.select().count() == 0
    assert incoming(sender.chain.data) == frozenset()


def test_one_that_is_still_coming_stays(sender: Sender) -> None:
    name = begun(sender)
    now = sender.chain.clock.now()
    untouched_since(sender.chain.data, now)

    assert sweep(now + UNFINISHED_FOR) == 0

    assert sender.chunk(name, PHOTO, HALF, len(PHOTO)).get_json()["complete"]


def test_a_phone_that_comes_back_later_begins_anew(sender: Sender) -> None:
    name = begun(sender)
    now = sender.chain.clock.now()
    untouched_since(sender.chain.data, now)
    sweep(now + UNFINISHED_FOR + timedelta(seconds=1))

    late = sender.chunk(name, PHOTO, HALF, len(PHOTO))
    assert (late.status_code, late.get_json()["received"]) == (409, 0)
    assert sender.put(name, PHOTO).get_json()["complete"]


def test_a_file_that_no_row_knows_goes_too(sender: Sender) -> None:
    begun(sender)
    now = sender.chain.clock.now()
    Upload.delete().execute()
    untouched_since(sender.chain.data, now - UNFINISHED_FOR)

    sweep(now + timedelta(seconds=1))

    assert incoming(sender.chain.data) == frozenset()


def test_where_nothing_has_ever_come_nothing_is_amiss(sender: Sender) -> None:
    assert sweep(sender.chain.clock.now()) == 0
