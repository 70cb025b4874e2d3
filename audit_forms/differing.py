"""What differs between two forms or questions: which key, and what each form writes there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from audit_forms.model import (
    DEFAULT_MAX_LENGTH,
    DEFAULT_MAX_PHOTOS,
    Fact,
    Form,
    Part,
    Question,
    Section,
    Text,
)
from audit_forms.written import points_written, written

Effect: TypeAlias = Literal["asked", "hint", "scored", "follows"]
# A language of the old form and the one of the new form to hold against it.
Pair: TypeAlias = tuple[str, str]

_ASKED = (
    *("kind", "part", "ask_when", "between", "required", "na"),
    *("min", "max", "decimals", "min_length", "max_length"),
)
_SCORED = ("quality", "weight", "points_cap", "critical", "lowers", "lowers_when")
_FOLLOWS = ("comment_when", "comment_min_length", "action_when", "shown_to", "commends")
_PLAIN: tuple[tuple[str, Effect], ...] = (
    *((key, "asked") for key in _ASKED),
    ("basis", "hint"),
    *((key, "scored") for key in _SCORED),
    *((key, "follows") for key in _FOLLOWS),
)
# What a limit is where it is left out, so that writing it out is no difference.
_UNWRITTEN: Mapping[tuple[str, str], int] = {
    ("several", "min"): 1,
    ("money", "min"): 0,
    ("duration", "min"): 0,
    ("photo", "min"): 1,
    ("photo", "max"): DEFAULT_MAX_PHOTOS,
    ("text", "min_length"): 1,
    ("text", "max_length"): DEFAULT_MAX_LENGTH,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: its key in the form language, and how each form writes it.

    `language` is set for words, `answer` names the option or step (or the quality, part, section or
    fact) they belong to. An empty `old` or `new` means that form says nothing there.
    """

    key: str
    effect: Effect
    old: str
    new: str
    language: str = ""
    answer: str = ""


def pairs_of(old: Form, new: Form) -> tuple[Pair, ...]:
    """The languages to compare texts in: those of both; a form with others is taken at its first.

    A language that is added or dropped leaves every other wording as it was.
    """
    shared = tuple((each, each) for each in old.languages if each in new.languages)
    return shared or ((old.languages[0], new.languages[0]),)


def of_question(old: Question, new: Question, pairs: Iterable[Pair]) -> Iterator[Difference]:
    """What differs between two questions of one id."""
    yield from _words("text", "asked", old.text, new.text, pairs)
    yield from _words("tip", "hint", old.tip, new.tip, pairs)
    yield from _entries("options", "asked", _options(old), _options(new), pairs)
    yield from _entries("steps", "asked", _steps(old), _steps(new), pairs)
    yield from _order("options", tuple(_options(old)), tuple(_options(new)))
    for key, effect in _PLAIN:
        before, after = _plain(old, key), _plain(new, key)
        if before != after:
            yield Difference(key, effect, before, after)
    if not _same_points(old, new):
        yield Difference("points", "scored", points_written(old), points_written(new))
    yield from _words("action", "follows", old.action or {}, new.action or {}, pairs)


def of_form(old: Form, new: Form) -> Iterator[Difference]:
    """What differs between two forms besides their questions."""
    pairs = pairs_of(old, new)
    yield from _listed("languages", "asked", old.languages, new.languages)
    yield from _words("title", "hint", old.title, new.title, pairs)
    yield from _entries("qualities", "scored", old.qualities, new.qualities, pairs)
    yield from _entries("parts", "hint", _titles(old.parts), _titles(new.parts), pairs)
    yield from _entries("sections", "hint", _titles(old.sections), _titles(new.sections), pairs)
    yield from _facts(old, new, pairs)
    yield from _listed("in_store", "asked", old.in_store, new.in_store)
    yield from _listed("critical_cap", "scored", old.critical_cap, new.critical_cap)
    parties = (tuple(f"{s.id}: {s.party}" for s in f.sections if s.party) for f in (old, new))
    yield from _listed("parties", "scored", *parties)
    yield from _by_id("aggregate_of", "scored", *(_aggregates(form) for form in (old, new)))
    for key in ("opens_after_days", "open_for_days"):
        opening = ({part.id: getattr(part, key) for part in form.parts} for form in (old, new))
        yield from _by_id(key, "asked", *opening)
    yield from _order("questions", *(tuple(q.id for q in form.questions) for form in (old, new)))


