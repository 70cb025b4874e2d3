"""A store's scorecards as an actor may read them, and what a page of one is made from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from babel.dates import format_date

from audit_forms import say
from pdf_templates import charts, contract, inside
from server.actions import queries as commendations
from server.kernel.actor import Actor
from server.kernel.quarters import Quarter
from server.media import queries as media
from server.programmes.queries import form_of, the_programme
from server.programmes.rules import WEEK, WEEK_PART, Period, in_words
from server.reviews.queries import withheld_from
from server.reviews.rules import Piece
from server.scorecards import rules
from server.scorecards.queries.loyalty import Loyalty, coming_back
from server.scorecards.queries.seen_together import together
from server.scorecards.queries.spoken import Language, spoken
from server.scores.models import Score
from server.scores.queries import (
    lines_of,
    mixes_in,
    mixes_so_far,
    opinions_so_far,
    published,
    quarter_so_far,
    reports_of,
    siblings,
    versions_of,
)
from server.scores.rules import days_hidden, period_of
from server.scoring import basis_points, percent
from server.scoring.results import Part
from server.selfviews import queries as selfviews
from server.selfviews.models import SelfView
from server.selfviews.queries import Standing
from server.selfviews.rules import SEEN_IN
from server.statistics import MINIMUM_VISITS
from server.stores.models import Store
from server.stores.queries import stores_for
from server.submissions.queries import Report, unreported

MOST_ROWS = 200
# Scorecards on one page of the store's list.
PAGE = 25
# More stores than these are not switched between by links: their heads come from a table.
MOST_LINKS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A scorecard in its store's list; `contest` is until when it may be contested, if it may."""

    id: UUID
    period: str
    form: str
    published: str
    score: int | None
    n: int
    newest: bool
    contest: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class OwnView:
    """For who manages the store: the quarter that waits to be rated, and until when, if any."""

    due: Standing | None
    until: str


@dataclass(frozen=True, slots=True)
class Sight:
    """The newest quarter that a store has rated, and in a sentence how far shoppers saw it so."""

    quarter: Quarter
    sentence: str


@dataclass(frozen=True, slots=True)
class Front:
    """A store's first page: the newest scorecard, a page of all by date, and the actor's stores.

    Rulers are drawings as SVG.
    """

    store: Store
    stores: Sequence[Store]
    rows: Sequence[Row]
    page: int
    more: bool
    newest: contract.Scorecard | None
    newest_id: UUID | None
    ruler: str
    qualities: Sequence[tuple[contract.QualityLine, str]]
    parties: Sequence[tuple[contract.QualityLine, str]]
    loyalty: Loyalty | None
    own_view: OwnView | None
    sight: Sight | None
    together: Sequence[tuple[rules.Together, Sequence[tuple[rules.Line, str]]]]


def first_store(actor: Actor) -> Store | None:
    """The store whose page opens first: the actor's only one, or the first by name."""
    stores = stores_for(actor, most=1)
    return stores[0] if stores else None


