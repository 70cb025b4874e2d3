"""Two forms side by side, as a person reads it in a terminal and as rows for a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table

from audit_forms import (
    Difference,
    Form,
    FormDifferences,
    QuestionDifferences,
    Verdict,
    different,
    say,
)
from server.cli.in_common import listed, sentences
from server.cli.in_common import rows as rows_in_common

_CHANGES = {
    "reworded": "reworded",
    "rescored": "rescored",
    "another": "another question under the same id",
    "new": "new",
    "gone": "gone",
}
_GRADES = {"yes": "yes", "care": "with care", "no": "no"}
_NOTES = {
    "with care": "With care: only a hint or one language differs, or others may have been asked.",
    "rescored": "Rescored: the answers stay; score those of both forms by the rule of one.",
}
HEADER = (
    *("about", "id", "section", "text", "change", "moved_from", "differs", "language", "answer"),
    *("old", "new", "may_be_compared", "in_the_way"),
)


def show(found: FormDifferences, language: str) -> None:
    """Print a summary, what differs by section, and which results may be compared.

    Of two different forms, what they share and what that lets one compare comes first.
    """
    # Brackets and colons in a form's texts are its author's, not ours to give a meaning.
    console = Console(markup=False, highlight=False, emoji=False)
    if different(found):
        console.print(*sentences(found, language), sep="\n")
        both = list(listed(found, language))
        if both:
            _print(console, "In both", ("Module", "May be compared", "Sections"), both)
        console.print()
    console.print(f"{_name(found.old)} → {_name(found.new)}: {_summary(found)}")
    if found.form:
        console.print("\nThe form", *map(_sentence, found.form), sep="\n  ")
    for title, differing in _sections(found, language):
        _print(console, title, ("Question", "Change", "What differs"), differing)
    verdicts = list(_verdicts(found, language))
    if verdicts:
        heading = "Results that may be compared"
        _print(console, heading, ("Result", "May be compared", "In the way"), verdicts)
    console.print()
    for word, note in _NOTES.items():
        if any(word in cells[1] for cells in verdicts):
            console.print(note)


def _print(
    console: Console, title: str, header: Iterable[str], rows: Iterable[tuple[str, str, str]]
) -> None:
    table = Table(box=None, expand=True, padding=(0, 2, 0, 0))
    for name, ratio in zip(header, (3, 3, 6), strict=True):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(f"\n{title}")
    console.print(table)


def _name(form: Form) -> str:
    return f"{form.id}@{form.version}"


def _summary(found: FormDifferences) -> str:
    if found.nothing:
        return f"nothing differs, all {len(found.questions)} questions are the same."
    kinds = Counter(_change(each) for each in found.questions)
    words = dict.fromkeys(("same", "reworded", "rescored", "new", "gone", *kinds))
    counts = ", ".join(f"{kinds[word]} {word}" for word in words)
    return f"{len(found.questions)} questions: {counts}."


def _change(each: QuestionDifferences) -> str:
    return " and ".join(_CHANGES[change] for change in each.changes) or "same"


def _changed(each: QuestionDifferences) -> str:
    """How it changed, and in what alone where its own words did not."""
    only = f" only in {', '.join(each.only)}" if "reworded" in each.changes and each.only else ""
    return _change(each).replace("reworded", f"reworded{only}")


def _sections(
    found: FormDifferences, language: str
) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Title and rows of each section in which something differs."""
    titles = _titles(found.old, language) | _titles(found.new, language)
    rows: dict[str, list[tuple[str, str, str]]] = {id: [] for id in titles}
    for each in found.questions:
        if each.changes or each.differences or each.moved:
            rows[each.question.section].append(_row(each, titles, language))
    ordered = dict.fromkeys((*_titles(found.new, language), *titles))
    yield from ((titles[id], rows[id]) for id in ordered if rows[id])


def _titles(form: Form, language: str) -> dict[str, str]:
    return {section.id: say(section.title, language) for section in form.sections}