def _facts(old: Form, new: Form, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    for id in dict.fromkeys((*old.facts, *new.facts)):
        one, other = old.facts.get(id), new.facts.get(id)
        before, after = ("" if side is None else written(side.values) for side in (one, other))
        if before != after:
            yield Difference("facts", "asked", before, after, answer=id)
        if one is not None and other is not None:
            # Whoever answers never reads them, so they are a hint to whoever plans.
            yield from _words("fact name", "hint", one.text, other.text, pairs, id)
            yield from _value_words(one, other, pairs)


def _value_words(old: Fact, new: Fact, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    """The words of the values that both have; `answer` is as in `tier: gold`."""
    before, after = (dict(zip(side.values, side.words, strict=False)) for side in (old, new))
    for value in (each for each in old.values if each in new.values):
        answer = f"{old.id}: {written(value)}"
        one, other = before.get(value, {}), after.get(value, {})
        yield from _words("fact words", "hint", one, other, pairs, answer)


def _by_id(
    key: str, effect: Effect, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[Difference]:
    for id in dict.fromkeys((*old, *new)):
        before, after = written(old.get(id)), written(new.get(id))
        if before != after:
            yield Difference(key, effect, before, after, answer=id)


def _aggregates(form: Form) -> dict[str, int | None]:
    return {section.id: section.aggregate_of for section in form.sections}


def _listed(key: str, effect: Effect, old: object, new: object) -> Iterator[Difference]:
    if old != new:
        yield Difference(key, effect, written(old), written(new))


def _order(key: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Difference]:
    """What is in both but in another order; what comes first may colour what comes after."""
    before, after = [each for each in old if each in new], [each for each in new if each in old]
    while before and before[0] == after[0]:
        del before[0], after[0]
    while before and before[-1] == after[-1]:
        del before[-1], after[-1]
    yield from _listed(f"order of {key}", "hint", tuple(before), tuple(after))


def _words(
    key: str, effect: Effect, old: Text, new: Text, pairs: Iterable[Pair], answer: str = ""
) -> Iterator[Difference]:
    for left, right in pairs:
        before, after = old.get(left, ""), new.get(right, "")
        if before != after:
            language = left if left == right else f"{left}/{right}"
            yield Difference(key, effect, before, after, language, answer)


def _entries(
    key: str,
    effect: Effect,
    old: Mapping[str, Text],
    new: Mapping[str, Text],
    pairs: Iterable[Pair],
) -> Iterator[Difference]:
    for id in dict.fromkeys((*old, *new)):
        if id in old and id in new:
            yield from _words(key, effect, old[id], new[id], pairs, id)
        else:
            before, after = (" / ".join(side.get(id, {}).values()) for side in (old, new))
            yield Difference(key, effect, before, after, answer=id)


def _options(question: Question) -> dict[str, Text]:
    return {option.id: option.text for option in question.options}


def _steps(question: Question) -> dict[str, Text]:
    return {str(step.value): step.text for step in question.steps}


def _titles(entries: Iterable[Part | Section]) -> dict[str, Text]:
    return {each.id: each.title for each in entries}


def _plain(question: Question, key: str) -> str:
    value = getattr(question, key)
    return written(_UNWRITTEN.get((question.kind, key)) if value is None else value)


def _same_points(old: Question, new: Question) -> bool:
    """Points of an answer that only one of them has came with that answer, and are said there.

    Unless they change the most that can be earned, for then every other answer is worth less.
    """
    if old.kind != new.kind or old.points is None or new.points is None:
        return points_written(old) == points_written(new)
    best, now = (replace(each, points_cap=None).possible for each in (old, new))
    shared = old.points.keys() & new.points.keys()
    return best == now and all(old.points[each] == new.points[each] for each in shared)
