"""What two different forms share, and so which results compare across them, as a page says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from audit_forms import FormDifferences, Section, Shared, in_common, only_in, say
from server.desk.pages.differing import name_of


@dataclass(frozen=True, slots=True)
class Group:
    """The questions that come from one module, or, where it names none, from no common one."""

    module: str
    sections: str
    answers: str
    differs: str


@dataclass(frozen=True, slots=True)
class InCommon:
    """What both forms ask, and which sections only one of them has, by the form's title."""

    sentences: tuple[str, ...]
    groups: tuple[Group, ...]
    alone: tuple[tuple[str, str], ...]


def shared_by(found: FormDifferences, language: str) -> InCommon:
    """What both forms ask and which of its results compare, in the words of one language."""
    shared = in_common(found)
    return InCommon(
        sentences=tuple(_sentences(found, shared)),
        groups=tuple(_group(found, each, language) for each in shared),
        alone=tuple(_alone(found, language)),
    )


def _sentences(found: FormDifferences, shared: Iterable[Shared]) -> Iterator[str]:
    modules = sum(bool(each.modules) for each in shared)
    if modules:
        yield ngettext("Both use %(num)d module.", "Both use %(num)d modules.", modules)
    else:
        yield gettext("They share no module.")
    if not any(each.questions for each in shared):
        yield gettext("No question is in both, so no result of one compares with the other's.")
        return
    yield _answers(shared)
    verdicts = [*found.qualities.values(), *([found.score] if found.score else [])]
    if verdicts and all(verdict.grade == "no" for verdict in verdicts):
        yield gettext("No quality and no score may be compared: other questions make them up.")


def _answers(shared: Iterable[Shared]) -> str:
    """How many of the answers may be compared."""
    both = sum(len(each.questions) for each in shared)
    care, may = (
        sum(len(each.graded(*grades)) for each in shared) for grades in (("care",), ("yes", "care"))
    )
    if not care:
        return gettext("Answers that may be compared: %(may)d of %(both)d.", may=may, both=both)
    return gettext(
        "Answers that may be compared: %(may)d of %(both)d, %(care)d of them with care.",
        may=may,
        both=both,
        care=care,
    )


def _group(found: FormDifferences, shared: Shared, language: str) -> Group:
    return Group(
        module=" → ".join(shared.modules),
        sections=_titles(shared.sections(found.new), language),
        answers=_answers([shared]),
        differs=", ".join(name_of(key) for key in shared.changed),
    )


def _alone(found: FormDifferences, language: str) -> Iterator[tuple[str, str]]:
    for form, other in ((found.old, found.new), (found.new, found.old)):
        titles = _titles(only_in(form, other), language)
        if titles:
            yield say(form.title, language), titles


def _titles(sections: Iterable[Section], language: str) -> str:
    return ", ".join(say(section.title, language) for section in sections)
