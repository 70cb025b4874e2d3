"""Pure decisions about a report: what is wrong with it, what is odd about it, what its rows are.

When a visit was is judged by our clock, and never by when its report arrived. A phone measures how
far its clock is ahead of ours whenever it hears from us. A report tells what was measured last
before its first stamp (`clock`), and its upload shows what it is then (`Device-Time`). Which of the
two its stamps are read with is decided once, on arrival:

    told with the report   at the upload   the visit's stamps, `started`   `finished`
    --------------------   -------------   -----------------------------   -------------------------
    nothing                nothing         as the phone said               as the phone said
    nothing                u               u                               u
    v                      nothing         v                               v
    v                      u, like v       v, nearest to the visit         u, nearest to the sending
    v                      u, unlike v     v, or u where only by u the     u, or v where only by v
                                           visit lies in its window        it is not late

Two are alike up to CLOCK_TOLERANCE. Where they are not, the clock was set between the visit and the
upload (or between the last contact and the visit), and nobody can say when: so the report gets the
reading that speaks for it, and the flag `clock_changed`, and the reviewer sees what the phone said.
A window is as tolerant as the clocks are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from audit_forms import AnswerProblem, Evaluation, Form, Question
from audit_forms.model import DEFAULT_OPEN_DAYS, Part
from server.kernel.clock import parse_iso
from server.kernel.erasing import ERASED
from server.kernel.kinds import FieldProblem
from server.kernel.mistakes import ANSWERS, ANSWERS_OF_KIND
from server.kernel.problems import Problem
from server.visits.queries import Assigned
from server.visits.rules import Window, later_window

# Beyond this a phone's clock is called wrong and the report flagged; it is never refused.
CLOCK_TOLERANCE = timedelta(minutes=5)

# So far from the store, the least that the phone's own accuracy allows, is worth a look.
FAR_METRES = 500

_OLDEST = timedelta(days=365)

# States in which the shopper may still send another revision.
OPEN_STATES = frozenset({"received", "sent_back"})

_OUT_OF_RANGE = frozenset(
    {
        "number_below",
        "number_above",
        "number_decimals",
        "step_unknown",
        "option_unknown",
        "option_repeated",
        "text_too_short",
        "text_too_long",
        "too_few_photos",
        "too_many_photos",
        "photo_repeated",
        "comment_too_long",
    }
)
_MISSING = frozenset({"answer_required", "comment_required", "comment_too_short"})
_ALONE = {
    "unknown_question": "question_unknown",
    "answer_type": "answer_type_wrong",
    "answer_shape": "answer_type_wrong",
    "time_unreadable": "answer_type_wrong",
    "photo_unreadable": "answer_type_wrong",
    "stamps_out_of_order": "stamps_out_of_order",
}


def check_answers(form: Form, evaluation: Evaluation) -> None:
    """Raise the problem that the evaluation amounts to, if it amounts to one.

    Where all the mistakes are of one kind the problem has that kind's own code, else it is
    `answers_wrong`; either way each mistake stands in `fields`.
    """
    if not evaluation.problems:
        return
    mistakes = _own_mistakes(form, evaluation.problems)
    codes = {_kind(problem.code) for problem in mistakes}
    code = codes.pop() if len(codes) == 1 else "answers_wrong"
    raise Problem(
        code,
        fields=tuple(
            FieldProblem(
                f"answers.{problem.question}",
                problem.code,
                _sentence(problem),
                problem.args,
            )
            for problem in mistakes
        ),
    )


def _sentence(problem: AnswerProblem) -> str:
    """How to put an answer right; what a value looks like is only known by the question's kind."""
    if problem.code == "answer_type":
        return ANSWERS_OF_KIND[str(problem.args["kind"])]
    return ANSWERS[problem.code]


def _own_mistakes(form: Form, problems: Sequence[AnswerProblem]) -> list[AnswerProblem]:
    """The problems without those that go away when another is mended.

    A duration between two stamps is asked for only because one of them is wrong.
    """
    wrong = {problem.question for problem in problems if problem.code != "answer_required"}
    return [
        problem
        for problem in problems
        if problem.code != "answer_required"
        or wrong.isdisjoint(form.question(problem.question).between or ())
    ]


def _kind(code: str) -> str:
    if code in _OUT_OF_RANGE:
        return "answer_out_of_range"
    if code in _MISSING:
        return "answer_missing"
    return _ALONE.get(code, "answers_wrong")


