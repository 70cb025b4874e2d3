"""What counts: how lines add up to a score. The only place where they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from audit_forms import Form
from audit_forms.model import PARTIES
from server.scoring.results import Line, Part, Score


def add_up(form: Form, lines: Iterable[Line]) -> Score:
    """The score of these lines, which are the form's or some of them.

    What an answer takes from a quality comes off that quality's sum, which never goes below zero;
    the total is the sum over qualities after that, and of the lines of no quality. Sections and
    parties are what their own lines earned.
    """
    lines = tuple(lines)
    counted = [line for line in lines if line.section not in form.asides]
    earned = _sums(form.qualities, counted, lambda line: line.quality)
    taken = _taken(counted)
    qualities = {key: part.less(taken.get(key, 0)) for key, part in earned.items()}
    outside = Part.of(line for line in counted if line.quality is None)
    return Score(
        total=Part.of((*qualities.values(), outside)),
        cap=form.critical_cap,
        capped_by=tuple(line.question for line in counted if line.critical_failed),
        qualities=qualities,
        earned=earned,
        taken=taken,
        outside=outside,
        sections=_sums((section.id for section in form.sections), lines, lambda line: line.section),
        parties=_parties(form, lines),
        lines=lines,
    )


def _taken(lines: Iterable[Line]) -> Mapping[str, int]:
    taken: Counter[str] = Counter()
    for line in lines:
        taken.update(line.lowers)
    return dict(taken)


def _parties(form: Form, lines: Iterable[Line]) -> dict[str, Part]:
    """What was found of each party, without what a store sees only over several visits."""
    told = [section for section in form.sections if section.aggregate_of is None]
    party_of = {section.id: section.party for section in told}
    seen = [party for party in PARTIES if party in party_of.values()]
    return _sums(seen, lines, lambda line: party_of.get(line.section))


def _sums(
    keys: Iterable[str], lines: Iterable[Line], key_of: Callable[[Line], str | None]
) -> dict[str, Part]:
    gathered: dict[str | None, list[Line]] = {key: [] for key in keys}
    for line in lines:
        gathered.setdefault(key_of(line), []).append(line)
    return {key: Part.of(some) for key, some in gathered.items() if key is not None}
