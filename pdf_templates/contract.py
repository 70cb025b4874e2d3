"""The whole input of a page: frozen data, nothing to look up.

Units. Scores, intervals and marks lie on 0..100. A row's `points` and `possible` are whole numbers
**before** the weight; the page multiplies and shows both. Dates, periods, changes and sentences
arrive in words, in the reader's language. A field that holds "" takes no space on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]
PageSize = Literal["A4", "Letter"]
Band = Literal["above", "around", "below"]


@dataclass(frozen=True, slots=True)
class Ruler:
    """One score as it is always drawn: dot, whisker, mark. `score` None says "no score"."""

    score: int | None
    n: int  # visits behind the score; shown beside it, always
    low: float | None = None  # 95 % interval; both or neither
    high: float | None = None
    mark: float | None = None  # the region or the target
    mark_label: str | None = None  # what the mark is, in words: "region 78"
    too_few: bool = False  # open dot, no whisker, the words "too few visits"
    change: str | None = None  # "+4 (1 to 7)", "no clear change"


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One quality of service and its score."""

    name: str
    ruler: Ruler


@dataclass(frozen=True, slots=True)
class Quote:
    """The shopper's words and what they were said about (a question or section).

    Unedited, but for a commendation: that has a `label`, and its `source` says what was changed.
    """

    text: str
    source: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """A question that lost points. `lost` is weighted: points lost times the weight."""

    question: str
    lost: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What should be done, by when (a date in words) and by whom (a role, never a shopper)."""

    text: str
    due: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the report. `points` None: the line does not count (no "0 of 0")."""

    question: str
    answer: str  # in words: "Yes", "45 s", "not applicable"
    points: int | None = None  # before the weight
    possible: int | None = None  # before the weight
    weight: int = 1
    reason: str = ""  # one short sentence; leave "" where the points say it all
    critical_failed: bool = False


@dataclass(frozen=True, slots=True)
class SectionTable:
    """A section of the form; its sums are worked out from its rows."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PhotoFigure:
    """A photo as JPEG (upright, RGB or grey, cleaned of place and device) and its words."""

    jpeg: bytes
    caption: str  # the question it answers
    alt: str  # what a reader who cannot see it should know


@dataclass(frozen=True, slots=True)
class WeightLine:
    """What one quality (or "not in a quality") brought: sums of points times weight.

    Where answers took points from it, `points` is `earned` less `taken`, and never below zero.
    """

    name: str
    points: int
    possible: int
    earned: int | None = None
    taken: int = 0


@dataclass(frozen=True, slots=True)
class GapLine:
    """One attribute: `own` is how the store rates itself, on 0..100, `seen` what shoppers saw."""

    name: str
    own: int
    seen: Ruler
    note: str  # how far apart they are, in a few words


@dataclass(frozen=True, slots=True)
class Gap:
    """How the store sees itself, beside what shoppers saw."""

    sentence: str
    lines: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What shoppers would do: a whole sentence with its n and interval, and its ruler."""

    sentence: str
    ruler: Ruler


@dataclass(frozen=True, slots=True)
class Loyalty:
    """Whether shoppers would come back, and `note`: of whom this says nothing."""

    opinions: tuple[Opinion, ...]
    note: str


@dataclass(frozen=True, slots=True)
class HowMade:
    """Everything needed to recompute the score by hand. The rules are worded by the page."""

    points: int  # sum over all lines of points times weight, less what was taken from qualities
    possible: int  # the same of possible points, lines not applicable left out
    uncapped: int | None  # round half up of points / possible * 100; None when nothing was possible
    weights: tuple[WeightLine, ...] = ()
    cap: int | None = None  # the form's ceiling after a failed critical question
    capped_by: tuple[str, ...] = ()  # the questions that failed, in words; () when the cap is idle
    policy_version: int = 1


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One store's scorecard for one published visit, ready to be drawn."""

    store_name: str
    store_code: str
    store_address: str
    programme: str
    period: str  # never finer than the programme's period
    form_title: str
    form_version: int
    language: Language
    number: str  # short, for the telephone: "7K3F-29QD"
    overall: Ruler
    sentence: str
    qualities: tuple[QualityLine, ...]
    sections: tuple[SectionTable, ...]
    how_made: HowMade
    digest: str  # hex; the first 12 characters stand in the footer
    published: str  # when in words that follow "Published": "in week 47 of 2026"
    went_well: tuple[Quote, ...] = ()  # a long one is shortened on page 1, whole under comments
    costs_most: tuple[Loss, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    parties: tuple[QualityLine, ...] = ()  # of the conversation: provider, customer, product
    gap: Gap | None = None
    gap_hint: str = ""  # without a gap: how the store can give its view
    loyalty: Loyalty | None = None
    comments: tuple[Quote, ...] = ()
    photos: tuple[PhotoFigure, ...] = ()
    locale: str = ""  # "es-MX"; "" takes the language's usual one
    page_size: PageSize = "A4"


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One section over whole groups of visits. Points are weighted; `asked`: its questions."""

    name: str
    ruler: Ruler
    points: int
    possible: int
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """How visits ended, over whole groups: so many of those of which it is known."""

    name: str
    visits: int
    of: int


@dataclass(frozen=True, slots=True)
class Together:
    """What a store sees of visits only together, so that none of them can be made out."""

    store_name: str
    store_code: str
    store_address: str
    programme: str
    period: str  # never finer than a quarter
    form_title: str
    language: Language
    visits: int
    least: int  # how many visits make a group
    sentence: str
    lines: tuple[SeenLine, ...]
    digest: str  # as that of a scorecard
    to_come: tuple[str, ...] = ()  # sections of which no group is whole yet
    closings: tuple[Closing, ...] = ()
    thanks: tuple[Quote, ...] = ()
    locale: str = ""
    page_size: PageSize = "A4"


@dataclass(frozen=True, slots=True)
class ThankYou:
    """A commendation as a page to hang up. `to` is "" where nobody is known."""

    words: str
    quality: str
    to: str  # name and role, as far as they may be told
    store_name: str
    programme: str
    period: str  # never finer than the programme's period
    language: Language
    edited: bool = False
    page_size: PageSize = "A4"


@dataclass(frozen=True, slots=True)
class Dot:
    """One store in a dot plot. `href` makes the dot a link on a web page, never in a PDF."""

    label: str
    score: float
    n: int
    band: Band = "around"
    low: float | None = None
    high: float | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Stores on the ruler 0..100, in bands: what differs from the region, and what does not."""

    dots: tuple[Dot, ...]
    mean: float | None  # of the region
    title: str  # the sentence that says what the picture shows
    language: Language = "en"
