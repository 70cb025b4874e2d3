"""What a form is once it has been read: frozen, complete, and with its meaning attached.

A condition, a band or a cap says here what it means; the loader promises that only sensible ones
are built, and the evaluator and scoring rely on that promise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias, cast, get_args

Text: TypeAlias = Mapping[str, str]
Scalar: TypeAlias = bool | int | float | str
Kind: TypeAlias = Literal[
    "yes_no",
    "scale",
    "one",
    "several",
    "number",
    "money",
    "duration",
    "time",
    "text",
    "photo",
]
TestName: TypeAlias = Literal["is", "in", "at_least", "at_most", "includes", "answered"]
Basis: TypeAlias = Literal["fact", "opinion"]
Audience: TypeAlias = Literal["store", "programme"]
Party: TypeAlias = Literal["provider", "customer", "product"]

KINDS: tuple[str, ...] = get_args(Kind)
PARTIES: tuple[str, ...] = get_args(Party)
TEST_NAMES: tuple[str, ...] = get_args(TestName)
NUMERIC_KINDS = frozenset({"number", "money", "duration"})

DEFAULT_MAX_LENGTH = 5000
DEFAULT_MAX_PHOTOS = 3
# For how many days a later part stays open where the form does not say.
DEFAULT_OPEN_DAYS = 7


def say(text: Text, language: str) -> str:
    """The text in that language, else in its base language, else in the form's first language."""
    if language in text:
        return text[language]
    base = language.partition("-")[0]
    return text[base] if base in text else next(iter(text.values()))


@dataclass(frozen=True, slots=True)
class AnswerTest:
    """One test on one value, such as `is: false` or `at_least: 3`."""

    op: TestName
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A test on the answer to an earlier question, or on a fact of the visit."""

    subject: Literal["question", "fact"]
    name: str
    test: AnswerTest


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every one of its conditions is."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one of its conditions is."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when its condition is not."""

    of: "Condition"


Condition: TypeAlias = Leaf | AllOf | AnyOf | Not


def leaves(condition: Condition | None) -> Iterator[Leaf]:
    """Every leaf of a condition, left to right."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.of)
    elif condition is not None:
        for each in condition.of:
            yield from leaves(each)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a `one` or `several` question."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One worded step of a scale."""

    value: int
    text: Text


@dataclass(frozen=True, slots=True)
class Band:
    """Points for every value up to and including `up_to`; the last band has no upper end."""

    up_to: int | float | None
    points: int


