"""What a verdict does, how long it can be undone, and a report laid out for reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from audit_forms import Form, Question, say
from server.giveaways import Giveaway, asks_for_receipt, find
from server.kernel.clock import parse_iso
from server.reviews.models import Review
from server.scores.rules import stamps_of
from server.scoring import Line, Score, in_words, percent
from server.scoring.said import Reader, said
from server.submissions.queries import Report
from server.submissions.rules import corrected
from server.visits.models import VisitPart

UNDO_FOR = timedelta(minutes=1)

# The states that each verdict can leave a report in; undoing one starts from these.
LEFT_IN: Mapping[str, frozenset[str]] = {
    "accepted": frozenset({"accepted", "not_done"}),
    "sent_back": frozenset({"sent_back"}),
}


def state_after(verdict: str, outcome: str) -> str:
    """The state that a verdict puts a report in; a visit that could not be made is not scored."""
    if verdict == "accepted":
        return "accepted" if outcome == "done" else "not_done"
    return "received" if verdict == "released" else verdict


def undo_left(review: Review, now: datetime, unseen_until: datetime | None = None) -> int:
    """For how many seconds from now the verdict can still be undone.

    A minute; and an acceptance as long as no store can have seen anything of it.
    """
    if review.verdict not in LEFT_IN or review.undone_at is not None:
        return 0
    until = review.decided_at + UNDO_FOR
    if unseen_until is not None and review.verdict == "accepted":
        until = max(until, unseen_until)
    return max(0, int((until - now).total_seconds()))


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """One photo of an answer; `here` once its bytes have arrived."""

    sha256: str
    here: bool


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One answer as a reviewer reads it, with what it would earn and why.

    `giveaways` and `receipt`: what of it, read by a store, could tell when or who.
    """

    question: Question
    text: str
    answer: str
    comment: str
    points: int
    possible: int
    reason: str
    failed: bool
    action: str
    derived: bool
    photos: tuple[ReadPhoto, ...]
    giveaways: tuple[Giveaway, ...] = ()
    receipt: bool = False

    @property
    def lost(self) -> bool:
        """Whether the answer costs points."""
        return self.points < self.possible


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section's answers, and what they earn together."""

    title: str
    lines: tuple[ReadLine, ...]
    score: int | None


@dataclass(frozen=True, slots=True)
class ReadStamp:
    """A stamp by our clock, and how long after the one before it was pressed.

    `told` is what the phone's clock said, where that was another time.
    """

    text: str
    at: datetime
    after: timedelta | None
    told: datetime | None


