"""Words of thanks settled and taken back as JSON, and from a terminal: as on the pages."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from werkzeug.test import TestResponse

from server.actions.models import Commendation
from server.actions.queries import MOST_WAITING
from server.cli import main
from server.database import connect
from server.history.models import HistoryEntry, HistoryReason
from server.people.models import Person, ShopperIdentity
from server.reviews.models import Review
from server.submissions.models import Submission
from tests.actions.thankful import NAME, ROLE, SAFE, WORDS, accepted, entry, thanked, told
from tests.cast import Chain

DECISION = asdict(entry())


def post(chain: Chain, who: Person, address: str, /, **body: Any) -> TestResponse:
    """Send a JSON object."""
    headers = {"X-Kit": "1"}
    return chain.client(who).post(f"/api/v1/commendations/{address}", json=body, headers=headers)


def left_open(chain: Chain) -> Commendation:
    """Words of thanks that nobody has settled."""
    chain.accept(thanked(chain))
    chain.work()
    return Commendation.get(Commendation.state == "proposed")


def words_read(chain: Chain, who: Person) -> list[str]:
    found = chain.client(who).get("/api/v1/commendations")
    assert found.status_code == 200, found.text
    return [each["words"] for each in found.json]


def test_it_works(chain: Chain) -> None:
    row = left_open(chain)
    rita = chain.client(chain.rita)
    assert rita.get("/api/v1/commendations/to-settle").json == [
        {"id": str(row.id), "store": "Tienda Centro", "code": chain.sol.code}
    ]
    one = rita.get(f"/api/v1/commendations/to-settle/{row.id}?language=es").json
    assert (one["words"], one["name"], one["role"]) == (WORDS, NAME, ROLE)
    assert {"key": "courtesy", "name": "Cortesía"} in one["qualities"]
    assert (one["roles"], one["staff_told_on"]) == ([], None)
    done = post(chain, chain.rita, f"{row.id}/decide", **DECISION)
    assert (done.status_code, done.json) == (200, {"id": str(row.id), "state": "confirmed"})
    assert rita.get("/api/v1/commendations/to-settle").json == []
    for who in (chain.mateo, chain.regina, chain.ana):
        assert words_read(chain, who) == [SAFE]
    again = post(chain, chain.rosa, f"{row.id}/decide", **DECISION)
    assert (again.status_code, again.json["code"]) == (409, "commendation_settled")


def test_each_role_reads_its_own(chain: Chain) -> None:
    accepted(chain, thanked(chain, chain.norte))
    assert words_read(chain, chain.mateo) == []
    assert words_read(chain, chain.regina) == [SAFE]
    refused = chain.client(chain.rosa).get("/api/v1/commendations")
    assert refused.status_code == 403


def test_declining_takes_a_reason(chain: Chain) -> None:
    row = left_open(chain)
    unsaid = post(chain, chain.rosa, f"{row.id}/decide", decision="decline")
    assert (unsaid.status_code, unsaid.json["code"]) == (422, "fields_wrong")
    assert unsaid.json["fields"][0]["field"] == "reason.thanks_words"
    done = post(chain, chain.rosa, f"{row.id}/decide", decision="decline", reason="Another shop.")
    assert done.json["state"] == "declined"
    assert [each.words for each in HistoryReason.select()] == ["Another shop."]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"decision": "perhaps"},
        DECISION | {"read": "yes"},
        DECISION | {"words": NAME},
        DECISION | {"words": 5},
        DECISION | {"quality": "speed"},
        DECISION | {"stars": 5},
    ],
)
def test_what_is_no_decision_leaves_it_open(chain: Chain, wrong: dict[str, Any]) -> None:
    row = left_open(chain)
    refused = post(chain, chain.rosa, f"{row.id}/decide", **wrong)
    assert (refused.status_code, refused.json["code"]) == (422, "fields_wrong"), refused.text
    assert Commendation.get_by_id(row.id).state == "proposed"


def test_with_the_verdict_in_one_act(chain: Chain) -> None:
    submission = thanked(chain)
    told(chain)
    headers = {"X-Kit": "1"}
    rosa = chain.client(chain.rosa)
    rosa.post(f"/api/v1/reviews/{submission}/claim", headers=headers)
    address = f"reports/{submission}/accept"
    unsettled = post(chain, chain.rosa, address)
    assert unsettled.json["fields"][0]["field"] == "decision.thanks_words"
    assert Submission.get_by_id(submission).state == "claimed"
    given = {"thanks_words": DECISION | {"name": "Lucía"}}
    done = post(chain, chain.rosa, address, thanks=given)
    assert (done.status_code, done.json["state"]) == (200, "accepted")
    assert Commendation.get().person_name == "Lucía"


def test_nobody_settles_those_of_their_own_report(chain: Chain) -> None:
    row = left_open(chain)
    ShopperIdentity.update(person=chain.rita.id).execute()
    rita = chain.client(chain.rita)
    assert rita.get("/api/v1/commendations/to-settle").json == []
    assert rita.get(f"/api/v1/commendations/to-settle/{row.id}").status_code == 403
    assert post(chain, chain.rita, f"{row.id}/decide", **DECISION).status_code == 403


@pytest.mark.parametrize("who", ["rosa", "ana"])
def test_one_is_taken_back_with_a_reason(chain: Chain, who: str) -> None:
    row = accepted(chain, thanked(chain))
    by = getattr(chain, who)
    assert post(chain, by, f"{row.id}/withdraw", reason=" ").status_code == 422
    assert words_read(chain, chain.mateo) == [SAFE]
    done = post(chain, by, f"{row.id}/withdraw", reason="It names a colleague.")
    assert (done.status_code, done.json["state"]) == (200, "withdrawn")
    assert words_read(chain, chain.mateo) == []
    again = post(chain, by, f"{row.id}/withdraw", reason="Again.")
    assert again.json["code"] == "commendation_settled"


def test_from_a_terminal(chain: Chain, database_url: str) -> None:
    row = accepted(chain, thanked(chain))
    # The terminal goes by the machine's own clock, whatever that says.
    Commendation.update(publish_at=datetime(2020, 1, 1, tzinfo=UTC)).execute()
    settings = {"DATABASE_URL": database_url, "AUDIT_KIT_DATA": str(chain.data)}

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["commendations", *words], env=settings)
        connect(database_url)
        return done.output

    line = f"{row.id}\t2026-W47\tCN-01\tcourtesy\t{SAFE}\t{ROLE}\n"
    assert run("list") == run("list", "--store", "CN-01") == line
    assert run("list", "--store", "NT-02") == run("list", "--quality", "speed") == ""
    assert "There is no store ZZ-9." in run("list", "--store", "ZZ-9")
    assert (
        run("withdraw", str(row.id), "--reason", "It names a colleague.") == "It is taken back.\n"
    )
    assert HistoryEntry.select().order_by(HistoryEntry.id.desc()).get().act == (
        "commendation.withdraw"
    )
    assert run("list") == ""
    again = run("withdraw", str(row.id), "--reason", "Again.")
    assert "Somebody has decided on these words already." in again


def test_a_long_list_stands_beside_the_queue_in_part(chain: Chain) -> None:
    row = left_open(chain)
    for _ in range(MOST_WAITING + 1):
        review = Review.get_by_id(row.review_id)
        review.id = uuid4()
        review.save(force_insert=True)
        row.id, row.review = uuid4(), review
        row.save(force_insert=True)
    rosa = chain.client(chain.rosa)
    page = rosa.get("/reviews/?language=en").text
    assert page.count("/decide") == MOST_WAITING
    assert "2 more come up once these are settled." in page
    pages = [rosa.get(f"/api/v1/commendations/to-settle?page={n}").json for n in (1, 2, 3)]
    assert [len(each) for each in pages] == [MOST_WAITING, 2, 0]
    assert len({each["id"] for page in pages for each in page}) == MOST_WAITING + 2