@dataclass(frozen=True, slots=True)
class Commends:
    """The questions that say what a text thanks for, the role of whom, and that person's name."""

    quality: str
    role: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question with everything the form says about it; keys left out hold their default."""

    id: str
    kind: Kind
    section: str
    part: str
    text: Text
    tip: Text
    basis: Basis = "fact"
    quality: str | None = None
    required: bool = True
    na: bool = False
    ask_when: Condition | None = None
    comment_when: AnswerTest | None = None
    comment_min_length: int | None = None
    action_when: AnswerTest | None = None
    action: Text | None = None
    shown_to: Audience = "store"
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    points: Mapping[Scalar, int] | None = None
    bands: tuple[Band, ...] = ()
    points_cap: int | None = None
    weight: int = 1
    critical: AnswerTest | None = None
    min: int | float | None = None
    max: int | float | None = None
    decimals: int = 0
    min_length: int | None = None
    max_length: int | None = None
    between: tuple[str, str] | None = None
    # What is taken from other sums when an answer passes the test: quality -> points.
    lowers: Mapping[str, int] | None = None
    lowers_when: AnswerTest | None = None
    commends: Commends | None = None

    @property
    def scored(self) -> bool:
        """Whether any answer to this question earns or costs points."""
        return self.points is not None or bool(self.bands)

    @property
    def derived_only(self) -> bool:
        """Whether nobody is ever asked: the difference of two amounts can only be worked out."""
        return self.kind == "money" and self.between is not None

    @property
    def counts(self) -> bool:
        """Whether any answer to this question can change a score."""
        return self.scored or self.critical is not None or self.lowers is not None

    @property
    def possible(self) -> int:
        """The most points any one answer can earn, before the weight."""
        if self.bands:
            return max(band.points for band in self.bands)
        if self.points is None:
            return 0
        if self.kind != "several":
            return max(self.points.values(), default=0)
        positive = sum(points for points in self.points.values() if points > 0)
        return positive if self.points_cap is None else min(positive, self.points_cap)

    def earned(self, value: Any) -> int:
        """The points a valid value earns, before the weight; never below 0, never above possible.

        `value` is what the evaluator gave out for this question (`Evaluation.values`).
        """
        if self.bands:
            return next(b.points for b in self.bands if b.up_to is None or value <= b.up_to)
        if self.points is None:
            return 0
        if self.kind != "several":
            return self.points.get(value, 0)
        total = sum(self.points.get(option, 0) for option in value)
        return max(0, min(total, self.possible))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the programme knows about a visit before it starts, with its possible values.

    What it and each of its values are called may be left empty (see `fact_words`).
    """

    id: str
    values: tuple[Scalar, ...]
    text: Text = field(default_factory=dict)
    words: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What of a visit is reported at one time."""

    id: str
    title: Text
    # After how many days it opens, or the question of an earlier part that says so (and then it
    # never opens where nobody answered that); for how many days it stays open.
    opens_after_days: int | str | None = None
    open_for_days: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the report: questions that belong together, in one part."""

    id: str
    part: str
    title: Text
    questions: tuple[Question, ...]
    # Whose part of the conversation it looks at: who offers, who receives, or what is offered.
    party: Party | None = None
    # The module it came from, as in `welcome@1`.
    module: str | None = None
    # Over how many visits together, at least, a store may see what it found.
    aggregate_of: int | None = None


@dataclass(frozen=True)
class Form:
    """One version of a form. Never edited once published: its digest is its identity."""

    id: str
    version: int
    languages: tuple[str, ...]
    title: Text
    qualities: Mapping[str, Text]
    facts: Mapping[str, Fact]
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    in_store: tuple[str, ...] = ()
    critical_cap: int | None = None
    # What others worked out from this form once (the evaluator's plan, the digest). A form never
    # changes, so nothing in here can go stale.
    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in document order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def asides(self) -> frozenset[str]:
        """The sections that have a result of their own and no part in the store's score.

        What the customer did is the shopper's own doing: it neither costs the store nor helps it.
        What a store sees only over several visits must not be told by the score of one.
        """
        return frozenset(
            section.id
            for section in self.sections
            if section.party == "customer" or section.aggregate_of is not None
        )

    @cached_property
    def aggregate_of(self) -> int | None:
        """Over how many visits together a store sees its aggregated sections; None without any."""
        return max((each.aggregate_of for each in self.sections if each.aggregate_of), default=None)

    @cached_property
    def in_aggregate_only(self) -> bool:
        """Whether a store may see nothing of a single visit, not even that there was one.

        So it is when every section that counts for the store is one that it sees in aggregate.
        """
        counting = (q for q in self.questions if q.section not in self.asides)
        return self.aggregate_of is not None and not any(each.counts for each in counting)

    @cached_property
    def scored_qualities(self) -> frozenset[str]:
        """The qualities that an answer can earn points for."""
        scored = (q for q in self.questions if q.scored and q.section not in self.asides)
        return frozenset(each.quality for each in scored if each.quality is not None)

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, id: str) -> Question:
        """The question with that id; KeyError when the form has none."""
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        """Whether the form has a question with that id."""
        return id in self._by_id

    def questions_of(self, part: str) -> tuple[Question, ...]:
        """The questions of one part, in document order."""
        return tuple(question for question in self.questions if question.part == part)


def as_kind(word: str) -> Kind | None:
    """The word as a kind, or None when there is no such kind."""
    return cast(Kind, word) if word in KINDS else None