@dataclass(frozen=True, slots=True)
class ReadLocation:
    """How far from the store the phone said it was, in metres, or why it did not say.

    Evidence and no proof: a phone can be told to be anywhere, and indoors it errs.
    """

    reason: str
    distance: int = 0
    accuracy: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One part of the visit that a report belongs to, and how far it has come.

    `standing`: the state of its report; of one that has none awaited, never, ahead, open or closed.
    `never`: the visit's report as it is now says that it does not open, reported or not.
    """

    submission: UUID
    title: str
    standing: str
    reported: bool
    window: tuple[datetime, datetime]
    this: bool
    never: bool


def standing_of(part: VisitPart, state: str | None, now: datetime) -> str:
    """How far a part has come: by its report or, where there is none, by its window."""
    if state is not None or part.opening != "open":
        return state or part.opening
    if now < part.opens_at:
        return "ahead"
    return "open" if now < part.closes_at else "closed"


def title_of(form: Form, part: str, language: str) -> str:
    """What the form calls a part of the visit."""
    return next((say(each.title, language) for each in form.parts if each.id == part), part)


def part_title(form: Form, part: str, language: str) -> str:
    """The same where the form has several parts; otherwise there is nothing to tell apart."""
    return title_of(form, part, language) if len(form.parts) > 1 else ""


def sections(
    report: Report,
    score: Score,
    reader: Reader,
    here: Collection[str],
    names: Collection[str] = (),
) -> tuple[ReadSection, ...]:
    """The answers of a report, section by section; what was not asked is left out.

    In words that a store would read, `names` are pointed at, and whatever else gives away.
    A report that the visit could not be made has no sections.
    """
    if report.revision.outcome != "done":
        return ()
    lines = {line.question: line for line in score.lines}
    made = []
    for section in report.form.sections:
        read = tuple(
            _line(report, question, lines[question.id], reader, here)
            for question in _answered(report, section.questions)
        )
        if section.aggregate_of is None:
            read = tuple(_pointed_at(line, names) for line in read)
        if read:
            title = say(section.title, reader.language)
            made.append(ReadSection(title, read, percent(score.sections[section.id].share)))
    return tuple(made)


def _pointed_at(line: ReadLine, names: Collection[str]) -> ReadLine:
    """An answer with what of it gives somebody away, as far as a store would read it."""
    question = line.question
    if question.shown_to != "store":
        return line
    written = line.answer if question.kind == "text" else ""
    asked = (question.id, *question.text.values())
    return replace(
        line,
        giveaways=find(f"{written}\n{line.comment}", names),
        receipt=bool(line.photos) and asks_for_receipt(*asked),
    )


def _answered(report: Report, questions: Collection[Question]) -> Iterator[Question]:
    asked = frozenset(report.evaluation.asked)
    for question in questions:
        if question.id in asked or question.id in report.derived:
            yield question


def _line(
    report: Report, question: Question, line: Line, reader: Reader, here: Collection[str]
) -> ReadLine:
    given: Mapping[str, Any] = report.answers.get(question.id) or {}
    derived = question.id in report.derived
    answer = {"value": report.derived[question.id]} if derived else given
    hashes = report.evaluation.values.get(question.id, ()) if question.kind == "photo" else ()
    return ReadLine(
        question=question,
        text=say(question.text, reader.language),
        answer=_time(report, question, reader) or said(question, answer, reader),
        comment=(given.get("comment") or "").strip(),
        points=line.points,
        possible=line.possible,
        reason=in_words(line.reason, reader.language),
        failed=line.critical_failed,
        action=say(question.action, reader.language) if line.action and question.action else "",
        derived=derived,
        photos=tuple(ReadPhoto(sha256, sha256 in here) for sha256 in hashes),
    )


def _time(report: Report, question: Question, reader: Reader) -> str:
    """A stamp by our clock: a phone's wrong one is corrected by how far off it was."""
    value = report.evaluation.values.get(question.id)
    if question.kind != "time" or value is None:
        return ""
    at = corrected(parse_iso(value["at"]), report.skew).isoformat()
    return said(question, {"value": {"at": at}}, reader)


def stamps(report: Report, language: str) -> tuple[ReadStamp, ...]:
    """The stamps of the visit in order, by our clock, each with the time since the one before."""
    made: list[ReadStamp] = []
    for id, at in stamps_of(report).items():
        after = at - made[-1].at if made else None
        told = parse_iso(report.evaluation.values[id]["at"])
        text = say(report.form.question(id).text, language)
        made.append(ReadStamp(text, at, after, None if told == at else told))
    return tuple(made)


def location(report: Report) -> ReadLocation | None:
    """What a report says of where the phone was; None where it came from an app that did not."""
    told = report.body.get("location")
    if told is None:
        return None
    if not told["given"]:
        return ReadLocation(told["reason"])
    at = corrected(parse_iso(told["at"]["at"]), report.skew)
    return ReadLocation("", told["distance"], told["accuracy"], at)


def qualities(form: Form, score: Score, language: str) -> tuple[tuple[str, int | None], ...]:
    """Each quality's name and what the report would score on it."""
    return tuple(
        (say(name, language), percent(score.qualities[key].share))
        for key, name in form.qualities.items()
    )
