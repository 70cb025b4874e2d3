"""A finished report with two photos, put on a phone as if it had been written there."""

from __future__ import annotations

import base64
import hashlib
from typing import Any
from uuid import UUID

from audit_forms import Question
from server.visits.models import VisitPart
from tests.audit_forms.five_qualities_shopper import fill, ordinary, stamp
from tests.cast import photo
from tests.phone.cast import Cast
from tests.phone.hands import Phone

_PUT = """async ({ draft, photos }) => {
  const { files } = JSON.parse(document.getElementById("opening").textContent);
  const { Records } = await import(`${files}/app/store/records.js`);
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
  const kept = photos.map(({ sha256, content }) => (
    { sha256, bytes: bytes(content), thumb: bytes(content), received: false }));
  await (await Records.open()).restore(draft, kept);
}"""
_BYTES = """submission => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    const all = opened.result.transaction("photos").objectStore("photos").getAll();
    all.onsuccess = () => {
      opened.result.close();
      const mine = all.result.filter((one) => one.submission === submission);
      resolve(mine.map(({ sha256, bytes }) => [sha256, bytes ? bytes.byteLength : 0]));
    };
  };
})"""


def two_photos(submission: UUID) -> dict[str, bytes]:
    """What the photos of a report show: no other report has the same."""
    first, second, third, *_ = submission.bytes
    return {
        "entrance_photo": photo((first, second, third)),
        "shelf_photo": photo((third, first, second)),
    }


def put_in_outbox(hand: Phone, cast: Cast, submission: UUID, **changes: Any) -> list[str]:
    """Let a finished report wait on the phone; the names of its photos."""
    pictures = two_photos(submission)
    names = {at: hashlib.sha256(content).hexdigest() for at, content in pictures.items()}

    def answer(question: Question) -> dict[str, Any] | None:
        return {"value": [names[question.id]]} if question.id in names else ordinary(question)

    part = VisitPart.get(VisitPart.submission == submission)
    form = {"id": cast.form.form, "version": cast.form.version, "digest": cast.form.digest}
    photos = [
        {"sha256": names[at], "size": len(content), "question": at, "taken": None, "place": None}
        for at, content in pictures.items()
    ]
    draft = {
        "shopper": str(cast.ines),
        "submission": str(submission),
        "visit": str(part.visit_id),
        "part": part.part,
        "form": form,
        "answers": fill({"purchase": True}, answer),
        "photos": photos,
        "started": stamp(0),
        "finished": stamp(900),
    }
    kept = [
        {"sha256": names[at], "content": base64.b64encode(content).decode()}
        for at, content in pictures.items()
    ]
    hand.page.evaluate(_PUT, {"draft": _BLANK | draft | changes, "photos": kept})
    return sorted(names.values())


def bytes_kept(hand: Phone, submission: UUID) -> dict[str, int]:
    """How many bytes of each photo the phone still has."""
    return dict(hand.page.evaluate(_BYTES, str(submission)))


_BLANK: dict[str, Any] = {
    "state": "waiting",
    "outcome": "done",
    "outcome_note": "",
    "pressed": [],
    "revision": 1,
    "replaces": None,
    "place": {"section": None, "question": None},
    "checked": False,
    "body": None,
    "device_time": None,
    "receipt": None,
    "problem": None,
    "attempts": 0,
    "updated": "2026-11-21T18:00:00.000Z",
}
