"""What of a report goes on the page, and what does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from audit_forms import Form, load_shipped, say
from audit_forms.model import PARTIES, Party
from pdf_templates.contract import Scorecard
from server.scorecards.queries import source_of
from server.scorecards.rules import scorecard
from server.scores.models import Score
from tests.cast import Chain
from tests.scorecards.test_together import complain

LATE = {"value": False, "comment": "A man with a red cap was served first."}


def _page(language: Literal["en", "es"] = "en", hidden: frozenset[str] = frozenset()) -> Scorecard:
    source = source_of(Score.get())
    return scorecard(replace(source, form=_hiding(source.form, hidden)), language)


def _hiding(form: Form, hidden: frozenset[str]) -> Form:
    """The form with some questions marked for the programme only."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(q, shown_to="programme") if q.id in hidden else q for q in section.questions
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def _everything(page: Scorecard) -> str:
    return repr(page)


def test_it_works(chain: Chain) -> None:
    chain.published({"turn_kept": LATE, "asked_need": False, "patience": {"na": True}})
    page = _page()
    assert page.store_name == "Tienda Centro"
    assert (page.overall.score, page.overall.n) == (94, 1)
    assert page.qualities[0].name == "Respect"
    assert {loss.question: loss.lost for loss in page.costs_most} == {
        "Did the person ask what you needed it for?": 2,
        "Was your turn in the line respected?": 2,
    }
    assert any(quote.text == LATE["comment"] for quote in page.comments)
    assert [step.due for step in page.next_steps] == ["Dec 6, 2026"] * 2
    assert len(page.photos) == 2


def test_the_tables_add_up_to_the_score(chain: Chain) -> None:
    chain.published({"turn_kept": LATE, "claims_true": "but_a_detail", "first_step": "i_insisted"})
    page = _page()
    rows = [row for section in page.sections for row in section.rows if row.possible is not None]
    assert any(row.weight > 1 for row in rows)
    assert sum(row.points * row.weight for row in rows if row.points) == page.how_made.points
    assert sum(row.possible * row.weight for row in rows if row.possible) == page.how_made.possible
    assert sum(line.points for line in page.how_made.weights) == page.how_made.points
    assert sum(line.possible for line in page.how_made.weights) == page.how_made.possible


def test_what_does_not_apply_stands_there_without_points(chain: Chain) -> None:
    chain.published({"patience": {"na": True}})
    rows = {row.question: row for section in _page().sections for row in section.rows}
    row = rows["How did the person react when you asked for a second explanation?"]
    assert (row.answer, row.points, row.possible) == ("Not applicable", None, None)
    assert "left out of the score" in row.reason
    assert not any("What did the person do then?" in question for question in rows)


def test_what_is_for_the_programme_stays_there(chain: Chain) -> None:
    chain.published({"turn_kept": LATE})
    assert "red cap" in _everything(_page())
    assert "Was your turn" in _everything(_page())
    hidden = _page(hidden=frozenset({"turn_kept", "best_moment"}))
    assert "red cap" not in _everything(hidden)
    assert "Was your turn" not in _everything(hidden)
    assert "explained it well" in _everything(_page(hidden=frozenset({"turn_kept"})))


def test_no_stamp_reaches_the_page(chain: Chain) -> None:
    chain.published()
    page = _page(hidden=frozenset())
    assert "Time from coming in to being greeted" in _everything(page)
    for words in ("I arrived", "I paid", "10:15", "16:15"):
        assert words not in _everything(page)


def test_without_words_of_praise_the_full_marks_stand_in(chain: Chain) -> None:
    chain.published({"turn_kept": LATE})
    page = _page(hidden=frozenset({"best_moment"}))
    assert len(page.went_well) == 3
    assert ("Someone came to me", "Who took the first step?") in [
        (quote.text, quote.source) for quote in page.went_well
    ]


def test_both_languages_say_the_same_numbers(chain: Chain) -> None:
    chain.published({"turn_kept": LATE, "humiliated": True})
    english, spanish = _page("en"), _page("es")
    assert english.overall.score == spanish.overall.score == 50
    assert [q.ruler for q in english.qualities] == [q.ruler for q in spanish.qualities]
    assert [loss.lost for loss in english.costs_most] == [loss.lost for loss in spanish.costs_most]
    assert "mañana" in spanish.period
    assert english.digest != spanish.digest
    assert _page("es") == spanish


def _of_three(form: Form) -> Form:
    """The form with its first three sections as the parties of the conversation."""
    parties = dict(zip((s.id for s in form.sections), PARTIES, strict=False))
    sections = (replace(s, party=cast(Party, parties.get(s.id))) for s in form.sections)
    return replace(form, sections=tuple(sections))


def test_each_party_of_the_conversation_has_its_own_line(chain: Chain) -> None:
    chain.published({"way_in_clear": False})
    source = source_of(Score.get())
    page = scorecard(replace(source, form=_of_three(source.form)), "en")
    named = {line.name: line.ruler for line in page.parties}
    assert list(named) == [
        "Who served",
        "The customer (not in the score)",
        "The product or service",
    ]
    assert all(ruler.n == 1 and ruler.mark is None for ruler in named.values())
    assert named["Who served"].score is not None
    assert named["Who served"].score < 100
    assert scorecard(source, "en").parties == ()


def test_one_party_alone_is_no_conversation(chain: Chain) -> None:
    chain.published()
    source = source_of(Score.get())
    first, *others = _of_three(source.form).sections
    alone = (first, *(replace(section, party=None) for section in others))
    assert first.party == "provider"
    assert scorecard(replace(source, form=replace(source.form, sections=alone)), "en").parties == ()


def test_the_customers_part_is_told_and_costs_nothing(chain: Chain) -> None:
    chain.published({"let_finish": False, "spoken_to": 2})
    source = source_of(Score.get())
    second = source.form.sections[1]
    assert "spoken_to" in [question.id for question in second.questions]
    page = scorecard(replace(source, form=_of_three(source.form)), "es")
    assert f"{say(second.title, 'es')} (fuera de la puntuación)" in [s.title for s in page.sections]
    spoken_to = say(source.form.question("spoken_to").text, "es")
    assert spoken_to in _everything(page)
    assert spoken_to not in [loss.question for loss in page.costs_most]
    whole = scorecard(source, "es")
    assert sum(w.possible for w in page.how_made.weights) < sum(
        w.possible for w in whole.how_made.weights
    )


def test_of_a_single_quality_nothing_is_compared(chain: Chain) -> None:
    complain(chain, form=load_shipped("honest-dealing", 2))
    for language, compared in (("en", "All qualities"), ("es", "Todas las cualidades")):
        sentence = _page(cast(Literal["en", "es"], language)).sentence
        assert compared not in sentence
        assert "1 visit" in sentence


def test_of_a_quarter_in_which_nothing_was_scored_no_count_is_told(chain: Chain) -> None:
    complain(chain, form=load_shipped("loyalty", 1))
    assert _page().sentence == "Nothing in this visit could be scored."
    assert _page("es").sentence == "En esta visita no había nada que puntuar."
