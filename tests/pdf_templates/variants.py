"""What reports look like when they are not ordinary."""

from __future__ import annotations

from dataclasses import replace

from pdf_templates.contract import (
    Gap,
    GapLine,
    HowMade,
    Loyalty,
    Opinion,
    QualityLine,
    Quote,
    Row,
    Ruler,
    Scorecard,
    SectionTable,
)
from tests.pdf_templates import cast

NAMES = "Café “Ñandú” & <Łódź> 😀👍🏽 → ✓ שלום עולם 12 مقهى السلام 星巴克 Ελλάς Москва"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
EVIL = "\x00\x07\u202e\\( ) <b>&amp;</b> \ufeff\U0001f468\u200d\U0001f469\u200d\U0001f467 ½ ﬁ 𝐀"


def long_comment(words: int = 3000) -> str:
    """A comment in which each word can be told from the others."""
    return " ".join(f"w{number}" for number in range(words))


def _unsure(data: Scorecard, score: int | None) -> Scorecard:
    lines = tuple(
        QualityLine(line.name, Ruler(line.ruler.score if score else None, 1, too_few=True))
        for line in data.qualities
    )
    return replace(data, overall=Ruler(score, 1, too_few=True), qualities=lines)


def _missing() -> dict[str, Scorecard]:
    """What a report may lack."""
    ordinary = cast.english()
    neither = replace(ordinary, comments=(), photos=(), went_well=(), costs_most=())
    return {
        "no comments": replace(ordinary, comments=()),
        "no photos": replace(ordinary, photos=()),
        "one photo": replace(ordinary, photos=ordinary.photos[:1], comments=()),
        "neither": neither,
        "bare": replace(
            neither,
            next_steps=(),
            qualities=(),
            sections=(),
            sentence="",
            store_address="",
            store_code="",
            digest="",
        ),
        "too few visits": _unsure(ordinary, 80),
        "no score": replace(_unsure(ordinary, None), how_made=HowMade(0, 0, None), sections=()),
    }


def with_own_view(data: Scorecard, names: tuple[str, ...], said: tuple[str, ...]) -> Scorecard:
    """The store's own view of seven things, one seen too seldom, and two opinions."""
    few = Ruler(None, 2, too_few=True)
    seen = (few, *(Ruler(40 + 9 * n, 9, 36.0 + 9 * n, 47.0 + 9 * n) for n in range(6)))
    lines = tuple(
        GapLine(name, 25 * (n % 5), ruler, said[0])
        for n, (name, ruler) in enumerate(zip(names, seen, strict=True))
    )
    opinions = (Opinion(said[2], Ruler(86, 14, 60.0, 96.0)), Opinion(said[3], few))
    return replace(data, gap=Gap(said[1], lines), loyalty=Loyalty(opinions, said[4]))


def _own() -> dict[str, Scorecard]:
    """What the store says of itself."""
    names = tuple(f"Attribute of a name that needs two lines to be said {n}" for n in range(7))
    english = ("rated 30 points higher", "Largest: one.", "12 of 14 would.", "Few (2).", "A note.")
    spanish = ("30 puntos por encima", "Mayor: uno.", "12 de 14 volverían.", "Pocas (2).", "Nota.")
    return {
        "own view": with_own_view(cast.english(), names, english),
        "own view in Spanish": with_own_view(cast.spanish(), names, spanish),
        "own view waited for": replace(cast.english(), gap_hint="Its manager can say it. " * 9),
    }


def _plenty() -> dict[str, Scorecard]:
    """What a report may have too much of."""
    ordinary = cast.english()
    comment = Quote(long_comment(), "Tell us what happened")
    return {
        "a long comment": replace(ordinary, comments=(comment, *ordinary.comments)),
        "a long quote": replace(ordinary, went_well=(comment,), comments=(), photos=()),
        "many of all": replace(
            ordinary,
            photos=ordinary.photos * 5,
            next_steps=ordinary.next_steps * 6,
            costs_most=ordinary.costs_most * 5,
            went_well=ordinary.went_well * 4,
            sections=ordinary.sections * 3,
        ),
    }


def _odd() -> dict[str, Scorecard]:
    """What nobody expects."""
    ordinary = cast.english()
    rows = (
        Row("Why " * 60 + "?", "x" * 300, None, None, 1, "because " * 20),
        Row("How?", "word " * 500, 0, 2, 3, "", critical_failed=True),
    )
    odd = SectionTable("Section of a very long name that goes on and on", rows)
    return {
        "names of the world": replace(
            ordinary,
            store_name=NAMES,
            period=NAMES,
            sentence=LONG_WORD * 3,
            comments=(Quote(NAMES, EVIL), Quote(EVIL, LONG_WORD)),
        ),
        "odd rows": replace(ordinary, sections=(odd, *ordinary.sections)),
        "spanish on Letter": replace(cast.spanish(), page_size="Letter"),
    }


ALL = {"ordinary": cast.english(), **_missing(), **_own(), **_plenty(), **_odd()}
