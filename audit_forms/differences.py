"""What differs between two forms, question by question, and which results may still be compared.

The rule rests on what each difference does to an answer that is already stored:

- It was asked otherwise (other words, other answers to choose from, asked at other times, other
  limits): the old and the new answers are answers to two questions.
- Only a hint beside the question differs (the tip, the order of the options): what was meant may
  have shifted a little, so it counts as reworded, and the answers may be compared with care.
- It is only scored otherwise (points, weight, critical, quality): the answers mean what they meant,
  and can be scored anew by either rule.
- Only what follows from an answer differs (a comment, an action, who sees it): nothing changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from audit_forms.model import (
    DEFAULT_MAX_LENGTH,
    DEFAULT_MAX_PHOTOS,
    Form,
    Part,
    Question,
    Section,
    Text,
    leaves,
)
from audit_forms.written import points_written, written

Effect: TypeAlias = Literal["asked", "hint", "scored", "follows"]
Change: TypeAlias = Literal["reworded", "rescored", "another", "new", "gone"]
Grade: TypeAlias = Literal["yes", "care", "no"]
# A language of the old form and the one of the new form to hold against it.
Pair: TypeAlias = tuple[str, str]

_GRADES: tuple[Grade, ...] = ("yes", "care", "no")
_CARE: tuple[Grade, ...] = ("care",)
_ASKED = (
    *("kind", "part", "ask_when", "between", "required", "na"),
    *("min", "max", "decimals", "min_length", "max_length"),
)
_SCORED = ("quality", "weight", "points_cap", "critical")
_FOLLOWS = ("comment_when", "comment_min_length", "action_when", "shown_to")
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

    `language` is set for words, `answer` names the option or step (or the quality, part or section)
    they belong to. An empty `old` or `new` means that form says nothing there.
    """

    key: str
    effect: Effect
    old: str
    new: str
    language: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether results may be compared, with care, or not, and the questions that stand in the way.

    `rescore`: first the answers of both must be scored by one of the two rules.
    """

    grade: Grade
    rescore: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionDifferences:
    """One question id in two forms. `answers` says whether the answers given may be compared."""

    old: Question | None
    new: Question | None
    differences: tuple[Difference, ...]
    answers: Verdict

    @property
    def question(self) -> Question:
        """The question as the new form has it, else as the old one had it."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def changes(self) -> tuple[Change, ...]:
        """In which ways it changed; nothing when it is the same.

        Of another kind it is another question, whatever its words: answers that are numbers and
        answers that are options have nothing in common.
        """
        if self.old is None or self.new is None:
            return ("new",) if self.old is None else ("gone",)
        if self.old.kind != self.new.kind:
            return ("another",)
        effects = {difference.effect for difference in self.differences}
        reworded: tuple[Change, ...] = ("reworded",) if effects & {"asked", "hint"} else ()
        return (*reworded, "rescored") if "scored" in effects else reworded

    @property
    def moved(self) -> tuple[str, str] | None:
        """The section it was in and the one it is in now, when these differ."""
        if self.old is None or self.new is None or self.old.section == self.new.section:
            return None
        return self.old.section, self.new.section

    @property
    def only(self) -> tuple[str, ...]:
        """The keys for which it counts as reworded, when its own text is not among them."""
        keys = dict.fromkeys(d.key for d in self.differences if d.effect in ("asked", "hint"))
        return () if "text" in keys else tuple(keys)

    @property
    def scored(self) -> bool:
        """Whether it earns points in either form."""
        return any(each is not None and each.scored for each in (self.old, self.new))

    @property
    def critical(self) -> bool:
        """Whether it can hold the whole score down in either form."""
        return any(each is not None and each.critical is not None for each in (self.old, self.new))


@dataclass(frozen=True, slots=True)
class FormDifferences:
    """Two forms side by side. Questions stand in the new form's order, those that are gone last.

    `qualities` has a verdict for every quality of either form, `score` the one for the score of the
    whole visit (None where neither form scores anything).
    """

    old: Form
    new: Form
    form: tuple[Difference, ...]
    questions: tuple[QuestionDifferences, ...]
    qualities: Mapping[str, Verdict]
    score: Verdict | None

    @property
    def nothing(self) -> bool:
        """Whether nothing differs at all but the form's name and version."""
        differ = any(each.changes or each.differences or each.moved for each in self.questions)
        return not (differ or self.form)


def compare(old: Form, new: Form) -> FormDifferences:
    """Compare two versions of a form, or two forms that share questions, by question id.

    An id means one thing for ever, so what has another id is another question however alike its
    words. Swapping the forms swaps new and gone, and changes no verdict.

    A quality may be compared when every question that earns points for it, in either form, was
    asked and is scored alike; where only the scoring differs, once both are scored by one rule. The
    whole score also hangs on what is critical, on the cap, and on what stands aside.
    """
    found: dict[str, QuestionDifferences] = {}
    gone = (question.id for question in old.questions if question.id not in new)
    for id in (*(question.id for question in new.questions), *gone):
        found[id] = _question(old, new, id, found)
    return FormDifferences(
        old=old,
        new=new,
        form=tuple(_of_form(old, new)),
        questions=tuple(found.values()),
        qualities={
            quality: _quality(old, new, quality, found.values())
            for quality in dict.fromkeys((*new.qualities, *old.qualities))
        },
        score=_score(old, new, found.values()),
    )


