"""A published score and the report behind it, turned into the input of the page.

Only what a store may read goes through here: no stamp, nothing marked for the programme, and no
word of who the shopper was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Literal
from uuid import UUID

from audit_forms import Evaluation, Form, Question, say
from audit_forms.model import Section
from pdf_templates import contract
from server.actions.queries import Shown
from server.kernel.ids import readable_number
from server.programmes.models import Programme
from server.programmes.rules import in_words as period_in_words
from server.reviews.rules import about_thanks
from server.scorecards.rules.inside import NOTHING_SAID, OwnSide, gap_of, hint_of, loyalty_of
from server.scorecards.rules.words import (
    WORDS,
    due_in_words,
    locale_of,
    quarter_in_words,
    week_in_words,
    week_of,
    whole,
)
from server.scores.models import Score
from server.scores.rules import loyalty_sections, period_of
from server.scoring import Line, add_up, in_words, percent, taken_in_words
from server.scoring.said import Reader, said
from server.statistics import NOTHING, Estimate, Sums, estimate, pooled

# Questions that ask for praise. An id is never reused for another meaning, so it can be named here.
PRAISE = frozenset({"best_moment"})

MOST_LOSSES = 5
MOST_PRAISE = 3
# What a store can do at once. The table shows every answer that asks for more.
MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class LaterPart:
    """What became of a part of the visit that opened later, as far as it is known for good.

    `became`: reported, promised_nothing, not_followed_up or not_reported. One that can still be
    reported is not told: a store that knew of it could still keep its promise.
    """

    title: Mapping[str, str]
    became: str


@dataclass(frozen=True, slots=True)
class Source:
    """All that a scorecard is made from. `photos` are pairs of question and cleaned JPEG.

    `answers` and `evaluation` are of all parts of the visit that the score rests on. Of the
    questions in `unsaid` it is kept from the store what was answered.
    """

    score: Score
    lines: Sequence[Line]
    programme: Programme
    form: Form
    answers: Mapping[str, Any]
    evaluation: Evaluation
    quarter: Mapping[UUID, Mapping[str, Sums]]
    photos: Sequence[tuple[str, bytes]] = ()
    commendations: Sequence[Shown] = ()
    later: Sequence[LaterPart] = ()
    own: OwnSide = NOTHING_SAID
    unsaid: frozenset[str] = frozenset()


def scorecard(source: Source, language: Literal["en", "es"]) -> contract.Scorecard:
    """The page's whole input; equal sources give an equal one, digest included."""
    page = _Page(source, language)
    data = page.assemble()
    return replace(data, digest=digest_of(data))


def commended(thanks: Shown, language: contract.Language) -> contract.Quote:
    """A commendation as a page tells it."""
    changed = WORDS[language]["changed"] if thanks.edited else ""
    about = " · ".join(part for part in (thanks.to, changed) if part)
    label = WORDS[language]["commended"].format(quality=thanks.quality)
    return contract.Quote(thanks.words, about, label)


