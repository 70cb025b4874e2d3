"""Which questions are asked now, and which answers are missing or wrong, and why.

The whole form is turned into a plan once (closures and tuples, kept on the form), because this
runs for every report that arrives. The same rules in JavaScript, for the phone, are in
server/phone/static/app/lib/evaluate.js; audit_forms/vectors/ is the law for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from audit_forms.answers import (
    COMMENT_MAX_LENGTH,
    EMPTY,
    WHITE,
    Reader,
    Wrong,
    echo,
    instant_of,
    readable,
    reader_of,
)
from audit_forms.conditions import Holds, Passes, condition_of, test_of
from audit_forms.model import Form, Question

_MISSING = object()


class AnswerProblem(NamedTuple):
    """One thing that is wrong with one answer; `code` and `args` become a sentence elsewhere."""

    question: str
    code: str
    args: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The shape the phone and the vectors know."""
        return {"question": self.question, "code": self.code, "args": dict(self.args)}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the form makes of the answers to one part.

    `values` holds every value that counts: good answers of asked questions, and derived values.
    `not_applicable` holds the asked questions whose N/A is allowed and was chosen.
    """

    asked: tuple[str, ...]
    derived: Mapping[str, int]
    problems: tuple[AnswerProblem, ...]
    ignored: tuple[str, ...]
    values: Mapping[str, Any]
    not_applicable: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The four things both engines agree on, as the vectors write them."""
        return {
            "asked": list(self.asked),
            "derived": dict(self.derived),
            "problems": [problem.as_json() for problem in self.problems],
            "ignored": list(self.ignored),
        }


class _Planned(NamedTuple):
    """A question as the evaluator needs it."""

    id: str
    between: tuple[str, str] | None
    of_amounts: bool
    read: Reader | None  # None: a time stamp
    in_store: bool
    required: bool
    na: bool
    comment_when: Passes | None
    comment_min_length: int
    # What every answer needs, to unpack at once: this loop runs for every report that arrives.
    often: tuple[str, Holds | None, Reader | None, Passes | None, bool]


class _Plan(NamedTuple):
    parts: Mapping[str, tuple[_Planned, ...]]
    order: Mapping[str, int]


def evaluate(
    form: Form, part: str, answers: Mapping[str, Any], facts: Mapping[str, Any]
) -> Evaluation:
    """Evaluate the answers to one part of a visit.

    Never raises on what was sent: `answers` may hold anything JSON can. A value that is wrong
    counts as not given, so that what follows from it is not asked.
    """
    plan: _Plan = form.memo.get("plan") or _plan(form)
    run = _Run(answers, facts)
    asked, values, planned_part = run.asked, run.values, plan.parts.get(part, ())
    known = 0
    for planned in planned_part:
        id, ask, read, comment_when, derivable = planned.often
        answer = answers.get(id, _MISSING)
        known += answer is not _MISSING
        if (ask is not None and not ask(values, facts)) or (derivable and run.derives(planned)):
            if answer is not _MISSING:
                run.ignored.append(id)
            continue
        asked.append(id)
        # Nearly every answer is a good value and nothing else; all others take the long way.
        if read is not None and type(answer) is dict and len(answer) == 1 and "value" in answer:
            value = answer["value"]
            if value is not None and read(value) is None:
                values[id] = value
                if comment_when is not None and comment_when(value):
                    run.comment(planned, None, True)
                continue
        run.take(planned, None if answer is _MISSING else answer)
    if known < len(answers):
        run.sort_strangers({planned.id for planned in planned_part}, plan.order)
    return Evaluation(
        tuple(asked),
        run.derived,
        tuple(run.problems),
        tuple(run.ignored),
        values,
        tuple(run.not_applicable),
    )


def asks_anything(form: Form, part: str, facts: Mapping[str, Any]) -> bool:
    """Whether a part has anything to ask in a visit with these facts.

    Its conditions look at its own answers only, so what asks nothing at first never will.
    """
    return bool(evaluate(form, part, {}, facts).asked)