def _question(
    old: Form, new: Form, id: str, earlier: Mapping[str, QuestionDifferences]
) -> QuestionDifferences:
    before = old.question(id) if id in old else None
    after = new.question(id) if id in new else None
    if before is None or after is None:
        return QuestionDifferences(before, after, (), Verdict("no"))
    pairs = _pairs(old, new)
    found = tuple(_of_question(before, after, pairs))
    if (id in old.in_store) != (id in new.in_store):
        # A time noted down later is not the time somebody tapped on the spot.
        stamp = (written(id in form.in_store) for form in (old, new))
        found = (*found, Difference("in_store", "asked", *stamp))
    return QuestionDifferences(before, after, found, _answers(after, found, len(pairs), earlier))


def _pairs(old: Form, new: Form) -> tuple[Pair, ...]:
    """The languages to compare texts in: those of both; a form with others is taken at its first.

    A language that is added or dropped leaves every other wording as it was.
    """
    shared = tuple((each, each) for each in old.languages if each in new.languages)
    return shared or ((old.languages[0], new.languages[0]),)


# -- whether results may be compared


def _answers(
    question: Question,
    found: tuple[Difference, ...],
    languages: int,
    earlier: Mapping[str, QuestionDifferences],
) -> Verdict:
    """Its own differences, and those of the questions it rests on.

    A derived duration is as good as the worse of its stamps. Where the question that decides who is
    asked may not be compared, other visits may have come to be asked this one: compare with care.
    """
    own = _own_grade(found, languages)
    if own == "no":
        return Verdict("no")
    stamps = {id: earlier[id].answers.grade for id in question.between or ()}
    deciding = {leaf.name for leaf in leaves(question.ask_when) if leaf.subject == "question"}
    unlike = [id for id in sorted(deciding) if earlier[id].answers.grade == "no"]
    grade = _worst((own, *stamps.values(), *_CARE[: len(unlike)]))
    rescore = grade != "no" and any(each.effect == "scored" for each in found)
    because = dict.fromkeys((*(id for id in stamps if stamps[id] != "yes"), *unlike))
    return Verdict(grade, rescore, tuple(because))


def _own_grade(found: Iterable[Difference], languages: int) -> Grade:
    """With care for a hint, or for words that stayed what they were in one language at least."""
    telling = [each for each in found if each.effect in ("asked", "hint")]
    asked = [each for each in telling if each.effect == "asked"]
    reworded = {each.language for each in asked}
    if "" in reworded or len(reworded) == languages:
        return "no"
    return "care" if telling else "yes"


def _worst(grades: Iterable[Grade]) -> Grade:
    return max(grades, key=_GRADES.index, default="yes")


def _quality(
    old: Form, new: Form, quality: str, questions: Iterable[QuestionDifferences]
) -> Verdict:
    counting = [each for each in questions if each.scored and quality in _qualities_of(each)]
    if quality not in old.qualities or quality not in new.qualities:
        return Verdict("no", because=tuple(each.question.id for each in counting))
    return _together(counting)


def _qualities_of(each: QuestionDifferences) -> set[str | None]:
    return {side.quality for side in (each.old, each.new) if side is not None}


def _score(old: Form, new: Form, questions: Iterable[QuestionDifferences]) -> Verdict | None:
    counting = [each for each in questions if each.scored or each.critical]
    if not counting:
        return None
    verdict = _together(counting)
    if (old.critical_cap, old.asides) == (new.critical_cap, new.asides):
        return verdict
    return replace(verdict, rescore=verdict.grade != "no")


def _together(counting: Iterable[QuestionDifferences]) -> Verdict:
    """What is summed up over questions is as comparable as the worst of them."""
    unlike = [each for each in counting if each.answers.grade != "yes" or each.answers.rescore]
    grade = _worst(each.answers.grade for each in unlike)
    rescore = grade != "no" and any(each.answers.rescore for each in unlike)
    return Verdict(grade, rescore, tuple(each.question.id for each in unlike))


# -- what differs


def _of_question(old: Question, new: Question, pairs: Iterable[Pair]) -> Iterator[Difference]:
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


def _of_form(old: Form, new: Form) -> Iterator[Difference]:
    pairs = _pairs(old, new)
    yield from _listed("languages", "asked", old.languages, new.languages)
    yield from _words("title", "hint", old.title, new.title, pairs)
    yield from _entries("qualities", "scored", old.qualities, new.qualities, pairs)
    yield from _entries("parts", "hint", _titles(old.parts), _titles(new.parts), pairs)
    yield from _entries("sections", "hint", _titles(old.sections), _titles(new.sections), pairs)
    yield from _facts(old, new)
    yield from _listed("in_store", "asked", old.in_store, new.in_store)
    yield from _listed("critical_cap", "scored", old.critical_cap, new.critical_cap)
    parties = (tuple(f"{s.id}: {s.party}" for s in f.sections if s.party) for f in (old, new))
    yield from _listed("parties", "scored", *parties)
    yield from _order("questions", *(tuple(q.id for q in form.questions) for form in (old, new)))


def _facts(old: Form, new: Form) -> Iterator[Difference]:
    for id in dict.fromkeys((*old.facts, *new.facts)):
        sides = (form.facts.get(id) for form in (old, new))
        before, after = ("" if side is None else written(side.values) for side in sides)
        if before != after:
            yield Difference("facts", "asked", before, after, answer=id)


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
