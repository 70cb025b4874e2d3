"""A reviewer keeps words, a figure or a photo from the store: nobody there reads them, anywhere."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import UUID

import pypdf
import pytest
from flask.testing import FlaskClient

from server.history.models import HistoryEntry
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.reviews import commands
from server.reviews.rules import Piece, pieces_in
from server.scorecards.queries import page_of
from server.scores.models import Score, ScoreLine
from server.submissions.queries import report
from tests.actions.thankful import thanked
from tests.cast import ENTRANCE, SHELF, Chain

WORDS = "At 14:35 boxes stood there, and Rosa stared at my hat."
TELLING = {"way_in_clear": {"value": False, "comment": WORDS}}
COMMENT = Piece("way_in_clear", "comment")
PHOTO = Piece("entrance_photo", "photo", sha256_hex(ENTRANCE))


def _claimed(chain: Chain, answers: dict[str, Any] | None = None) -> UUID:
    submission = chain.send(chain.plan(), answers or TELLING)
    commands.claim(chain.actor(chain.rosa), submission)
    return submission


def _pressed(page: str, words: str) -> tuple[str, dict[str, str]]:
    """What a browser without a script would post for the button with these words."""
    forms = re.findall(r"<form[^>]*action=\"([^\"]+)\"(.*?)</form>", page, re.DOTALL)
    action, inside = next((a, b) for a, b in forms if words in b)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', inside))
    chosen = re.search(r'<option value="(\w+)" selected>', inside)
    return action, fields | ({"reason": chosen.group(1)} if chosen else {})


def _press(client: FlaskClient, address: str, words: str) -> str:
    action, fields = _pressed(client.get(address).text, words)
    answered = client.post(action, data=fields, follow_redirects=True)
    assert answered.request.path == address
    return answered.text


def _pdf(chain: Chain, submission: UUID, language: str = "en") -> pypdf.PdfReader:
    score = Score.get((Score.submission == submission) & Score.current)
    sent = chain.client(chain.mateo).get(f"/api/v1/scorecards/{score.id}.pdf?language={language}")
    return pypdf.PdfReader(io.BytesIO(sent.data))


def _text(found: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def _pictures(found: pypdf.PdfReader) -> int:
    return len({image.data for page in found.pages for image in page.images})


def test_it_works(chain: Chain) -> None:
    """By two buttons on the page: the marked words and a photo; the score stays as it was."""
    submission = _claimed(chain)
    rosa, at = chain.client(chain.rosa), f"/reviews/{submission}"
    page = _press(rosa, at, "Keep the comment from the store")
    assert "Kept from the store" in page
    assert "it tells a time or a day" in page
    assert "What is marked below" not in page
    _press(rosa, at, "Keep the photo from the store")
    commands.accept(chain.actor(chain.rosa), submission)
    chain.work()
    plain = chain.published({"way_in_clear": {"value": False, "comment": "Boxes, two of them."}})
    told, beside = _pdf(chain, submission), _pdf(chain, plain)
    assert "Boxes, two of them" in _text(beside)
    assert "boxes stood there" not in _text(told)
    assert _pictures(told) == _pictures(beside) - 1
    scores = {Score.get(Score.submission == each).points for each in (submission, plain)}
    assert len(scores) == 1
    assert "boxes stood there" not in chain.client(chain.mateo).get("/store/").text


def test_a_page_says_not_that_words_are_missing(chain: Chain) -> None:
    """A comment that is kept back reads as one that nobody wrote."""
    kept, silent = _claimed(chain), _claimed(chain, {"way_in_clear": False})
    commands.withhold(chain.actor(chain.rosa), kept, COMMENT, "time")
    cards = []
    for submission in (kept, silent):
        commands.accept(chain.actor(chain.rosa), submission)
        chain.work()
        score = Score.get(Score.submission == submission)
        cards.append(page_of(chain.actor(chain.mateo), score, "en"))
    said = [(c.went_well, c.costs_most, c.comments, c.sections, c.photos) for c in cards]
    assert said[0] == said[1]
    assert len(said[0][4]) == 2


@pytest.mark.parametrize(("language", "words"), [("en", "not shown"), ("es", "no se muestra")])
def test_a_figure_keeps_its_points_and_its_line(chain: Chain, language: str, words: str) -> None:
    """What a till knows, too: the line says that it is not shown, and what it earned."""
    submission = _claimed(chain)
    question = _figure(submission)
    commands.withhold(chain.actor(chain.rosa), submission, Piece(question, "answer"), "receipt")
    commands.accept(chain.actor(chain.rosa), submission)
    chain.work()
    assert words in _text(_pdf(chain, submission, language))
    score = Score.get(Score.submission == submission)
    lines = ScoreLine.select().where(ScoreLine.score == score.id)
    assert score.points == sum(line.points for line in lines)


def _figure(submission: UUID) -> str:
    """A question of the report that the store reads a figure of."""
    found = report(submission)
    figures = {q.id for q in found.form.questions if q.kind in {"number", "money", "duration"}}
    answers = {piece.question for piece in pieces_in(found) if piece.kind == "answer"}
    return min(figures & answers)


def test_it_can_be_taken_back_until_it_is_out(chain: Chain) -> None:
    submission = _claimed(chain)
    rosa = chain.actor(chain.rosa)
    commands.withhold(rosa, submission, COMMENT, "time")
    _press(chain.client(chain.rosa), f"/reviews/{submission}", "Show it after all")
    commands.withhold(rosa, submission, PHOTO, "looks")
    commands.accept(rosa, submission)
    chain.work()
    assert "boxes stood there" in _text(_pdf(chain, submission))
    with pytest.raises(Problem) as refused:
        commands.show(rosa, submission, PHOTO)
    assert refused.value.code == "withheld_is_out"
    page = chain.client(chain.rosa).get(f"/reviews/{submission}").text
    assert "Kept from the store" in page
    assert "Show it after all" not in page


def test_what_was_missed_goes_from_what_is_out(chain: Chain) -> None:
    """Also from the PDF that had been drawn, and its file is gone."""
    submission = chain.published(TELLING)
    chain.work()
    score = Score.get(Score.submission == submission)
    address = f"/api/v1/scorecards/{score.id}.pdf"
    before = chain.client(chain.mateo).get(address)
    assert "boxes stood there" in _text(pypdf.PdfReader(io.BytesIO(before.data)))
    stored = [p for p in chain.data.rglob("*") if p.is_file() and p.read_bytes() == before.data]
    assert len(stored) == 1
    chain.later(hours=1)
    commands.withhold(chain.actor(chain.rita), submission, COMMENT, "looks")
    assert "boxes stood there" not in _text(_pdf(chain, submission))
    chain.work()
    assert not stored[0].exists()
    assert "boxes stood there" not in _text(_pdf(chain, submission))


def test_it_stays_kept_when_the_report_is_sent_anew(chain: Chain) -> None:
    submission = _claimed(chain)
    rosa = chain.actor(chain.rosa)
    commands.withhold(rosa, submission, COMMENT, "time")
    commands.release(rosa, submission)
    page = chain.client(chain.rita).get(f"/reviews/{submission}").text
    assert "Kept from the store" in page


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        (COMMENT, "because"),
        (Piece("way_in_clear", "answer"), "time"),
        (Piece("entrance_photo", "photo", sha256_hex(SHELF)), "looks"),
        (Piece("asked_need", "comment"), "time"),
        (Piece("nothing_of_the_kind", "answer"), "time"),
        (Piece("", "", ""), ""),
    ],
)
def test_only_what_the_store_would_read(chain: Chain, piece: Piece, reason: str) -> None:
    submission = _claimed(chain)
    with pytest.raises(Problem) as refused:
        commands.withhold(chain.actor(chain.rosa), submission, piece, reason)
    assert refused.value.code == "withhold_unknown"


def test_words_of_thanks_are_settled_by_themselves(chain: Chain) -> None:
    submission = thanked(chain)
    commands.claim(chain.actor(chain.rosa), submission)
    with pytest.raises(Problem) as refused:
        commands.withhold(
            chain.actor(chain.rosa), submission, Piece("thanks_words", "answer"), "name"
        )
    assert refused.value.code == "withhold_unknown"


def test_not_without_a_claim(chain: Chain) -> None:
    """Nobody settles what a colleague is reading, nor what nobody has begun to read."""
    waiting, claimed = chain.send(chain.plan(), TELLING), _claimed(chain)
    for submission in (waiting, claimed):
        with pytest.raises(Problem) as refused:
            commands.withhold(chain.actor(chain.rita), submission, COMMENT, "time")
        assert refused.value.code == "review_not_yours"
    assert "Keep the comment" not in chain.client(chain.rita).get(f"/reviews/{waiting}").text


def test_over_the_api_and_in_the_history(chain: Chain) -> None:
    submission = _claimed(chain)
    rosa, headers = chain.client(chain.rosa), {"X-Kit": "1"}
    piece = {"question": "way_in_clear", "kind": "comment", "photo": ""}
    address = f"/api/v1/reviews/{submission}"
    for _ in range(2):  # The second time changes nothing.
        kept = rosa.post(f"{address}/withhold", json=piece | {"reason": "time"}, headers=headers)
        assert kept.get_json() == [piece | {"reason": "time"}]
    assert rosa.post(f"{address}/show", json=piece, headers=headers).get_json() == []
    odd = rosa.post(f"{address}/withhold", json={"question": ["\0"], "kind": 1}, headers=headers)
    assert (odd.status_code, odd.get_json()["code"]) == (422, "withhold_unknown")
    acts = [row.act for row in HistoryEntry.select().order_by(HistoryEntry.id)]
    assert [act for act in acts if act in {"review.withhold", "review.show"}] == [
        "review.withhold",
        "review.show",
    ]
    told = chain.client(chain.ana).get("/desk/history/?subject=reports").text
    assert "kept something of a report from the store" in told
