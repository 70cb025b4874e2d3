"""How complaints ended, counted over whole groups: solved, kept, broken, or never promised."""

from __future__ import annotations

import io
import json
from uuid import UUID

from pypdf import PdfReader

from audit_forms import Question
from server.database.schema import migrate_down, migrate_up
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.scores import commands as scores
from server.scores.models import SeenClosing, SeenInGroup
from server.submissions.models import Answer, Submission
from tests.audit_forms.any_visit import Choose, best, visit
from tests.audit_forms.five_qualities_shopper import Answer as Given
from tests.audit_forms.five_qualities_shopper import stamp
from tests.cast import Chain
from tests.scorecards.test_together import COMPLAINT, complain, everything, together


def promising(promise: str, kept: str = "kept") -> Choose:
    """The best visit in which this was promised, and came of it."""
    told = {"promise": promise, "promise_kept": kept}

    def choose(question: Question) -> Given | None:
        return {"value": told[question.id]} if question.id in told else best(question)

    return choose


def ended(chain: Chain, promise: str, kept: str | None = None) -> UUID:
    """A complaint that ends so; its day is followed up where `kept` says what was found."""
    choose = promising(promise, kept or "kept")
    submission = complain(chain, choose)
    if kept:
        follow_up(chain, Submission.get_by_id(submission).visit_id, choose)
    return submission


def follow_up(chain: Chain, of: UUID, choose: Choose) -> None:
    """The report of the promised day, accepted and published."""
    body = {
        "visit": str(of),
        "part": "follow_up",
        "form": COMPLAINT.id,
        "version": COMPLAINT.version,
        "outcome": "done",
        "outcome_note": None,
        "answers": visit(COMPLAINT, choose)["follow_up"],
        "photos": [],
        "started": stamp(0),
        "finished": stamp(60),
        "device": {"id": "d", "app": "1"},
        "language": "es",
    }
    submission = part_submission_id(of, "follow_up")
    sent = chain.client(chain.sol).put(
        f"/api/v1/submissions/{submission}", data=json.dumps(body), headers={"X-Kit": "1"}
    )
    assert sent.status_code == 201, sent.text
    chain.accept(submission)
    chain.work()
    chain.later(minutes=1)


def counts(chain: Chain) -> dict[str, tuple[int, int]]:
    """Ending -> visits and of how many, as the resource tells them."""
    client = chain.client(chain.mateo)
    told = client.get(f"/api/v1/stores/{chain.centro.id}/together?language=en").json
    (complaints,) = (each for each in told if each["form"] == COMPLAINT.id)
    return {each["id"]: (each["visits"], each["of"]) for each in complaints["closings"]}


def test_it_works(chain: Chain) -> None:
    for promise, kept in (("dated", "kept"), ("dated", "partly"), ("dated", "broken")):
        ended(chain, promise, kept)
    for promise in ("solved", "undated", "nothing"):
        ended(chain, promise)
    assert counts(chain) == {
        "solved": (1, 6),
        "kept": (1, 3),
        "partly": (1, 3),
        "broken": (1, 3),
        "never": (2, 6),
    }
    shown = together(chain)
    assert "How the complaints ended" in shown
    assert "Promise broken 1 of 3" in shown
    assert "No day was ever promised 2 of 6" in shown
    spanish = together(chain, "/store/?language=es")
    assert "Cómo terminaron las quejas" in spanish
    assert "Promesa incumplida 1 de 3" in spanish


def test_the_page_to_print_shows_them(chain: Chain) -> None:
    for _ in range(3):
        ended(chain, "nothing")
    address = f"/store/{chain.centro.id}/together/complaint-handling.pdf"
    for language, words in (
        ("en", "How the complaints ended Ending Visits of Solved on the spot 0 3 No day was ever"),
        ("es", "Cómo terminaron las quejas Cómo terminó Visitas de Resuelta en el momento 0 3"),
    ):
        drawn = chain.client(chain.mateo).get(f"{address}?language={language}")
        pages = PdfReader(io.BytesIO(drawn.data)).pages
        assert words in " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_none_is_counted_before_a_group_is_whole(chain: Chain) -> None:
    ended(chain, "nothing")
    readers = (chain.client(chain.mateo), chain.client(chain.regina))
    before = everything(chain, *readers)
    ended(chain, "dated", "broken")
    assert everything(chain, *readers) == before
    assert SeenClosing.select().count() == 0
    ended(chain, "solved")
    # Of the promises only one has been followed up.
    assert counts(chain) == {"solved": (1, 3), "never": (1, 3)}


def test_nothing_moves_them_once_they_are_shown(chain: Chain) -> None:
    made = [ended(chain, "dated", "broken") for _ in range(3)]
    before = counts(chain)
    assert before["broken"] == (3, 3)
    Answer.update(choice="kept").where(Answer.question == "promise_kept").execute()
    Answer.update(choice="nothing").where(Answer.question == "promise").execute()
    scores.score_report(system(chain.clock.now()), made[0])
    chain.later(hours=1)
    chain.work()
    assert counts(chain) == before


def test_what_a_store_had_seen_already_is_counted_as_well(chain: Chain) -> None:
    for kept in ("kept", "broken", "kept"):
        ended(chain, "dated", kept)
    anew = ended(chain, "nothing")
    before = counts(chain)
    assert before["kept"] == (2, 3)
    scores.score_report(system(chain.clock.now()), anew)
    chain.work()
    migrate_down("0027_due")
    migrate_up()
    assert counts(chain) == before


def test_a_group_of_which_a_visit_is_erased_is_not_counted_afterwards(chain: Chain) -> None:
    made = [ended(chain, "nothing") for _ in range(3)]
    migrate_down("0027_due")
    SeenInGroup.delete().where(SeenInGroup.submission == made[0]).execute()
    migrate_up()
    assert counts(chain) == {}
    assert "How the complaints ended" not in together(chain)