def front(actor: Actor, store: Store, asked: str, page: int = 1) -> Front:
    """The page of a store that the actor may read."""
    language = spoken(asked)
    every = published(actor).where(Score.store == store.id)
    scores = list(every.limit(PAGE + 1).offset(PAGE * (page - 1)))
    first = every.first() if page > 1 else scores[0] if scores else None
    newest = page_of(actor, first, language, with_photos=False) if first else None
    ruler = _svg(newest.overall, language, 420) if newest else ""
    stores = stores_for(actor, most=MOST_LINKS + 1)
    return Front(
        store=store,
        stores=stores if len(stores) <= MOST_LINKS else (),
        rows=_rows(actor, scores[:PAGE], language, first),
        page=page,
        more=len(scores) > PAGE,
        newest=newest,
        newest_id=first.id if first else None,
        ruler=ruler,
        qualities=_rulers(newest.qualities if newest else (), language),
        parties=_rulers(newest.parties if newest else (), language),
        loyalty=coming_back(first, language) if first else None,
        own_view=_own_view(actor, store, language),
        sight=_sight(store, language),
        together=[
            (each, [(line, _svg(line.ruler, language, 260)) for line in each.lines])
            for each in together(store, language, actor.at)
        ],
    )


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A store's quarter as its manager rates it, beside all that is published of it by now.

    `gap` is None until it has been rated; `times` counts how often it was.
    """

    store: Store
    quarter: Quarter
    gap: contract.Gap | None
    lines: Sequence[tuple[contract.GapLine, str]]
    given: str
    times: int
    mine: bool
    open: bool


def side_by_side(actor: Actor, store: Store, quarter: Quarter, asked: str) -> SideBySide:
    """How a store that the actor may read rates a quarter, and what shoppers saw in it.

    Nothing of what was seen is told before the store has said how it sees itself.
    """
    language = spoken(asked)
    every = selfviews.all_given(store.id, quarter)
    gap = _gap_now(every[-1], store, quarter, language) if every else None
    return SideBySide(
        store=store,
        quarter=quarter,
        gap=gap,
        lines=[
            (line, inside.dumbbell(line, language, width=260).svg())
            for line in (gap.lines if gap else ())
        ],
        given=_day(every[-1].created_at, store, language) if every else "",
        times=len(every),
        mine=selfviews.manages(actor, store),
        open=quarter in selfviews.to_rate(store, actor.at),
    )


def _gap_now(
    view: SelfView, store: Store, quarter: Quarter, language: Language
) -> contract.Gap | None:
    programme = the_programme()
    minimum = programme.minimum_visits if programme else MINIMUM_VISITS
    return rules.gap_of(view, mixes_in(siblings(store), quarter, SEEN_IN), minimum, language)


def _sight(store: Store, language: Language) -> Sight | None:
    """By all that is published by now; a scorecard keeps to what there was when it came out."""
    view = selfviews.newest(store.id)
    if view is None:
        return None
    quarter = Quarter.parse(view.quarter)
    gap = _gap_now(view, store, quarter, language)
    return Sight(quarter, gap.sentence) if gap else None


def _day(instant: datetime, store: Store, language: Language) -> str:
    locale = rules.locale_of(language, store.locale)
    return format_date(selfviews.today(store, instant), "long", locale=locale)


def _own_view(actor: Actor, store: Store, language: Language) -> OwnView | None:
    if not selfviews.manages(actor, store):
        return None
    due = selfviews.due(store, actor.at)
    locale = rules.locale_of(language, store.locale)
    return OwnView(due, format_date(due.closes, "long", locale=locale) if due else "")


def _rulers(
    lines: Sequence[contract.QualityLine], language: Language
) -> list[tuple[contract.QualityLine, str]]:
    return [(line, _svg(line.ruler, language, 260)) for line in lines]


def _rows(
    actor: Actor, scores: Sequence[Score], language: Language, newest: Score | None
) -> list[Row]:
    versions = versions_of(scores).items()
    forms = {score: say(form_of(version).title, language) for score, version in versions}
    return [_row(actor, score, forms[score.id], language, score == newest) for score in scores]


def _row(actor: Actor, score: Score, form: str, language: Language, newest: bool) -> Row:
    return Row(
        id=score.id,
        period=period_said(score, language),
        form=form,
        published=rules.week_in_words(_published_week(score), language),
        score=shown_score(score),
        n=1,
        newest=newest,
        contest=_contest(actor, score, language),
        published_at=score.published_at,
    )


def _contest(actor: Actor, score: Score, language: Language) -> str:
    store, days = score.store, score.programme.appeal_days
    until = rules.contest_until(_published_week(score), days, selfviews.today(store, actor.at))
    locale = rules.locale_of(language, store.locale)
    return str(format_date(until, "long", locale=locale)) if until else ""


def _published_week(score: Score) -> str:
    return rules.week_of(score.published_at, score.store.zone)


def period_said(score: Score, language: Language) -> str:
    """When the visit of a score was, as a store may know it."""
    locale = rules.locale_of(language, score.store.locale)
    return in_words(period_of(score), language, locale)


def _svg(ruler: contract.Ruler, language: Language, width: int) -> str:
    # Without labels: they would shrink with the picture on a phone. The page says them beside it.
    return charts.ruler(ruler, language, width=width).svg()


def shown_score(score: Score) -> int | None:
    """The overall score as people read it, rounded once, from the points themselves."""
    share = Part(score.points, score.possible).share
    if score.overall is None or score.overall == basis_points(share):
        return percent(share)
    # A failed critical question holds it at the form's cap, which is a whole number.
    return int(score.overall) // 100


def listed(actor: Actor, store: Store, language: str, page: int = 1) -> list[dict[str, Any]]:
    """A page of a store's scorecards for the JSON resource, newest first."""
    scores = published(actor).where(Score.store == store.id).paginate(page, MOST_ROWS)
    return [
        {
            "id": str(score.id),
            **_days(period_of(score)),
            "period": period_said(score, spoken(language)),
            "score": shown_score(score),
            "visits": 1,
            "published_week": _published_week(score),
            "languages": list(score.programme.languages),
        }
        for score in scores
    ]


