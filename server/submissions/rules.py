"""Pure decisions about a report: what is wrong with it, what is odd about it, what its rows are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from audit_forms import AnswerProblem, Evaluation, Form
from server.kernel.clock import parse_iso
from server.kernel.problems import ANSWERS, FieldProblem, Problem

# Beyond this a phone's clock is called wrong and the report flagged; it is never refused.
CLOCK_TOLERANCE = timedelta(minutes=5)

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
                ANSWERS[problem.code],
                problem.args,
            )
            for problem in mistakes
        ),
    )


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


def flags_of(
    body: Mapping[str, Any], skew: timedelta | None, opens: datetime | None, closes: datetime | None
) -> list[str]:
    """What a reviewer should look at: `clock_off`, `outside_window`. Nothing here refuses."""
    flags = []
    if skew is not None and abs(skew) > CLOCK_TOLERANCE:
        flags.append("clock_off")
    if opens is not None and closes is not None and not _within(body, skew, opens, closes):
        flags.append("outside_window")
    return flags


def _within(
    body: Mapping[str, Any], skew: timedelta | None, opens: datetime, closes: datetime
) -> bool:
    started = corrected(parse_iso(body["started"]["at"]), skew)
    return opens <= started <= closes


def corrected(instant: datetime, skew: timedelta | None) -> datetime:
    """What our clock said when the phone's said `instant`; small skews are left alone."""
    if skew is None or abs(skew) <= CLOCK_TOLERANCE:
        return instant
    try:
        return instant - skew
    except OverflowError:
        # Beyond the calendar: a clock that is thousands of years off corrects nothing.
        return instant


Row = tuple[str, int, bool, bool, str | None, float | None, datetime | None, str | None, str | None]


def answer_rows(form: Form, evaluation: Evaluation, answers: Mapping[str, Any]) -> Iterable[Row]:
    """The columns of `Answer` from `question` on, for every asked or derived question."""
    for question in evaluation.asked:
        given = answers.get(question)
        if given is None:
            continue
        comment = given.get("comment")
        if question in evaluation.values:
            kind = form.question(question).kind
            yield from _value_rows(question, kind, evaluation.values[question], comment)
        elif "na" in given:
            yield (question, 0, False, False, None, None, None, None, comment)
        elif comment:
            yield (question, 0, True, False, None, None, None, None, comment)
    for question, seconds in evaluation.derived.items():
        yield (question, 0, True, True, None, float(seconds), None, None, None)


def _value_rows(question: str, kind: str, value: Any, comment: str | None) -> Iterable[Row]:
    if kind in {"several", "photo"}:
        # "None of them" is an answer too, and has its row.
        for position, choice in enumerate(value or (None,)):
            told = comment if position == 0 else None
            yield (question, position, True, False, choice, None, None, None, told)
        return
    choice = number = instant = words = None
    if kind == "yes_no":
        choice = "yes" if value else "no"
    elif kind == "scale":
        choice, number = str(int(value)), float(value)
    elif kind == "one":
        choice = value
    elif kind == "time":
        instant = parse_iso(value["at"])
    elif kind == "text":
        words = value
    else:
        number = float(value)
    yield (question, 0, True, False, choice, number, instant, words, comment)