def check_photos(form: Form, evaluation: Evaluation, photos: Sequence[Mapping[str, Any]]) -> None:
    """Raise photos_wrong unless each photo in an answer is announced once, and none besides."""
    used = sorted(
        (question, sha256)
        for question in evaluation.asked
        if form.question(question).kind == "photo"
        for sha256 in evaluation.values.get(question, ())
    )
    announced = sorted((photo["question"], photo["sha256"]) for photo in photos)
    if used != announced:
        raise Problem("photos_wrong")


def skew_of(device_time: datetime | None, now: datetime) -> timedelta | None:
    """How far the phone's clock is ahead of ours; None where it did not say."""
    return None if device_time is None else device_time - now


@dataclass(frozen=True, slots=True)
class Judged:
    """The skew that the visit's stamps are read with, and what a reviewer should look at.

    `flags`: clock_off, clock_changed, outside_window, finished_late, far_from_store.
    """

    skew: timedelta | None
    flags: list[str]


def judged(
    body: Mapping[str, Any],
    stamped: datetime | None,
    upload: timedelta | None,
    window: Window | None,
) -> Judged:
    """Judge a report by the table above; nothing here refuses it.

    `stamped` is the visit's first stamp. Where it has one, that says when the visit was: it may
    have been entered by hand afterwards, so that `started` says only when the writing began.
    """
    told = _told_skew(body)
    measured = [skew for skew in (told, upload) if skew is not None]
    flags = ["clock_off"] if any(map(_is_off, measured)) else []
    if told is not None and upload is not None and _is_off(told - upload):
        flags.append("clock_changed")
    visited = stamped or parse_iso(body["started"]["at"])
    readings: list[timedelta | None] = [*measured] or [None]
    fitting = [skew for skew in readings if _is_within(visited, skew, window)]
    if not fitting:
        flags.append("outside_window")
    elif body.get("replaces") is None and _is_late(body, readings, window):
        # A revision is finished when it is asked for.
        flags.append("finished_late")
    if _is_far(body):
        flags.append("far_from_store")
    return Judged((fitting or readings)[0], flags)


def first_stamp(form: Form, evaluation: Evaluation) -> datetime | None:
    """The first stamp of the visit, as the phone's clock or the shopper told it."""
    for question in form.in_store:
        if question in evaluation.values:
            return parse_iso(evaluation.values[question]["at"])
    return None


def _told_skew(body: Mapping[str, Any]) -> timedelta | None:
    clock = body.get("clock")
    return None if clock is None else timedelta(milliseconds=clock["skew_ms"])


def _is_off(skew: timedelta) -> bool:
    return abs(skew) > CLOCK_TOLERANCE


def _is_within(instant: datetime, skew: timedelta | None, window: Window | None) -> bool:
    if window is None:
        return True
    opens, closes = window
    return opens - CLOCK_TOLERANCE <= corrected(instant, skew) <= closes + CLOCK_TOLERANCE


def _is_late(
    body: Mapping[str, Any], readings: Iterable[timedelta | None], window: Window | None
) -> bool:
    """Whether the report was finished after its window by every reading."""
    if window is None:
        return False
    finished, latest = parse_iso(body["finished"]["at"]), window[1] + CLOCK_TOLERANCE
    return all(corrected(finished, skew) > latest for skew in readings)


def _is_far(body: Mapping[str, Any]) -> bool:
    location = body.get("location")
    if not location or not location["given"]:
        return False
    return bool(location["distance"] - location["accuracy"] > FAR_METRES)


def corrected(instant: datetime, skew: timedelta | None) -> datetime:
    """What our clock said when the phone's said `instant`; small skews are left alone."""
    if skew is None or not _is_off(skew):
        return instant
    try:
        return instant - skew
    except OverflowError:
        # Beyond the calendar: a clock that is thousands of years off corrects nothing.
        return instant


def check_open(assigned: Assigned, now: datetime) -> None:
    """Raise part_unopened or part_not_open for what cannot be reported yet.

    By our clock alone, so that a phone's wrong one is no reason; and late is never too late.
    """
    if assigned.opening != "open":
        raise Problem("part_unopened")
    # A visit that was made before its window is told, and flagged.
    if assigned.later and now + CLOCK_TOLERANCE < assigned.opens_at:
        day = assigned.opens_at.astimezone(ZoneInfo(assigned.zone)).date()
        raise Problem("part_not_open", day=day)


