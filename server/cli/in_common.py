"""What two different forms share, and so which results compare across them, in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit_forms import Form, FormDifferences, Section, Shared, in_common, only_in, say


def sentences(found: FormDifferences, language: str) -> Iterator[str]:
    """The modules that both use, which results may be compared, and what only one form asks."""
    shared = in_common(found)
    yield f"{_name(found.old)} and {_name(found.new)} are two forms. {_modules(shared)}"
    yield _results(found, shared, language)
    for form, other in ((found.old, found.new), (found.new, found.old)):
        alone = tuple(only_in(form, other))
        if alone:
            yield f"Only {_name(form)} has: {_quoted(alone, language)}."


def listed(found: FormDifferences, language: str) -> Iterator[tuple[str, str, str]]:
    """For each module in both: its name, which of its answers may be compared, its sections."""
    for each in in_common(found):
        names = " → ".join(each.modules) or "no common module"
        titles = _quoted(each.sections(found.new), language)
        hinders = f"\ndiffers: {', '.join(each.changed)}" if each.changed else ""
        yield names, _answers(each), titles + hinders


def rows(found: FormDifferences, language: str) -> Iterator[tuple[str, ...]]:
    """The same for a spreadsheet, in the columns of a comparison."""
    for each in in_common(found):
        old, new = (each.modules[0], each.modules[-1]) if each.modules else ("", "")
        titles = ", ".join(say(section.title, language) for section in each.sections(found.new))
        change = "same" if old == new else "another version"
        start = ("module", new, "", titles, change if new else "no common module")
        yield (*start, *("",) * 4, old, new, _answers(each), ", ".join(each.changed))


def _modules(shared: Iterable[Shared]) -> str:
    names = [" → ".join(each.modules) for each in shared if each.modules]
    if not names:
        return "They share no module."
    return f"They share {_count(len(names), 'module')}: {', '.join(names)}."


def _results(found: FormDifferences, shared: tuple[Shared, ...], language: str) -> str:
    both = sum(len(each.questions) for each in shared)
    if not both:
        return "No question is in both, so no result of one compares with a result of the other."
    yes, care = (sum(len(s.graded(grade)) for s in shared) for grade in ("yes", "care"))
    told = f"Of {_count(both, 'question')} in both, the answers to {yes} may be compared"
    told += f", and to {care} more with care" if care else ""
    return f"{told}. {_sums(found, language)}".strip()


def _sums(found: FormDifferences, language: str) -> str:
    if not found.qualities and found.score is None:
        return ""
    known = dict(found.old.qualities) | dict(found.new.qualities)
    may = [say(known[id], language) for id, v in found.qualities.items() if v.grade != "no"]
    if found.score is not None and found.score.grade != "no":
        may.append("the score of the whole visit")
    if may:
        return f"What is added up may be compared, as said below, for {', '.join(may)}."
    return "No quality and no score of a whole visit may: other questions stand behind them."


def _answers(shared: Shared) -> str:
    count, may = len(shared.questions), len(shared.graded("yes", "care"))
    care = len(shared.graded("care"))
    return f"{may} of {_count(count, 'answer')}" + (f", {care} with care" if care else "")


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"


def _quoted(sections: Iterable[Section], language: str) -> str:
    return ", ".join(f"“{say(section.title, language)}”" for section in sections)


def _name(form: Form) -> str:
    return f"{form.id}@{form.version}"