def digest_of(data: contract.Scorecard | contract.Together) -> str:
    """Which input it is: equal for equal ones."""

    def hashed(value: object) -> str:
        assert isinstance(value, bytes)
        return hashlib.sha256(value).hexdigest()

    text = json.dumps(asdict(data), default=hashed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


class _Page:
    """One scorecard in one language, in the making."""

    def __init__(self, source: Source, language: Literal["en", "es"]) -> None:
        self.source = source
        self.language = language
        self.words = WORDS[language]
        self.minimum: int = source.programme.minimum_visits
        store = source.score.store
        self.store = store
        self.locale = locale_of(language, store.locale)
        self.reader = Reader(language, self.locale, store.currency, store.zone)
        # What a store reads over several visits only is on no visit's page.
        self.aggregated = {s.id for s in source.form.sections if s.aggregate_of is not None}
        self.shown = [line for line in source.lines if self._is_shown(line)]
        self.scored = add_up(source.form, source.lines)
        # What the customer did is told, and neither costs the store anything nor earns it praise.
        asides = source.form.asides
        self.store_did = [line for line in self.shown if line.section not in asides]

    def assemble(self) -> contract.Scorecard:
        """Everything but the digest."""
        source, store, score = self.source, self.store, self.source.score
        praise = self._praise()
        return contract.Scorecard(
            store_name=store.name,
            store_code=store.code,
            store_address=store.address,
            programme=source.programme.name,
            period=period_in_words(period_of(score), self.language, self.locale),
            form_title=say(source.form.title, self.language),
            form_version=source.form.version,
            language=self.language,
            number=readable_number(score.id),
            overall=self._ruler("overall", self._overall()),
            sentence=self._sentence(),
            qualities=tuple(self._qualities()),
            parties=tuple(self._parties()),
            sections=tuple(self._sections()),
            how_made=self._how_made(),
            digest="",
            published=week_in_words(self._published_week(), self.language),
            went_well=self._went_well(praise),
            costs_most=tuple(self._losses()),
            next_steps=tuple(self._next_steps()),
            gap=gap_of(source.own.view, source.own.seen, self.minimum, self.language),
            gap_hint=hint_of(source.own, self.language),
            loyalty=self._loyalty(),
            comments=tuple(quote for quote in self._quotes() if quote not in praise),
            photos=tuple(self._photos()),
            locale=self.locale.replace("_", "-"),
            page_size="Letter" if source.programme.page_size == "Letter" else "A4",
        )

    def _loyalty(self) -> contract.Loyalty | None:
        """What the quarter's shoppers would do, where this visit's was asked as well."""
        if not loyalty_sections(self.source.form):
            return None
        opinions = self.source.own.opinions
        return loyalty_of(opinions, self.store.id, self.minimum, self.language, self.locale)

    def _is_shown(self, line: Line) -> bool:
        """Whether the store may read the answer, and there is one to read."""
        question = self._question(line)
        return (
            question.shown_to == "store"
            and question.kind != "time"
            and line.reason.code != "not_asked"
            and line.section not in self.aggregated
        )

    def _question(self, line: Line) -> Question:
        return self.source.form.question(line.question)

    def _text(self, line: Line) -> str:
        return say(self._question(line).text, self.language)

    def _answer(self, line: Line) -> str:
        if line.question in self.source.unsaid:
            return self.words["not_shown"]
        derived = self.source.evaluation.derived
        if line.question in derived:
            return said(self._question(line), {"value": derived[line.question]}, self.reader)
        return said(self._question(line), self.source.answers.get(line.question), self.reader)

    # The score and its place in the quarter

    def _overall(self) -> int | None:
        uncapped = self.scored.uncapped
        cap = self.source.form.critical_cap
        if uncapped is None or cap is None or not self.source.score.capped_by:
            return percent(uncapped)
        return percent(min(uncapped, Fraction(cap)))

    def _estimate(self, share: str) -> Estimate:
        quarter = self.source.quarter
        own = quarter.get(self.source.score.store_id, {}).get(share, NOTHING)
        spread = pooled(sums[share] for sums in quarter.values())
        return estimate(own, spread, minimum=self.minimum)

    def _ruler(self, share: str, score: int | None) -> contract.Ruler:
        """This one visit's score; the tick is the store's mean of the quarter, once it has one."""
        found = self._estimate(share)
        if found.too_few or found.mean is None:
            return contract.Ruler(score=score, n=1)
        label = self.words["mark"].format(mean=whole(found.mean), n=found.n)
        return contract.Ruler(score=score, n=1, mark=found.mean, mark_label=label)

    def _qualities(self) -> Iterable[contract.QualityLine]:
        for key, part in self.scored.qualities.items():
            if key in self.source.form.scored_qualities:
                name = say(self.source.form.qualities[key], self.language)
                yield contract.QualityLine(name, self._ruler(key, percent(part.share)))

    def _parties(self) -> Iterable[contract.QualityLine]:
        """What this one visit found of each party of the conversation; no mean is kept of it.

        Where the form looks at one alone, or nobody was talked with, there is none to tell of.
        """
        parties = self.scored.parties
        talked = len(parties) > 1 and any(part.possible for part in parties.values())
        for party, part in parties.items() if talked else ():
            ruler = contract.Ruler(score=percent(part.share), n=1)
            yield contract.QualityLine(self.words[party], ruler)

    def _sentence(self) -> str:
        scored = [(q.name, q.ruler.score) for q in self._qualities() if q.ruler.score is not None]
        parts = [self._held()]
        if not scored:
            parts.append(self.words["nothing"])
        else:
            parts.append(self._compared(scored))
        parts.append(quarter_in_words(self._estimate("overall"), self.language))
        for part in self.source.later:
            title = say(part.title, self.language)
            parts.append(self.words[f"part_{part.became}"].format(part=title))
        return " ".join(part for part in parts if part)

    def _compared(self, scored: Sequence[tuple[str, int]]) -> str:
        """The best and the worst quality; of a single one there is nothing to compare."""
        best = max(scored, key=lambda each: each[1])
        worst = min(scored, key=lambda each: each[1])
        if len(scored) == 1:
            return ""
        kind = "same" if best[1] == worst[1] else "best"
        return self.words[kind].format(best=best[0], high=best[1], worst=worst[0], low=worst[1])

    def _held(self) -> str:
        uncapped, overall = percent(self.scored.uncapped), self._overall()
        if uncapped == overall:
            return ""
        return self.words["held"].format(cap=overall, uncapped=uncapped)

    # What was said

    def _went_well(self, praise: tuple[contract.Quote, ...]) -> tuple[contract.Quote, ...]:
        """Commendations, then other words of praise; where there are none, full marks."""
        commended = tuple(self._commendations())
        return (*commended, *praise) or tuple(self._full_marks())

    def _commendations(self) -> Iterable[contract.Quote]:
        for each in self.source.commendations:
            yield commended(each, self.language)

    def _quotes(self) -> list[contract.Quote]:
        """The shopper's words that the store may read: texts, and comments on answers.

        Words of thanks and what was written about whom they are for can hold a name: a store
        reads them as a reviewer has confirmed them, or not at all.
        """
        quotes = []
        thanks = about_thanks(self.source.form)
        for line in (each for each in self.shown if each.question not in thanks):
            given = self.source.answers.get(line.question) or {}
            if self._question(line).kind == "text" and given.get("value"):
                quotes.append(contract.Quote(given["value"].strip(), self._text(line)))
            if (given.get("comment") or "").strip():
                quotes.append(contract.Quote(given["comment"].strip(), self._text(line)))
        return quotes

    def _praise(self) -> tuple[contract.Quote, ...]:
        """Words that were asked for as praise, and comments on what earned all its points."""
        good = {
            self._text(line) for line in self.store_did if line.question in PRAISE or _full(line)
        }
        return tuple(quote for quote in self._quotes() if quote.source in good)[:MOST_PRAISE]

    def _full_marks(self) -> Iterable[contract.Quote]:
        """Where nobody wrote a word of praise: what earned all its points, the weightiest first."""
        full = [line for line in self.store_did if _full(line)]
        for line in sorted(full, key=lambda line: -line.possible)[:MOST_PRAISE]:
            yield contract.Quote(self._answer(line), self._text(line))

    def _losses(self) -> Iterable[contract.Loss]:
        for line in self._by_loss()[:MOST_LOSSES]:
            if _lost(line):
                yield contract.Loss(self._text(line), _lost(line), self._answer(line))

    def _by_loss(self) -> list[Line]:
        return sorted(self.store_did, key=lambda line: -_lost(line))

    def _published_week(self) -> str:
        return week_of(self.source.score.published_at, self.store.zone)

    def _next_steps(self) -> Iterable[contract.NextStep]:
        day = due_in_words(self._published_week(), self.locale)
        actions = [self._question(line).action for line in self._by_loss() if line.action]
        for action in [each for each in actions if each][:MOST_STEPS]:
            yield contract.NextStep(say(action, self.language), day, self.words["owner"])

    # The tables

    def _sections(self) -> Iterable[contract.SectionTable]:
        for section in self.source.form.sections:
            rows = tuple(
                self._row(line)
                for line in self.shown
                if line.section == section.id and self._question(line).kind not in _ELSEWHERE
            )
            if rows:
                yield contract.SectionTable(self._title(section), rows)

    def _title(self, section: Section) -> str:
        title = say(section.title, self.language)
        aside = section.id in self.source.form.asides
        return self.words["aside"].format(section=title) if aside else title

    def _row(self, line: Line) -> contract.Row:
        code = line.reason.code
        counts = code in {"earned", "critical_failed"}
        said_by_points = counts or code in {"not_scored", "lowers"}
        taken = taken_in_words(line.reason, self.language)
        return contract.Row(
            question=self._text(line),
            answer=self._answer(line),
            points=line.points // line.weight if counts else None,
            possible=line.possible // line.weight if counts else None,
            weight=line.weight,
            reason=taken if said_by_points else in_words(line.reason, self.language),
            critical_failed=line.critical_failed,
        )

    def _how_made(self) -> contract.HowMade:
        source = self.source
        return contract.HowMade(
            points=source.score.points,
            possible=source.score.possible,
            uncapped=percent(self.scored.uncapped),
            weights=tuple(self._weights()),
            cap=source.form.critical_cap,
            capped_by=tuple(
                say(source.form.question(id).text, self.language) for id in source.score.capped_by
            ),
            policy_version=source.score.policy,
        )

    def _weights(self) -> Iterable[contract.WeightLine]:
        scored = self.scored
        for key, part in scored.qualities.items():
            name, taken = (
                say(self.source.form.qualities[key], self.language),
                scored.taken.get(key, 0),
            )
            if part.possible or taken:
                yield contract.WeightLine(
                    name, part.points, part.possible, scored.earned[key].points, taken
                )
        if scored.outside.possible:
            points, possible = scored.outside.points, scored.outside.possible
            yield contract.WeightLine(self.words["no_quality"], points, possible, points)

    def _photos(self) -> Iterable[contract.PhotoFigure]:
        for question, jpeg in self.source.photos:
            text = say(self.source.form.question(question).text, self.language)
            yield contract.PhotoFigure(jpeg, text, self.words["photo"].format(question=text))


# Texts stand whole among the shopper's words, and photos in their grid.
_ELSEWHERE = frozenset({"text", "photo"})


def _full(line: Line) -> bool:
    return 0 < line.possible == line.points and not line.lowers


def _lost(line: Line) -> int:
    """The points that it did not earn, and those that it takes."""
    return line.possible - line.points + sum(line.lowers.values())