def _row(each: QuestionDifferences, titles: dict[str, str], language: str) -> tuple[str, str, str]:
    lines = [say(each.question.text, language)]
    if each.moved:
        lines.append(f"moved here from “{titles[each.moved[0]]}”")
    lines += map(_sentence, each.differences)
    return each.question.id, _changed(each), "\n".join(lines)


def _sentence(one: Difference) -> str:
    """`tip (es): “a” → “b”`; what only one of the forms has is called new or gone."""
    key = " ".join(filter(None, (one.key, one.answer, one.language and f"({one.language})")))
    if one.answer and not (one.old and one.new):
        return f"{key}: {'gone' if one.old else 'new'}, “{one.old or one.new}”"
    old, new = (f"“{side}”" if one.language else side or "none" for side in (one.old, one.new))
    return f"{key}: {old} → {new}"


def _verdicts(found: FormDifferences, language: str) -> Iterator[tuple[str, str, str]]:
    """A line for the questions that are as they were, then one for each other result."""
    shared = [each for each in found.questions if each.old is not None and each.new is not None]
    alike = sum(each.answers.grade == "yes" for each in shared)
    if alike:
        yield f"Answers to {alike} of the {len(shared)} questions in both", "yes", ""
    for each in shared:
        if each.answers.grade != "yes":
            yield f"Answers to {each.question.id}", _GRADES[each.answers.grade], _standing(each)
    for _about, _id, name, verdict, why in _sums(found, language):
        yield name, _grade(verdict), why


def _sums(found: FormDifferences, language: str) -> Iterator[tuple[str, str, str, Verdict, str]]:
    """What is added up over questions: the qualities and the whole score."""
    for id, verdict in found.qualities.items():
        names = [form.qualities[id] for form in (found.new, found.old) if id in form.qualities]
        only = "" if len(names) == 2 else "in one form only; "
        name = say(names[0], language)
        yield "quality", id, f"Quality: {name}", verdict, only + _in_the_way(found, verdict)
    if found.score is not None:
        cap = [each.key for each in found.form if each.key == "critical_cap"]
        why = ", ".join(filter(None, (_in_the_way(found, found.score), *cap)))
        yield "score", "", "Score of the whole visit", found.score, why


def _grade(verdict: Verdict) -> str:
    return _GRADES[verdict.grade] + (", once rescored" if verdict.rescore else "")


def _in_the_way(found: FormDifferences, verdict: Verdict) -> str:
    known = {each.question.id: each for each in found.questions}
    return ", ".join(f"{id} ({_standing(known[id]) or 'same'})" for id in verdict.because)


def _standing(each: QuestionDifferences) -> str:
    """Why its answers, or its points, are not simply comparable."""
    rests = f"rests on {', '.join(each.answers.because)}" if each.answers.because else ""
    return "; ".join(filter(None, (_changed(each) if each.changes else "", rests)))


def rows(found: FormDifferences, language: str) -> Iterator[tuple[str, ...]]:
    """The same for a spreadsheet, under HEADER: a row per difference, one where there is none."""
    if different(found):
        yield from rows_in_common(found, language)
    for one in found.form:
        yield ("form", "", "", "", "", "", *_cells(one), "", "")
    for each in found.questions:
        start = ("question", each.question.id, each.question.section)
        text, moved = say(each.question.text, language), each.moved[0] if each.moved else ""
        # What is only scored otherwise was still answered alike.
        end = _GRADES[each.answers.grade], "" if each.answers.grade == "yes" else _standing(each)
        for cells in [_cells(one) for one in each.differences] or [("",) * 5]:
            yield (*start, text, _change(each), moved, *cells, *end)
    for about, id, name, verdict, why in _sums(found, language):
        yield (about, id, "", name, *("",) * 7, _grade(verdict), why)


def _cells(one: Difference) -> tuple[str, ...]:
    return one.key, one.language, one.answer, one.old, one.new
