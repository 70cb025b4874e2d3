"""What answers took from a quality is told in their rows and adds up to the score, exactly."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from audit_forms import Form
from audit_forms.model import AnswerTest
from pdf_templates import scorecard as drawn
from pdf_templates.contract import Scorecard
from server.scorecards.queries import source_of
from server.scorecards.rules import Source, scorecard
from server.scores.models import Score
from server.scoring import score
from tests.cast import Chain
from tests.pdf_templates.reading import text_of


def _lowering(form: Form, **lowers: int) -> Form:
    """The form with points taken from qualities where the turn in the line was not kept."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(q, lowers=lowers, lowers_when=AnswerTest("is", False))
                if q.id == "turn_kept"
                else q
                for q in section.questions
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def _source(chain: Chain, **lowers: int) -> Source:
    chain.published({"turn_kept": {"value": False, "comment": "A man came first, with a cap."}})
    source = source_of(Score.get(), with_photos=False)
    form = _lowering(source.form, **lowers)
    again = score(form, {"visit": source.answers}, {"purchase": True})
    source.score.points, source.score.possible = again.total.points, again.total.possible
    return replace(source, form=form, lines=again.lines)


def _page(source: Source, language: Literal["en", "es"] = "en") -> Scorecard:
    return scorecard(source, language)


def test_it_works(chain: Chain) -> None:
    page = _page(_source(chain, willingness=2, courtesy=1))
    row = next(r for s in page.sections for r in s.rows if "your turn" in r.question)
    assert row.reason == "Takes 2 points from Willingness to understand and 1 point from Courtesy."
    lost = {loss.question: loss.lost for loss in page.costs_most}
    assert lost[row.question] == (row.possible or 0) * row.weight + 3


def test_the_tables_less_what_was_taken_add_up_to_the_score(chain: Chain) -> None:
    page = _page(_source(chain, willingness=2, courtesy=1))
    rows = [row for section in page.sections for row in section.rows if row.possible is not None]
    earned = sum(row.points * row.weight for row in rows if row.points)
    assert earned - 3 == page.how_made.points == sum(line.points for line in page.how_made.weights)
    for line in page.how_made.weights:
        assert line.earned is not None
        assert line.points == line.earned - line.taken
    assert page.overall.score == page.how_made.uncapped
    text = text_of(drawn(page))
    willing = next(line for line in page.how_made.weights if line.taken == 2)
    shown = f"{willing.earned} − 2 = {willing.points} of {willing.possible}"
    assert shown in " ".join(text.split())
    assert f"{page.how_made.points} ÷ {page.how_made.possible} × 100" in text
    assert f"{earned} were earned of {page.how_made.possible} possible." in text
    assert f"took 3 of them from a quality, which never goes below 0: {earned - 3}" in text


def test_a_quality_that_is_used_up_stops_at_zero_in_both_languages(chain: Chain) -> None:
    source = _source(chain, willingness=999)
    for language, words in (
        ("en", "− 999, never below 0: 0 of"),
        ("es", "− 999, nunca bajo 0: 0 de"),
    ):
        page = _page(source, language)
        assert words in " ".join(text_of(drawn(page)).split())
        gone = next(line for line in page.how_made.weights if line.taken)
        assert (gone.points, gone.taken) == (0, 999)
        assert page.how_made.points == sum(line.points for line in page.how_made.weights)
        assert 0 in [quality.ruler.score for quality in page.qualities]


def test_what_earned_its_points_and_took_others_is_no_praise(chain: Chain) -> None:
    source = _source(chain, willingness=2)
    lines = [
        replace(line, points=line.possible) if line.question == "turn_kept" else line
        for line in source.lines
    ]
    page = _page(replace(source, lines=lines))
    assert not any("a cap" in quote.text for quote in page.went_well)
