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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from audit_forms.differing import Difference, of_form, of_question, pairs_of
from audit_forms.model import Form, Question, leaves
from audit_forms.written import written

Change: TypeAlias = Literal["reworded", "rescored", "another", "new", "gone"]
Grade: TypeAlias = Literal["yes", "care", "no"]

_GRADES: tuple[Grade, ...] = ("yes", "care", "no")
_CARE: tuple[Grade, ...] = ("care",)


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
    def counts(self) -> bool:
        """Whether any answer to it changes a score in either form."""
        return any(each is not None and each.counts for each in (self.old, self.new))


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

    A quality may be compared when every question that earns points for it or lowers it, in either
    form, was asked and is scored alike; else, if only that differs, once one rule scores both. The
    whole score also hangs on what is critical, on the cap, and on what stands aside.
    """
    found: dict[str, QuestionDifferences] = {}
    gone = (question.id for question in old.questions if question.id not in new)
    for id in (*(question.id for question in new.questions), *gone):
        found[id] = _question(old, new, id, found)
    return FormDifferences(
        old=old,
        new=new,
        form=tuple(of_form(old, new)),
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
    pairs = pairs_of(old, new)
    found = tuple(of_question(before, after, pairs))
    if (id in old.in_store) != (id in new.in_store):
        # A time noted down later is not the time somebody tapped on the spot.
        stamp = (written(id in form.in_store) for form in (old, new))
        found = (*found, Difference("in_store", "asked", *stamp))
    return QuestionDifferences(before, after, found, _answers(after, found, len(pairs), earlier))


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
    counting = [each for each in questions if quality in _qualities_of(each)]
    if quality not in old.qualities or quality not in new.qualities:
        return Verdict("no", because=tuple(each.question.id for each in counting))
    return _together(counting)


def _qualities_of(each: QuestionDifferences) -> set[str | None]:
    """The qualities that it earns points for, or lowers, in either form."""
    sides = [side for side in (each.old, each.new) if side is not None]
    earned = {side.quality for side in sides} if each.scored else set()
    return earned.union(*(side.lowers or () for side in sides))


def _score(old: Form, new: Form, questions: Iterable[QuestionDifferences]) -> Verdict | None:
    counting = [each for each in questions if each.counts]
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
