"""The scorecard of a published visit as a PDF: all that a store should read, nothing else."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from server.reviews import commands as reviews
from server.scorecards.commands import pdf, pdf_for_visit
from server.scorecards.models import ScorecardFile
from server.scores.models import Score
from tests.cast import Chain

COMMENT = "Me dijo «esa lámpara es muy cara para usted, señora Łucja» y se rió 🙂."
SECRET = "I asked for the green lamp beside the door"


def _content(chain: Chain, language: str = "es") -> bytes:
    return pdf(chain.actor(chain.mateo), Score.get().id, language).content


def _text(content: bytes) -> str:
    """The words of a PDF, however its lines were broken."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def test_it_works(chain: Chain) -> None:
    chain.published({"humiliated": {"value": True, "comment": COMMENT}, "patience": {"na": True}})
    content = _content(chain)
    reader, text = PdfReader(io.BytesIO(content)), _text(content)
    assert len(reader.pages) == 2
    assert len({image.data for page in reader.pages for image in page.images}) == 2
    assert "Tienda Centro" in text
    assert "Semana 47" in text
    assert "por la mañana" in text
    assert "Me dijo «esa lámpara es muy cara para usted, señora Łucja»" in text
    assert "Una falta crítica deja la puntuación en 50" in text
    score = Score.get()
    assert f"{score.points} ÷ {score.possible} × 100" in text


def test_the_same_scorecard_is_the_same_bytes(chain: Chain) -> None:
    chain.published()
    first = _content(chain, "en")
    ScorecardFile.delete().execute()
    chain.later(hours=1)
    chain.published({"asked_need": False})
    oldest = Score.select().order_by(Score.overall.desc()).first()
    again = pdf(chain.actor(chain.regina), oldest.id, "en")
    assert again.content == first


def test_nothing_in_it_tells_who_came_or_when(chain: Chain) -> None:
    chain.published({"own_words": SECRET, "price_charged": 123_456_700})
    for language in ("en", "es"):
        drawn = pdf(chain.actor(chain.mateo), Score.get().id, language)
        plain = PdfReader(io.BytesIO(drawn.content))
        everything = _text(drawn.content) + str(plain.metadata) + drawn.name + drawn.digest
        everything += drawn.content.decode("latin-1")
        for word in ("Sol Méndez", chain.sol.code, SECRET, "1,234,567", "10:15", "telephone"):
            assert word not in everything, word
        assert not any(image.image.getexif() for p in plain.pages for image in p.images)
        assert chain.centro.name in _text(drawn.content)


def test_praise_is_always_there(chain: Chain) -> None:
    """Also where faults abound: the words that were asked for stand on the first page."""
    chain.published(
        {"humiliated": True, "asked_need": False, "best_moment": "A kind goodbye at the door."}
    )
    first = PdfReader(io.BytesIO(_content(chain, "en"))).pages[0].extract_text()
    assert "A kind goodbye at the door." in first


def test_a_long_comment_flows_on(chain: Chain) -> None:
    words = " ".join(f"palabra{n}" for n in range(270))
    chain.published({"best_moment": words, "what_to_improve": "¿Łódź? “¡Sí!” 🎉 ñ á ł y más luz."})
    text = _text(_content(chain))
    assert "palabra0 " in text
    assert "palabra269" in text


def test_the_quarter_has_a_mean_from_three_visits_on(chain: Chain) -> None:
    for _ in range(2):
        chain.published()
        chain.later(hours=1)
    newest = Score.select().order_by(Score.published_at.desc()).first()
    few = pdf(chain.actor(chain.mateo), newest.id, "en").content
    assert "2 visits, too few for a mean" in _text(few)
    chain.published({"asked_need": False})
    newest = Score.select().order_by(Score.published_at.desc()).first()
    enough = _text(pdf(chain.actor(chain.mateo), newest.id, "en").content)
    assert "mean 99 over 3 visits (95 % interval" in enough


def test_the_worker_draws_every_language_ahead(chain: Chain) -> None:
    chain.published()
    assert ScorecardFile.select().count() == 0
    chain.work()
    assert {row.language for row in ScorecardFile.select()} == {"en", "es"}
    digests = {row.digest for row in ScorecardFile.select()}
    assert pdf(chain.actor(chain.mateo), Score.get().id, "en").digest in digests
    assert chain.work() == 0


def test_a_withdrawn_score_is_not_drawn(chain: Chain) -> None:
    submission = chain.published()
    reviews.undo(chain.actor(chain.rosa), submission)
    assert chain.work() == 1
    assert ScorecardFile.select().count() == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_command_line_finds_it_by_store_and_visit(chain: Chain, language: str) -> None:
    submission = chain.published()
    score = Score.get(Score.submission == submission)
    visit = score.submission.visit_id
    ana = chain.actor(chain.ana)
    content = pdf_for_visit(ana, "CN-01", visit, language)
    assert content == pdf(ana, score.id, language).content
