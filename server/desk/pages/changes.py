"""What differs between two versions of a form, as a page says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext, ngettext

from audit_forms import (
    Difference,
    Form,
    FormDifferences,
    QuestionDifferences,
    Verdict,
    compare,
    different,
    say,
)
from server.desk.pages.differing import Differing
from server.programmes import queries
from server.web.languages import language as spoken


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_CHANGES: Mapping[str, str] = {
    "same": _("the same"),
    "reworded": _("reworded"),
    "rescored": _("rescored"),
    "another": _("another question in its place"),
    "new": _("new"),
    "gone": _("gone"),
}
# Of two forms, neither of which came before the other.
_ACROSS: Mapping[str, str] = {
    **_CHANGES,
    "new": _("only in the second form"),
    "gone": _("only in the first form"),
}
_GRADES = {"yes": _("Yes"), "care": _("With care"), "no": _("No")}


@dataclass(frozen=True, slots=True)
class Change:
    """One question that differs: in which ways, and what of it, line by line."""

    text: str
    kinds: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one section that differ."""

    title: str
    questions: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One result, whether it may be compared with that of the version before, and what hinders."""

    name: str
    grade: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs, in the words of one language, and the questions that are the same."""

    nothing: bool
    counts: tuple[str, ...]
    form: tuple[str, ...]
    sections: tuple[Group, ...]
    results: tuple[Result, ...]
    same: tuple[str, ...]


def changes(found: FormDifferences, language: str) -> Changes:
    """What differs from the older form to the newer one, and which results may be compared."""
    kinds: Counter[str] = Counter(
        kind for each in found.questions for kind in each.changes or ("same",)
    )
    differing, words = Differing(found.old, found.new, language), words_for(found)
    return Changes(
        nothing=found.nothing,
        counts=tuple(f"{kinds[kind]} {gettext(words[kind])}" for kind in words if kinds[kind]),
        form=tuple(differing.of_form(one) for one in found.form if _telling(found, one)),
        sections=tuple(_grouped(found, differing, language)),
        results=tuple(_results(found, language)),
        same=tuple(say(q.question.text, language) for q in found.questions if not _differs(q)),
    )


def _telling(found: FormDifferences, one: Difference) -> bool:
    """Whether it is worth a line: two forms differ in their titles, and in whole sections."""
    whole = one.key == "title" or (one.key == "sections" and not (one.old and one.new))
    return not (whole and different(found))


def words_for(found: FormDifferences) -> Mapping[str, str]:
    """What each kind of change is called, in English."""
    return _ACROSS if different(found) else _CHANGES


def kinds_of(each: QuestionDifferences, words: Mapping[str, str]) -> str:
    """In which ways a question changed; nothing where it is the same."""
    return ", ".join(gettext(words[kind]) for kind in each.changes)


def _grouped(found: FormDifferences, differing: Differing, language: str) -> Iterator[Group]:
    """Section by section, in the order of the newer form; what is gone with it comes last."""
    words = words_for(found)
    old, new = (
        {section.id: say(section.title, language) for section in form.sections}
        for form in (found.old, found.new)
    )
    for id, title in {**new, **{id: title for id, title in old.items() if id not in new}}.items():
        here = [each for each in found.questions if each.question.section == id and _differs(each)]
        if here:
            yield Group(
                title,
                tuple(
                    Change(
                        text=say(each.question.text, language),
                        kinds=kinds_of(each, words),
                        lines=lines_of(each, differing, (old, new)),
                    )
                    for each in here
                ),
            )


def _differs(each: QuestionDifferences) -> bool:
    return bool(each.changes or each.differences or each.moved)


def lines_of(
    each: QuestionDifferences, differing: Differing, sections: tuple[Mapping[str, str], ...]
) -> tuple[str, ...]:
    """What differs in a question, line by line; `sections` are their titles, old and new, by id."""
    lines = [differing.of_question(each, one) for one in each.differences]
    if each.moved:
        before, now = (titles[id] for titles, id in zip(sections, each.moved, strict=True))
        if before != now:
            lines.insert(0, gettext("Moved here from “%(section)s”", section=before))
    return tuple(lines)


def _results(found: FormDifferences, language: str) -> list[Result]:
    shared = [each for each in found.questions if each.old is not None and each.new is not None]
    alike = sum(each.answers.grade == "yes" for each in shared)
    words = ngettext("The answers to %(num)d question", "The answers to %(num)d questions", alike)
    texts = {each.question.id: say(each.question.text, language) for each in found.questions}
    listed = [_result(words, Verdict("yes"), texts)] if alike else []
    for each in shared:
        if each.answers.grade != "yes":
            name = gettext("Answers to “%(question)s”", question=texts[each.question.id])
            listed.append(_result(name, each.answers, texts))
    listed += [_result(each.name, each.verdict, texts) for each in sums(found, language)]
    return listed


@dataclass(frozen=True, slots=True)
class Sum:
    """What is added up over questions: a quality, or the score of the whole visit without an id."""

    id: str
    name: str
    verdict: Verdict


def sums(found: FormDifferences, language: str) -> Iterator[Sum]:
    """The qualities of either form, then the score."""
    for id, verdict in found.qualities.items():
        named = next(f.qualities[id] for f in (found.new, found.old) if id in f.qualities)
        yield Sum(id, gettext("Quality: %(quality)s", quality=say(named, language)), verdict)
    if found.score is not None:
        yield Sum("", gettext("Score of the whole visit"), found.score)


def _result(name: str, verdict: Verdict, texts: Mapping[str, str]) -> Result:
    return Result(name, graded(verdict), tuple(texts[id] for id in verdict.because))


def graded(verdict: Verdict) -> str:
    """Whether results may be compared."""
    grade = gettext(_GRADES[verdict.grade])
    if verdict.rescore:
        grade = gettext("%(grade)s, once both are scored by one rule", grade=grade)
    return grade


def publish_page(form: Form, seen: str = "") -> str:
    """The question whether to publish a version, and what it changes against the one before.

    `seen` is the digest of the draft that is asked about; a form that ships has none.
    """
    before = queries.before(form)
    return render_template(
        "desk/publish.html",
        form=form,
        title=say(form.title, spoken()),
        seen=seen,
        before=before,
        newer=queries.newer(form),
        changes=changes(compare(before, form), spoken()) if before else None,
    )
