"""Which photos a report announced, which of them are here, and their bytes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from server.database.statements import Lookup
from server.files import folder
from server.kernel.problems import Problem
from server.media.models import ExpectedPhoto, Media, Upload
from server.media.rules import cleaned


def photos_of(submission: UUID, revision: int) -> list[ExpectedPhoto]:
    """What one revision announced, in the order of the report."""
    return list(
        ExpectedPhoto.select()
        .where((ExpectedPhoto.submission == submission) & (ExpectedPhoto.revision == revision))
        .order_by(ExpectedPhoto.position)
    )


def announced_in(submissions: list[UUID]) -> dict[tuple[UUID, int], list[str]]:
    """(submission, revision) -> the hashes it announced, in the order of the report."""
    found: dict[tuple[UUID, int], list[str]] = {}
    if submissions:
        rows = (
            ExpectedPhoto.select(
                ExpectedPhoto.submission, ExpectedPhoto.revision, ExpectedPhoto.sha256
            )
            .where(ExpectedPhoto.submission.in_(submissions))
            .order_by(ExpectedPhoto.submission, ExpectedPhoto.revision, ExpectedPhoto.position)
        )
        for submission, revision, sha256 in rows.tuples():
            found.setdefault((submission, revision), []).append(sha256)
    return found


# A report has few photos: a statement for each number of them, built once.
_FEW = 6
_WHOLE = {
    number: Lookup(
        lambda *hashes: Media.select(Media.sha256).where(Media.sha256.in_(hashes)),
        *[Media.sha256] * number,
    )
    for number in range(1, _FEW + 1)
}


def present(hashes: list[str]) -> frozenset[str]:
    """Those of `hashes` whose content is here, whole and checked."""
    if not hashes:
        return frozenset()
    if len(hashes) <= _FEW:
        return frozenset(sha256 for (sha256,) in _WHOLE[len(hashes)].all(*hashes))
    rows = Media.select(Media.sha256).where(Media.sha256.in_(hashes)).tuples()
    return frozenset(sha256 for (sha256,) in rows)


def missing_of(submission: UUID, revision: int) -> list[str]:
    """The hashes that were announced and have not arrived, in the order of the report."""
    announced = [photo.sha256 for photo in photos_of(submission, revision)]
    here = present(announced)
    return [sha256 for sha256 in announced if sha256 not in here]


def announced_by(shopper: UUID, sha256: str) -> ExpectedPhoto:
    """The newest announcement of a photo by a shopper; raises photo_not_announced."""
    found = (
        ExpectedPhoto.select()
        .where((ExpectedPhoto.sha256 == sha256) & (ExpectedPhoto.shopper == shopper))
        .order_by(ExpectedPhoto.id.desc())
        .first()
    )
    if found is None:
        raise Problem("photo_not_announced")
    return found


def announced_anywhere(hashes: Iterable[str]) -> frozenset[str]:
    """Those of `hashes` that any report announces."""
    rows = ExpectedPhoto.select(ExpectedPhoto.sha256).where(ExpectedPhoto.sha256.in_(list(hashes)))
    return frozenset(sha256 for (sha256,) in rows.tuples())


def upload_state(shopper: UUID, sha256: str) -> tuple[int, bool]:
    """How many bytes of an announced photo are here, and whether it is whole.

    Raises photo_not_announced.
    """
    photo = announced_by(shopper, sha256)
    if present([sha256]):
        return photo.size, True
    upload = Upload.get_or_none((Upload.sha256 == sha256) & (Upload.shopper == shopper))
    return (upload.received if upload else 0), False


def original(sha256: str) -> tuple[bytes, str]:
    """A photo as it was sent, for reviewers, and its media type; raises not_found."""
    row = Media.get_or_none(Media.sha256 == sha256)
    if row is None:
        raise Problem("not_found")
    try:
        return folder().read(sha256), row.kind
    except FileNotFoundError:  # Erased since.
        raise Problem("not_found") from None


def for_store(sha256: str) -> bytes:
    """The photo as a store may see it: a JPEG without any metadata; raises not_found."""
    content, _kind = original(sha256)
    return cleaned(content)
