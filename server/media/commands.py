"""Announcing photos and taking them in, whole or in chunks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.database import write
from server.database.statements import Insert
from server.files import folder
from server.kernel.actor import Actor
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.limits.commands import spend
from server.limits.rules import Allowance
from server.media import queries
from server.media.models import ExpectedPhoto, Media, Upload
from server.media.rules import inspect

# A shopper may be without a network for weeks, but not for a month with half a photo sent.
UNFINISHED_FOR = timedelta(days=30)

# Uploads begun: a phone that waited for weeks sends hundreds at once, never thousands.
UPLOADS = Allowance("upload", 1000, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Arrived:
    """How much of a photo is here after a chunk."""

    sha256: str
    size: int
    received: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest photo taken: bytes and megapixels."""

    size: int
    megapixels: int


_EXPECTED = Insert(
    ExpectedPhoto.submission,
    ExpectedPhoto.revision,
    ExpectedPhoto.shopper,
    ExpectedPhoto.sha256,
    ExpectedPhoto.size,
    ExpectedPhoto.question,
    ExpectedPhoto.position,
    ExpectedPhoto.taken,
)


def announce(
    submission: UUID, revision: int, shopper: UUID, photos: Sequence[Mapping[str, Any]]
) -> None:
    """Note which photos a revision will bring; call it inside the revision's transaction."""
    _EXPECTED.many(
        (
            submission,
            revision,
            shopper,
            photo["sha256"],
            photo["size"],
            photo["question"],
            position,
            photo.get("taken"),
        )
        for position, photo in enumerate(photos)
    )


def take(
    actor: Actor, sha256: str, content: bytes, start: int, total: int, limits: Limits
) -> Arrived:
    """Take in `content`, the bytes from `start` of an announced photo of `total` bytes.

    Whole already: says so again. Raises photo_not_announced, body_too_large, too_many,
    upload_offset (go on from where it says), and for the last chunk digest_wrong,
    photo_unreadable, photo_too_large; after these three the upload begins anew.
    """
    assert actor.shopper is not None  # Only shoppers are let in by the route.
    queries.announced_by(actor.shopper, sha256)
    if total > limits.size:
        raise Problem("body_too_large", limit=limits.size)
    # Two tabs may send the same photo: one after the other, and the second finds it here.
    with folder().alone(_name(actor.shopper, sha256)):
        if queries.present([sha256]):
            return Arrived(sha256, total, total, True)
        received = _append(actor, actor.shopper, sha256, content, start, total)
        if received < total:
            return Arrived(sha256, total, received, False)
        _complete(actor, actor.shopper, sha256, limits)
    return Arrived(sha256, total, total, True)


def _append(
    actor: Actor, shopper: UUID, sha256: str, content: bytes, start: int, total: int
) -> int:
    upload = _upload(actor, shopper, sha256, total)
    name = _name(shopper, sha256)
    here = folder().length(name)
    if upload.received == total == here:
        # All of it had come when the server was stopped; whatever comes now, it can be finished.
        return total
    if here < upload.received:
        # A power cut took the file and left the row.
        _begin_anew(shopper, sha256)
        raise Problem("upload_offset", received=0)
    if start != upload.received:
        raise Problem("upload_offset", received=upload.received)
    # The bytes first, then the mark: it never promises more than is there.
    folder().append(name, content, start)
    end = start + len(content)
    with write():
        Upload.update(received=end, updated_at=actor.at).where(Upload.id == upload.id).execute()
    return end


def _upload(actor: Actor, shopper: UUID, sha256: str, total: int) -> Upload:
    mine = (Upload.sha256 == sha256) & (Upload.shopper == shopper)
    found = Upload.get_or_none(mine)
    if found is None or found.size != total:
        with write():
            # In the transaction that there is anyway; a chunk or a report takes no longer for it.
            spend(UPLOADS, str(shopper), actor.at)
            Upload.delete().where(mine).execute()
            Upload.insert(
                sha256=sha256, shopper=shopper, size=total, updated_at=actor.at
            ).on_conflict_ignore().execute()
        found = Upload.get(mine)
    return found


def _complete(actor: Actor, shopper: UUID, sha256: str, limits: Limits) -> None:
    name = _name(shopper, sha256)
    content = folder().received(name)
    try:
        if sha256_hex(content) != sha256:
            raise Problem("digest_wrong")
        facts = inspect(content, limits.megapixels)
    except Problem:
        _begin_anew(shopper, sha256)
        raise
    # The file first, then the row: a row without its content would be a false receipt.
    folder().finish(name, sha256)
    with write():
        Media.insert(
            sha256=sha256,
            size=len(content),
            kind=facts.kind,
            width=facts.width,
            height=facts.height,
            received_at=actor.at,
        ).on_conflict_ignore().execute()
        Upload.delete().where((Upload.sha256 == sha256) & (Upload.shopper == shopper)).execute()


def sweep(now: datetime) -> int:
    """Forget uploads that nothing came for in a long time; return how many.

    A phone that goes on with one later is told to begin anew.
    """
    before = now - UNFINISHED_FOR
    with write():
        gone = Upload.delete().where(Upload.updated_at < before).execute()
    folder().drop_untouched(before)
    return int(gone)


def erase(_actor: Actor, submission: UUID) -> None:
    """Erase the photos of a report, with what was announced of them and what has half arrived.

    A photo that another report shows as well stays for that one.
    """
    mine = ExpectedPhoto.submission == submission
    with write():
        rows = list(ExpectedPhoto.select().where(mine))
        ExpectedPhoto.delete().where(mine).execute()
        hashes = {row.sha256 for row in rows}
        gone = hashes - queries.announced_anywhere(hashes)
        Media.delete().where(Media.sha256.in_(list(gone))).execute()
    for row in rows:
        if row.sha256 in gone:
            _begin_anew(row.shopper, row.sha256)
    # The files last: a row without its content would be a false receipt.
    for sha256 in gone:
        folder().remove(sha256)


def _begin_anew(shopper: UUID, sha256: str) -> None:
    with write():
        Upload.delete().where((Upload.sha256 == sha256) & (Upload.shopper == shopper)).execute()
    folder().drop(_name(shopper, sha256))


def _name(shopper: UUID, sha256: str) -> str:
    return f"{sha256}.{shopper.hex}"
