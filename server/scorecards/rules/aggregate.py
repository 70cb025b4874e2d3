"""What a store sees only over several visits together, so that none of them can be made out.

Visits are taken in whole groups, in the order in which they were published. A group is fixed when
it is whole. So one new visit moves nothing, the last of a group adds what all of its visits did
together, and nothing that is corrected later moves what has been shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from audit_forms import Form, say
from pdf_templates import contract
from server.actions.queries import Shown
from server.kernel.quarters import Quarter
from server.programmes.models import Programme
from server.scorecards.rules.assembly import commended, digest_of
from server.scorecards.rules.words import WORDS, locale_of
from server.scores.queries import SeenTogether
from server.scores.rules import CLOSINGS
from server.scoring import Part, basis_points, percent
from server.statistics import Sums, estimate, pooled
from server.stores.models import Store

# How far visits lie apart would tell of single ones, so an interval rests on how far whole groups
# do: on so many of them, at least.
LEAST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One section: its questions in words, what its groups of visits earned, and its ruler."""

    section: str
    name: str
    asked: Sequence[str]
    groups: int
    found: Part
    ruler: contract.Ruler


@dataclass(frozen=True, slots=True)
class Closing:
    """How complaints ended: `visits` of the `of` in whose groups that was counted."""

    id: str
    name: str
    visits: int
    of: int


@dataclass(frozen=True, slots=True)
class Together:
    """One form as a store sees it: a line for each section, `least` visits at a time.

    `first` and `last` are the months in which its visits count; None before there are enough.
    """

    programme: UUID
    form: str
    title: str
    least: int
    lines: Sequence[Line]
    first: date | None
    last: date | None
    language: Literal["en", "es"]
    closings: Sequence[Closing] = ()

    @property
    def period(self) -> str:
        """`Quarter 4 of 2026`, or from one to another; "" before there is anything to be shown."""
        if self.quarters is None:
            return ""
        first, last = self.quarters
        words, said = WORDS[self.language], {"number": first.number, "year": first.year}
        if first == last:
            return words["in_quarter"].format(**said)
        return words["in_quarters"].format(**said, last_number=last.number, last_year=last.year)

    @property
    def enough(self) -> bool:
        """Whether there is anything to be shown yet."""
        return any(line.groups for line in self.lines)

    @property
    def quarters(self) -> tuple[Quarter, Quarter] | None:
        """The first and the last quarter of its visits: no finer is it told when they were."""
        if self.first is None or self.last is None:
            return None
        return Quarter.of(self.first), Quarter.of(self.last)

    @property
    def visits(self) -> int:
        """How many visits stand behind the section with the most of them."""
        return max((line.ruler.n for line in self.lines), default=0)


def together(
    of: tuple[UUID, str],
    newest: Form,
    least: int,
    seen: Iterable[SeenTogether],
    language: Literal["en", "es"],
) -> Together:
    """A form in its newest version, and the groups of visits on any version of it."""
    by_section: dict[str, list[SeenTogether]] = {}
    for each in seen:
        if (each.programme, each.form) == of:
            by_section.setdefault(each.section, []).append(each)
    told = [
        section
        for section in newest.sections
        if section.aggregate_of is not None and any(q.scored for q in section.questions)
    ]
    shown = [each for section in told for each in by_section.get(section.id, ())]
    return Together(
        programme=of[0],
        form=of[1],
        title=say(newest.title, language),
        least=least,
        lines=tuple(
            _line(
                section.id,
                say(section.title, language),
                tuple(say(q.text, language) for q in section.questions if q.scored),
                by_section.get(section.id, ()),
            )
            for section in told
        ),
        first=min((each.first for each in shown), default=None),
        last=max((each.last for each in shown), default=None),
        language=language,
        closings=tuple(_closings(shown, language)),
    )


def _closings(groups: Sequence[SeenTogether], language: Literal["en", "es"]) -> Iterator[Closing]:
    """Each way to end of which any group tells, over the visits of the groups that tell it."""
    for id in CLOSINGS:
        told = [each for each in groups if id in each.closings]
        if told:
            count, of = sum(each.closings[id] for each in told), sum(each.visits for each in told)
            yield Closing(id, WORDS[language][f"closing_{id}"], count, of)


def _line(id: str, name: str, asked: Sequence[str], groups: Sequence[SeenTogether]) -> Line:
    found = Part.of(each.found for each in groups)
    return Line(id, name, asked, len(groups), found, _ruler(found, groups))


def _ruler(found: Part, groups: Sequence[SeenTogether]) -> contract.Ruler:
    score, n = percent(found.share), sum(each.visits for each in groups)
    if score is None:
        return contract.Ruler(None, n)
    shares = [basis_points(each.found.share) or 0 for each in groups]
    sums = Sums(len(shares), sum(shares), sum(share * share for share in shares))
    told = estimate(sums, pooled([sums]), minimum=LEAST_GROUPS)
    if told.low is None or told.high is None:
        return contract.Ruler(score, n, too_few=True)
    # Groups weigh by their points in the score and alike in the interval: it still holds the score.
    return contract.Ruler(score, n, min(told.low, score), max(told.high, score))


def card(
    found: Together,
    store: Store,
    programme: Programme,
    thanks: Iterable[Shown],
) -> contract.Together:
    """The input of its page; equal groups give an equal one, digest included."""
    language = found.language
    shown = [line for line in found.lines if line.groups]
    data = contract.Together(
        store_name=store.name,
        store_code=store.code,
        store_address=store.address,
        programme=programme.name,
        period=found.period,
        form_title=found.title,
        language=language,
        visits=found.visits,
        least=found.least,
        sentence=_sentence(shown, language),
        lines=tuple(
            contract.SeenLine(
                *(line.name, line.ruler, line.found.points, line.found.possible, tuple(line.asked))
            )
            for line in shown
        ),
        digest="",
        to_come=tuple(line.name for line in found.lines if not line.groups),
        closings=tuple(
            contract.Closing(each.name, each.visits, each.of) for each in found.closings
        ),
        thanks=tuple(commended(each, language) for each in thanks),
        locale=locale_of(language, store.locale).replace("_", "-"),
        page_size="Letter" if programme.page_size == "Letter" else "A4",
    )
    return replace(data, digest=digest_of(data))


def _sentence(lines: Sequence[Line], language: Literal["en", "es"]) -> str:
    """Which section stands highest and which lowest, where there are several."""
    scored = [(line.ruler.score, line.name) for line in lines if line.ruler.score is not None]
    if len(scored) < 2:
        return ""
    (high, best), (low, worst) = max(scored, key=_score), min(scored, key=_score)
    if high == low:
        return WORDS[language]["same_sections"].format(high=high)
    return WORDS[language]["best"].format(best=best, high=high, worst=worst, low=low)


def _score(scored: tuple[int, str]) -> int:
    return scored[0]
