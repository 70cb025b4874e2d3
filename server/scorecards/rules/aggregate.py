"""What a store sees only over several visits together, so that none of them can be made out.

Visits are taken in whole groups, the oldest first, by when a store could first have seen them. So
one new visit moves nothing, and the last of a group moves what all of its visits did together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from audit_forms import Form, say
from pdf_templates import contract
from server.scores.queries import SeenTogether
from server.scoring import Part, percent


@dataclass(frozen=True, slots=True)
class Together:
    """One form as a store sees it: a line for each section, `least` visits at a time."""

    title: str
    least: int
    lines: Sequence[contract.QualityLine]

    @property
    def enough(self) -> bool:
        """Whether there is anything to be shown yet."""
        return any(line.ruler.n for line in self.lines)


def together(
    versions: Sequence[Form], seen: Iterable[SeenTogether], language: Literal["en", "es"]
) -> Together:
    """The versions of one form, newest first, and what was found in visits of any of them."""
    newest = versions[0]
    least = max(form.aggregate_of or 0 for form in versions)
    by_section: dict[str, list[Part]] = {}
    for each in seen:
        by_section.setdefault(each.section, []).append(each.found)
    told = [section for section in newest.sections if section.aggregate_of is not None]
    return Together(
        title=say(newest.title, language),
        least=least,
        lines=tuple(
            contract.QualityLine(
                say(section.title, language), _ruler(by_section.get(section.id, ()), least)
            )
            for section in told
            if any(question.scored for question in section.questions)
        ),
    )


def _ruler(found: Sequence[Part], least: int) -> contract.Ruler:
    whole = found[: len(found) // least * least]
    return contract.Ruler(score=percent(Part.of(whole).share), n=len(whole))
