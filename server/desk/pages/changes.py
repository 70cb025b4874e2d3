"""What differs between two versions of a form, as a page says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext, ngettext

from audit_forms import (
    Form,
    FormDifferences,
    QuestionDifferences,
    Verdict,
    compare,
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
    """All that differs, in the words of one language."""

    nothing: bool
    counts: tuple[str, ...]
    form: tuple[str, ...]
    sections: tuple[Group, ...]
    results: tuple[Result, ...]


def changes(found: FormDifferences, language: str) -> Changes:
    """What differs from the older form to the newer one, and which results may be compared."""
    kinds: Counter[str] = Counter(
        kind for each in found.questions for kind in each.changes or ("same",)
    )
    differing = Differing(found.old, found.new, language)
    return Changes(
        nothing=found.nothing,
        counts=tuple(
            f"{kinds[kind]} {gettext(words)}" for kind, words in _CHANGES.items() if kinds[kind]
        ),
        form=tuple(map(differing.of_form, found.form)),
        sections=tuple(_grouped(found, differing, language)),
        results=tuple(_results(found, language)),
    )


def _grouped(found: FormDifferences, differing: Differing, language: str) -> Iterator[Group]:
    """Section by section, in the order of the newer form; what is gone with it comes last."""
    old, new = (
        {section.id: say(section.title, language) for section in form.sections}
        for form in (found.old, found.new)
    )
    for id, title in {**new, **{id: title for id, title in old.items() if id not in new}}.items():
        here = [each for each in found.questions if each.question.section == id and _differs(each)]
        if here:
            changes = tuple(_change(each, differing, (old, new), language) for each in here)
            yield Group(title, changes)


def _differs(each: QuestionDifferences) -> bool:
    return bool(each.changes or each.differences or each.moved)


def _change(
    each: QuestionDifferences,
    differing: Differing,
    sections: tuple[Mapping[str, str], Mapping[str, str]],
    language: str,
) -> Change:
    lines = [differing.of_question(each, one) for one in each.differences]
    if each.moved:
        before, now = (titles[id] for titles, id in zip(sections, each.moved, strict=True))
        if before != now:
            lines.insert(0, gettext("Moved here from “%(section)s”", section=before))
    return Change(
        text=say(each.question.text, language),
        kinds=", ".join(gettext(_CHANGES[kind]) for kind in each.changes),
        lines=tuple(lines),
    )


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
    for id, verdict in found.qualities.items():
        named = next(f.qualities[id] for f in (found.new, found.old) if id in f.qualities)
        quality = gettext("Quality: %(quality)s", quality=say(named, language))
        listed.append(_result(quality, verdict, texts))
    if found.score is not None:
        listed.append(_result(gettext("Score of the whole visit"), found.score, texts))
    return listed


def _result(name: str, verdict: Verdict, texts: Mapping[str, str]) -> Result:
    grade = gettext(_GRADES[verdict.grade])
    if verdict.rescore:
        grade = gettext("%(grade)s, once both are scored by one rule", grade=grade)
    return Result(name, grade, tuple(texts[id] for id in verdict.because))


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
