"""What must hold at the end of a run, whatever went wrong in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from server.submissions.models import Revision, Submission
from tests.phone_faults.plans import Plan

End = dict[str, Any]


def mistakes(plan: Plan, submission: UUID, end: End, data: Path) -> list[str]:
    """Every sentence that does not hold; `end` is what the phone holds, `data` the server's."""
    found: list[str] = list(end["problems"])
    if end.get("state") != "sent":
        return [*found, f"the phone's record is {end.get('state')}"]
    return [*found, *_on_the_phone(plan, end), *_on_the_server(plan, submission, end, data)]


def _on_the_phone(plan: Plan, end: End) -> list[str]:
    receipt, announced = end["receipt"], sorted({one.sha256 for one in plan.pictures})
    says = {
        "something still waits": end["waiting"] == 0,
        "the receipt is of other bytes": receipt["digest"] == _sha256(end["body"].encode()),
        "the receipt does not name every photo": sorted(receipt["photos"]["present"]) == announced,
        "the receipt says a photo is missing": receipt["photos"]["missing"] == [],
        "the answers on the phone have changed": end["answers"] == plan.answers,
        "a photo was dropped": sorted(sha256 for sha256, _ in end["photos"]) == announced,
        "bytes are kept that nobody needs": not any(bytes_ for _, bytes_ in end["photos"]),
    }
    return [sentence for sentence, holds in says.items() if not holds]


def _on_the_server(plan: Plan, submission: UUID, end: End, data: Path) -> list[str]:
    revisions = list(Revision.select().where(Revision.submission == submission))
    if Submission.select().where(Submission.id == submission).count() != 1 or len(revisions) != 1:
        return [f"{len(revisions)} revisions of it are on the server"]
    raw = bytes(revisions[0].body)
    body = json.loads(raw)
    says = {
        "the server has other bytes": raw == end["body"].encode(),
        "the server has another digest": revisions[0].digest == end["receipt"]["digest"],
        "the answers are not those that were written": body["answers"] == plan.answers,
        "the outcome is another": body["outcome"] == plan.outcome,
        "the note is another": body.get("outcome_note", "") == plan.note,
    }
    lost = [
        f"photo {one.sha256} is not there byte for byte"
        for one in plan.pictures
        if _content(data, one.sha256) != one.content
    ]
    return [sentence for sentence, holds in says.items() if not holds] + lost


def _content(data: Path, sha256: str) -> bytes:
    place = data / "media" / "whole" / sha256[:2] / sha256
    return place.read_bytes() if place.is_file() else b""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
