"""What a verdict does and for how long, a report laid out for reading, what is kept back."""

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
# Whoever has not decided by then may be ill or away, and nobody else could read the report.
CLAIM_KEPT = timedelta(hours=24)

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


# Why something is kept from a store, as it is pointed at, or otherwise.
REASONS = ("time", "receipt", "name", "looks", "other")

# What can tell more than a tick among choices does: words, and figures that a till knows, too.
_TELLING = frozenset({"text", "number", "money", "duration"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of a report that a store would read, in words, figures or as a picture.

    `kind`: answer, comment or photo, and then `photo` is its hash.
    """

    question: str
    kind: str
    photo: str = ""


@dataclass(frozen=True, slots=True)
class ReadPiece:
    """Such a thing with what of it gives somebody away, and why it is kept back, if it is.

    `thanks`: it belongs to words of thanks, which are settled by themselves.
    """

    piece: Piece
    giveaways: tuple[Giveaway, ...] = ()
    receipt: bool = False
    thanks: bool = False
    kept: str | None = None

    @property
    def telling(self) -> str:
        """The reason that is nearest for keeping it back; nothing where nothing is pointed at."""
        if self.receipt:
            return "receipt"
        return self.giveaways[0].kind if self.giveaways else ""


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """One photo of an answer; `here` once its bytes have arrived, `taken` by our clock."""

    sha256: str
    here: bool
    taken: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One answer as a reviewer reads it, with what it would earn and why.

    `pieces`: what of it a store would read, and what of that could tell when or who.
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
    takes: bool
    photos: tuple[ReadPhoto, ...]
    pieces: tuple[ReadPiece, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether the answer costs points."""
        return self.points < self.possible


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section's answers, and what they earn together.

    `least`: over how many visits at least a store sees it, where it never does by itself.
    """

    title: str
    lines: tuple[ReadLine, ...]
    score: int | None
    least: int | None = None


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
    kept: Mapping[Piece, str] | None = None,
) -> tuple[ReadSection, ...]:
    """The answers of a report, section by section; what was not asked is left out.

    In words that a store would read, `names` are pointed at, and whatever else gives away; `kept`
    is what it does not read. A report that the visit could not be made has no sections.
    """
    if report.revision.outcome != "done":
        return ()
    lines = {line.question: line for line in score.lines}
    told, thanks = _told_in(report), about_thanks(report.form)
    made = []
    for section in report.form.sections:
        read = tuple(
            _line(report, question, lines[question.id], reader, here)
            for question in _answered(report, section.questions)
        )
        read = tuple(
            _with_pieces(line, told.get(line.question.id, ()), names, kept or {}, thanks)
            for line in read
        )
        if read:
            title = say(section.title, reader.language)
            share = percent(score.sections[section.id].share)
            made.append(ReadSection(title, read, share, section.aggregate_of))
    return tuple(made)


def _with_pieces(
    line: ReadLine,
    pieces: Collection[Piece],
    names: Collection[str],
    kept: Mapping[Piece, str],
    thanks: Collection[str],
) -> ReadLine:
    """An answer with what of it a store would read, and what of that gives somebody away."""
    question = line.question
    words = {"answer": line.answer if question.kind == "text" else "", "comment": line.comment}
    receipt = asks_for_receipt(question.id, *question.text.values())
    return replace(
        line,
        pieces=tuple(
            ReadPiece(
                piece,
                giveaways=find(words.get(piece.kind, ""), names),
                receipt=piece.kind == "photo" and receipt,
                thanks=question.id in thanks,
                kept=kept.get(piece),
            )
            for piece in pieces
        ),
    )


def _told_in(report: Report) -> Mapping[str, tuple[Piece, ...]]:
    """Question -> what of its answer a store would read in words, in figures or as a picture.

    Nothing of sections that it sees over several visits only, nothing that is for the programme.
    """
    return {
        question.id: tuple(_pieces(report, question))
        for section in report.form.sections
        if section.aggregate_of is None
        for question in _answered(report, section.questions)
        if question.shown_to == "store"
    }


def pieces_in(report: Report) -> frozenset[Piece]:
    """What of a report can be kept from its store; words of thanks are settled by themselves."""
    thanks = about_thanks(report.form)
    told = _told_in(report) if report.revision.outcome == "done" else {}
    return frozenset(p for id, pieces in told.items() if id not in thanks for p in pieces)


def _pieces(report: Report, question: Question) -> Iterator[Piece]:
    given: Mapping[str, Any] = report.answers.get(question.id) or {}
    value = report.derived.get(question.id, given.get("value"))
    if question.kind == "photo":
        for sha256 in report.evaluation.values.get(question.id) or ():
            yield Piece(question.id, "photo", sha256)
    elif question.kind in _TELLING and value not in (None, ""):
        yield Piece(question.id, "answer")
    if (given.get("comment") or "").strip():
        yield Piece(question.id, "comment")


def about_thanks(form: Form) -> frozenset[str]:
    """The questions whose answers in words belong to a commendation."""
    found = [(question.id, question.commends) for question in form.questions if question.commends]
    return frozenset(
        id for own, about in found for id in (own, about.role, about.name) if about and id
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
        takes=bool(line.lowers),
        photos=tuple(ReadPhoto(each, each in here, _taken(report, each)) for each in hashes),
    )


def _taken(report: Report, sha256: str) -> datetime | None:
    """When a photo was taken, as the camera wrote or the phone's clock said."""
    told = (photo.get("taken") for photo in report.body["photos"] if photo["sha256"] == sha256)
    taken = next(told, None)
    return corrected(parse_iso(taken["at"]), report.skew) if taken else None


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