def _days(period: Period) -> dict[str, str | None]:
    """A period for programs: its days, and the week and the day-part where they may be told."""
    fine = period.rounding in {WEEK, WEEK_PART}
    return {
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "week": period.week if fine else None,
        "day_part": period.day_part or None,
    }


def page_of(
    actor: Actor, score: Score, language: Language, with_photos: bool = True
) -> contract.Scorecard:
    """The input of a published score's page."""
    source = source_of(score, with_photos)
    thanked = commendations.of_score(score, actor.at, language)
    return rules.scorecard(replace(source, commendations=thanked), language)


def source_of(score: Score, with_photos: bool = True) -> rules.Source:
    """All that a published score's page is made from, but for what it was commended for."""
    first, *later = found = reports_of(score)
    derived = {id: value for report in found for id, value in report.derived.items()}
    kept = withheld_from(report.submission.id for report in found)
    return rules.Source(
        score=score,
        lines=lines_of(score.id),
        programme=score.programme,
        form=first.form,
        answers={
            id: rules.readable(id, answer, kept)
            for report in found
            for id, answer in report.answers.items()
        },
        evaluation=replace(first.evaluation, derived=derived),
        quarter=quarter_so_far(score),
        photos=_photos(found, kept) if with_photos else (),
        later=_later(score, first, {report.part for report in later}),
        own=_own_side(score),
        unsaid=frozenset(piece.question for piece in kept if piece.kind == "answer"),
    )


def _own_side(score: Score) -> rules.OwnSide:
    """What was there on publication, so that a scorecard drawn again says the same."""
    quarter = Quarter.of(score.month)
    view = selfviews.last_given(score.store_id, quarter, until=score.published_at)
    return rules.OwnSide(
        view=view,
        seen=mixes_so_far(score, SEEN_IN) if view else {},
        open=quarter in selfviews.to_rate(score.store, score.published_at),
        opinions=opinions_so_far(score),
    )


def _photos(reports: Sequence[Report], kept: Collection[Piece]) -> list[tuple[str, bytes]]:
    """The photos that a store may see, without any metadata."""
    form = reports[0].form
    told = {s.id for s in form.sections if s.aggregate_of is None}
    shown = {q.id for q in form.questions if q.shown_to == "store" and q.section in told}
    return [
        (photo.question, media.for_store(photo.sha256))
        for report in reports
        for photo in media.photos_of(report.submission.id, report.revision.number)
        if photo.question in shown and Piece(photo.question, "photo", photo.sha256) not in kept
    ]


def _later(score: Score, first: Report, reported: set[str]) -> list[rules.LaterPart]:
    """What had become of the later parts of a visit when its score was published.

    Nothing of a part that a store sees only over several visits.
    """
    shown = {section.part for section in first.form.sections if section.aggregate_of is None}
    later = [
        part for part in first.form.parts if part.opens_after_days is not None and part.id in shown
    ]
    if not later or first.visit is None:
        return []
    never = {part.part for part in first.visit.parts if part.opening == "never"}
    # As late for every visit of the period: the day on which it is told must not tell the visit's.
    hidden = days_hidden(period_of(score), first, score.store.zone)
    closed = {
        part.part
        for part in unreported(first.visit.id)
        if part.closes_at + hidden <= score.published_at
    }
    told = []
    for part in later:
        promised = isinstance(part.opens_after_days, str)
        if part.id in reported:
            told.append(rules.LaterPart(part.title, "reported"))
        elif part.id in never and promised:
            told.append(rules.LaterPart(part.title, "promised_nothing"))
        elif part.id in closed:
            became = "not_followed_up" if promised else "not_reported"
            told.append(rules.LaterPart(part.title, became))
    return told
