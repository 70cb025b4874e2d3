"""Storing the records of a rescue file as if their phone had sent them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.database import write
from server.episodes import commands as episodes
from server.episodes.queries import receipt as receipt_of_episode
from server.history.commands import record as note
from server.kernel.actor import Actor, Role
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.media import commands as media
from server.media.commands import Limits
from server.people.queries import key_of
from server.people.rules import signed_by
from server.rescue.rules import Opened, Record
from server.rescue.schemas import Told, episode_in, report_in, told_by
from server.submissions import queries
from server.submissions.commands import Sent, receive, revise

# The receipt as it is now: it changes with the photos that come.
Receipt = Callable[[], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Most:
    """The largest report and photo that are taken, as from a phone."""

    report: int
    photo: Limits


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a record that was not refused.

    `result` is stored, here (it was already) or unfinished; `receipt` is what the phone would have
    got; `lost` are photos that were refused, each with the reason.
    """

    told: Told
    result: str
    receipt: dict[str, Any] | None = None
    lost: tuple[tuple[str, Problem], ...] = ()


class _Rehearsed(Exception):
    """Undoes the transaction of a rehearsal."""


def read(record: Record) -> Told:
    """What a record says, once its signature holds; raises rescue_record and rescue_signature."""
    try:
        message = record.message
    except ValueError:
        raise Problem("rescue_record") from None
    told = told_by(message)
    key = key_of(told.shopper, told.device)
    if key is None or not signed_by(key, record.signature, message):
        raise Problem("rescue_signature")
    return told


def bring(operator: Actor, opened: Opened, told: Told, most: Most) -> Brought:
    """Store a record with its photos; raises whatever sending it would."""
    if told.body is None:
        return Brought(told, "unfinished")
    shopper = _shopper(operator, told)
    receipt_now, new = _store(operator, shopper, told, most)
    lost = tuple(_photos(shopper, opened, receipt_now()["photos"]["missing"], most))
    return Brought(told, "stored" if new else "here", receipt_now(), lost)


def rehearse(operator: Actor, opened: Opened, told: Told, most: Most) -> Brought:
    """What `bring` would say, with nothing stored."""
    if told.body is None:
        return Brought(told, "unfinished")
    with _undone():
        receipt_now, new = _store(operator, _shopper(operator, told), told, most)
        receipt = receipt_now()
    photos = receipt["photos"]
    there = {name for name in photos["missing"] if _whole(opened, name)}
    photos["present"] = [n for n in photos["announced"] if n in there or n in photos["present"]]
    photos["missing"] = [n for n in photos["missing"] if n not in there]
    damaged = [name for name in photos["missing"] if name in opened.photos]
    lost = tuple((name, Problem("digest_wrong")) for name in damaged)
    return Brought(told, "stored" if new else "here", receipt, lost)


@contextmanager
def _undone() -> Iterator[None]:
    try:
        with write():
            yield
            raise _Rehearsed
    except _Rehearsed:
        return


def _shopper(operator: Actor, told: Told) -> Actor:
    """The shopper whose record it is, at this moment: the signature has shown that it is theirs."""
    return Actor(at=operator.at, roles=frozenset({Role.SHOPPER}), shopper=told.shopper)


def _store(operator: Actor, shopper: Actor, told: Told, most: Most) -> tuple[Receipt, bool]:
    with write():
        receipt_now, new = (_episode if told.episode else _report)(operator, shopper, told, most)
        if new:
            act = "episode.rescue" if told.episode else "submission.rescue"
            what = act.partition(".")[0]
            device = str(told.device)
            note(operator, act, what, told.submission, revision=told.revision, device=device)
    return receipt_now, new


def _report(operator: Actor, shopper: Actor, told: Told, most: Most) -> tuple[Receipt, bool]:
    raw = _body(told)
    sent = Sent(raw, report_in(raw, most.report), _device_time(operator, told))
    if told.revision == 1:
        row, revision, new = receive(shopper, told.submission, sent)
    else:
        row, revision, new = revise(shopper, told.submission, told.revision, sent)
    return lambda: queries.receipt(row, revision), new


def _episode(operator: Actor, shopper: Actor, told: Told, _most: Most) -> tuple[Receipt, bool]:
    raw = _body(told)
    logged = episodes.Logged(raw, episode_in(raw), _device_time(operator, told))
    row, new = episodes.receive(shopper, told.submission, logged)
    return lambda: receipt_of_episode(row), new


def _body(told: Told) -> bytes:
    assert told.body is not None  # Asked by both who call.
    return told.body


def _device_time(operator: Actor, told: Told) -> datetime | None:
    return None if told.skew is None else operator.at + told.skew


def _photos(
    shopper: Actor, opened: Opened, wanted: list[str], most: Most
) -> Iterator[tuple[str, Problem]]:
    for name in wanted:
        if name in opened.photos:
            try:
                _photo(shopper, name, opened.photos[name], most.photo)
            except Problem as refused:
                yield name, refused


def _photo(shopper: Actor, name: str, content: bytes, limits: Limits) -> None:
    """From where the phone got to: it may have sent the first half before it broke."""
    try:
        media.take(shopper, name, content, 0, len(content), limits)
    except Problem as begun:
        if begun.code != "upload_offset":
            raise
        start = int(str(begun.args_by_name["received"]))
        media.take(shopper, name, content[start:], start, len(content), limits)


def _whole(opened: Opened, name: str) -> bool:
    return name in opened.photos and sha256_hex(opened.photos[name]) == name