class _Run:
    """One evaluation under way: what has been asked and what counts so far."""

    __slots__ = (
        "answers",
        "asked",
        "derived",
        "facts",
        "ignored",
        "instants",
        "latest",
        "not_applicable",
        "problems",
        "values",
    )

    def __init__(self, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        self.answers = answers
        self.facts = facts
        self.asked: list[str] = []
        self.derived: dict[str, int] = {}
        self.problems: list[AnswerProblem] = []
        self.ignored: list[str] = []
        self.values: dict[str, Any] = {}
        self.not_applicable: list[str] = []
        self.instants: dict[str, int] = {}
        self.latest: str | None = None

    def derives(self, planned: _Planned) -> bool:
        """Whether nobody is asked: the value follows from two good stamps, or is of amounts."""
        assert planned.between is not None
        if planned.of_amounts:
            first, second = (self.values.get(id) for id in planned.between)
            if first is not None and second is not None:
                # Amounts are whole cents, so this is exact.
                self.values[planned.id] = self.derived[planned.id] = int(second) - int(first)
            return True
        start = self.instants.get(planned.between[0])
        end = self.instants.get(planned.between[1])
        if start is None or end is None or end < start:
            return False
        self.values[planned.id] = self.derived[planned.id] = (end - start) // 1000
        return True

    def take(self, planned: _Planned, answer: Any) -> None:
        """Take in the answer to an asked question: a value that counts, or a problem."""
        comment = None
        wrong: Wrong | None = EMPTY
        if answer is not None:
            if not _well_shaped(answer):
                self.problems.append(AnswerProblem(planned.id, "answer_shape", {}))
                return
            comment = answer.get("comment")
            value = answer.get("value")
            if value is not None:
                wrong = self._value(planned, value)
            elif "na" in answer:
                wrong = self._not_applicable(planned)
        if wrong is EMPTY:
            wrong = ("answer_required", {}) if planned.required else None
        if wrong is not None:
            self.problems.append(AnswerProblem(planned.id, *wrong))
        if comment is not None or planned.comment_when is not None:
            self.comment(planned, comment, wrong is None)

    def _value(self, planned: _Planned, value: Any) -> Wrong | None:
        wrong = self._stamp(planned, value) if planned.read is None else planned.read(value)
        if wrong is None:
            self.values[planned.id] = value
        return wrong

    def _stamp(self, planned: _Planned, value: Any) -> Wrong | None:
        if type(value) is not dict:
            return ("answer_type", {"kind": "time"})
        instant = instant_of(value)
        if instant is None:
            return ("time_unreadable", {})
        if planned.in_store:
            if self.latest is not None and instant < self.instants[self.latest]:
                return ("stamps_out_of_order", {"after": self.latest})
            self.latest = planned.id
        self.instants[planned.id] = instant
        return None

    def _not_applicable(self, planned: _Planned) -> Wrong | None:
        if not planned.na:
            return ("na_not_allowed", {})
        self.not_applicable.append(planned.id)
        return None

    def comment(self, planned: _Planned, comment: str | None, good: bool) -> None:
        """Note what is wrong with the comment; whether one is needed hangs on a good answer."""
        length = len(comment.strip(WHITE)) if comment else 0
        wrong: Wrong | None = None
        if length > COMMENT_MAX_LENGTH:
            wrong = ("comment_too_long", {"max_length": COMMENT_MAX_LENGTH, "length": length})
        elif good and planned.comment_when and planned.comment_when(self.values.get(planned.id)):
            low = planned.comment_min_length
            if not length:
                wrong = ("comment_required", {})
            elif length < low:
                wrong = ("comment_too_short", {"min_length": low, "length": length})
        if wrong is not None:
            self.problems.append(AnswerProblem(planned.id, *wrong))

    def sort_strangers(self, mine: set[str], order: Mapping[str, int]) -> None:
        """Answers to questions of another part are left over; to no question at all, a problem."""
        self.ignored += [id for id in self.answers if id in order and id not in mine]
        self.ignored.sort(key=order.__getitem__)
        unknown = [id for id in self.answers if id not in order]
        # UTF-16 order, because that is how JavaScript sorts.
        unknown.sort(key=lambda id: id.encode("utf-16-be", "surrogatepass"))
        self.problems += [AnswerProblem(echo(id), "unknown_question", {}) for id in unknown]


_SHAPE = {"value", "na", "comment"}


def _well_shaped(answer: Any) -> bool:
    if type(answer) is not dict:
        return False
    if not answer.keys() <= _SHAPE:
        return False
    comment = answer.get("comment")
    if comment is not None and (type(comment) is not str or not readable(comment)):
        return False
    return "na" not in answer or (answer["na"] is True and answer.get("value") is None)


def _plan(form: Form) -> _Plan:
    parts: dict[str, list[_Planned]] = {part.id: [] for part in form.parts}
    for question in form.questions:
        parts.setdefault(question.part, []).append(_planned(question, form))
    order = {question.id: place for place, question in enumerate(form.questions)}
    plan = _Plan({part: tuple(planned) for part, planned in parts.items()}, order)
    form.memo["plan"] = plan
    return plan


def _planned(question: Question, form: Form) -> _Planned:
    ask = None if question.ask_when is None else condition_of(question.ask_when)
    read = None if question.kind == "time" else reader_of(question)
    comment_when = None if question.comment_when is None else test_of(question.comment_when)
    return _Planned(
        id=question.id,
        between=question.between,
        of_amounts=question.derived_only,
        read=read,
        in_store=question.id in form.in_store,
        required=question.required,
        na=question.na,
        comment_when=comment_when,
        comment_min_length=question.comment_min_length or 0,
        often=(question.id, ask, read, comment_when, question.between is not None),
    )
