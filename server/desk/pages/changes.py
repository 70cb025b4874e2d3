"""What differs between two versions of a form, as a page says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
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
    say,
)
from server.programmes import queries
from server.web.languages import language as spoken


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_CHANGES: Mapping[str, str] = {
    "same": _("the same"),
    "reworded": _("reworded"),
    "rescored": _("rescored"),
    "another": _("another question under the same id"),
    "new": _("new"),
    "gone": _("gone"),
}
_GRADES = {"yes": _("Yes"), "care": _("With care"), "no": _("No")}


@dataclass(frozen=True, slots=True)
class Change:
    """One question that differs: in which ways, and what of it, line by line."""

    question: str
    text: str
    kinds: str
    lines: tuple[str, ...]


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
    questions: tuple[Change, ...]
    results: tuple[Result, ...]


def changes(found: FormDifferences, language: str) -> Changes:
    """What differs from the older form to the newer one, and which results may be compared."""
    kinds: Counter[str] = Counter(
        kind for each in found.questions for kind in each.changes or ("same",)
    )
    differing = [each for each in found.questions if each.changes or each.differences]
    return Changes(
        nothing=found.nothing,
        counts=tuple(
            f"{kinds[kind]} {gettext(words)}" for kind, words in _CHANGES.items() if kinds[kind]
        ),
        form=tuple(map(_line, found.form)),
        questions=tuple(_change(each, language) for each in differing),
        results=tuple(_results(found, language)),
    )


def _change(each: QuestionDifferences, language: str) -> Change:
    return Change(
        question=each.question.id,
        text=say(each.question.text, language),
        kinds=", ".join(gettext(_CHANGES[kind]) for kind in each.changes),
        lines=tuple(map(_line, each.differences)),
    )


def _line(one: Difference) -> str:
    """`tip (es): “a” → “b”`: keys are written as in the form's own file."""
    key = " ".join(filter(None, (one.key, one.answer, one.language and f"({one.language})")))
    if one.answer and not (one.old and one.new):
        kind = _CHANGES["gone" if one.old else "new"]
        return f"{key}: {gettext(kind)}, “{one.old or one.new}”"
    none = gettext("none")
    old, new = (f"“{side}”" if one.language else side or none for side in (one.old, one.new))
    return f"{key}: {old} → {new}"


def _results(found: FormDifferences, language: str) -> list[Result]:
    shared = [each for each in found.questions if each.old is not None and each.new is not None]
    alike = sum(each.answers.grade == "yes" for each in shared)
    words = ngettext("The answers to %(num)d question", "The answers to %(num)d questions", alike)
    listed = [_result(words, Verdict("yes"))] if alike else []
    for each in shared:
        if each.answers.grade != "yes":
            name = gettext("Answers to “%(question)s”", question=say(each.question.text, language))
            listed.append(_result(name, each.answers))
    for id, verdict in found.qualities.items():
        named = next(f.qualities[id] for f in (found.new, found.old) if id in f.qualities)
        quality = gettext("Quality: %(quality)s", quality=say(named, language))
        listed.append(_result(quality, verdict))
    if found.score is not None:
        listed.append(_result(gettext("Score of the whole visit"), found.score))
    return listed


def _result(name: str, verdict: Verdict) -> Result:
    grade = gettext(_GRADES[verdict.grade])
    if verdict.rescore:
        grade = gettext("%(grade)s, once both are scored by one rule", grade=grade)
    return Result(name, grade, verdict.because)


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