def opened_by(form: Form, part: str) -> tuple[Part, ...]:
    """The later parts of a visit whose window follows from the report of `part`."""
    return tuple(
        later
        for later in form.parts
        if later.opens_after_days is not None and _opener(form, later.opens_after_days) == part
    )


def _opener(form: Form, after: int | str) -> str:
    return form.question(after).part if isinstance(after, str) else form.parts[0].id


def visit_over(
    form: Form, evaluation: Evaluation, skew: timedelta | None, received: datetime
) -> datetime:
    """When a visit was over, by our clock: its last stamp, else when its report first came.

    A clock that nobody measured may be wrong by years: a stamp from after its report, or from more
    than a year before, is passed over.
    """
    stamps = (evaluation.values[id] for id in form.in_store if id in evaluation.values)
    told = [corrected(parse_iso(stamp["at"]), skew) for stamp in stamps]
    return max((at for at in told if received - _OLDEST <= at <= received), default=received)


def days_open(part: Part) -> int:
    """For how many days a later part can be reported in time: a week where the form is silent."""
    return part.open_for_days or DEFAULT_OPEN_DAYS


def window_of(
    part: Part, answers: Evaluation | None, visited: datetime, received: datetime, zone: str
) -> Window | None:
    """The window of a later part; None where no day was named, or the visit was not made."""
    after = part.opens_after_days
    if answers is None or after is None:
        return None
    days = answers.values.get(after) if isinstance(after, str) else after
    if days is None:
        return None
    return later_window(visited, received, int(days), days_open(part), zone)


def without_words(form: Form, body: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of a report once the shopper's own words, photos, place and device are erased.

    That a text or a photo was given stays, for other questions may hang on it.
    """
    kinds = {question.id: question.kind for question in form.questions}
    answers = {}
    for question, given in body["answers"].items():
        left = {name: value for name, value in given.items() if name != "comment"}
        if "value" in left and kinds.get(question, "text") in _OWN:
            left["value"] = _OWN[kinds.get(question, "text")]
        answers[question] = left
    gone: dict[str, Any] = {"photos": [], "outcome_note": None, "device": {}, "answers": answers}
    return {name: value for name, value in body.items() if name != "location"} | gone


# What stands in the place of an answer in the shopper's own words or pictures.
_OWN: Mapping[str, Any] = {"text": ERASED, "photo": ["0" * 64]}


Row = tuple[str, int, bool, bool, str | None, float | None, datetime | None, str | None, str | None]


def answer_rows(form: Form, evaluation: Evaluation, answers: Mapping[str, Any]) -> list[Row]:
    """The columns of `Answer` from `question` on, for every asked or derived question."""
    rows: list[Row] = []
    for question in evaluation.asked:
        given = answers.get(question)
        if given is None:
            continue
        comment = given.get("comment")
        if question in evaluation.values:
            rows += _value_rows(form.question(question), evaluation.values[question], comment)
        elif "na" in given:
            rows.append((question, 0, False, False, None, None, None, None, comment))
        elif comment:
            rows.append((question, 0, True, False, None, None, None, None, comment))
    for question, seconds in evaluation.derived.items():
        rows.append((question, 0, True, True, None, float(seconds), None, None, None))
    return rows


Columns = tuple[str | None, float | None, datetime | None, str | None]
# Kind -> value -> choice, number, instant, words.
_COLUMNS: Mapping[str, Callable[[Any], Columns]] = {
    "yes_no": lambda value: ("yes" if value else "no", None, None, None),
    "scale": lambda value: (str(int(value)), float(value), None, None),
    "one": lambda value: (value, None, None, None),
    "time": lambda value: (None, None, parse_iso(value["at"]), None),
    "text": lambda value: (None, None, None, value),
    **dict.fromkeys(
        ("number", "money", "duration"), lambda value: (None, float(value), None, None)
    ),
}


def _value_rows(question: Question, value: Any, comment: str | None) -> list[Row]:
    columns = _COLUMNS.get(question.kind)
    if columns is not None:
        return [(question.id, 0, True, False, *columns(value), comment)]
    # "None of them" is an answer too, and has its row; the comment stands in the first.
    rows: list[Row] = []
    for position, choice in enumerate(value or (None,)):
        told = None if position else comment
        rows.append((question.id, position, True, False, choice, None, None, None, told))
    return rows
