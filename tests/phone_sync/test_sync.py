"""The phone reads its visits, their briefs and where their reports stand, in few questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from server.database import database
from server.kernel.actor import Actor, system
from server.kernel.ids import part_submission_id
from server.people import commands as people
from server.phone.api import sync_for
from server.reviews import commands as reviews
from server.visits import commands as visits
from tests.cast import BRIEF, ENTRANCE, SHELF, Chain

ADDRESS = "/api/v1/phone/sync"


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    told: list[str] = []
    engine = database.obj
    asked = engine.execute_sql

    def listen(sql: str, *rest: object) -> object:
        told.append(sql)
        return asked(sql, *rest)

    engine.execute_sql = listen
    try:
        yield told
    finally:
        del engine.execute_sql


def test_it_works(chain: Chain) -> None:
    visit = chain.plan()
    answered = chain.client(chain.sol).get(f"{ADDRESS}?language=es")
    body = answered.get_json()
    assert body["shopper"] == {"id": str(chain.sol.id), "code": chain.sol.code}
    assert (body["language"], body["programme"]["name"]) == ("es", "Tiendas del Sol")
    (told,) = body["visits"]
    assert told["id"] == str(visit.id)
    assert told["state"] == "open"
    assert told["brief"] == BRIEF["es"]
    assert told["store"]["name"] == "Tienda Centro"
    assert told["store"]["locale"] == "es-MX"
    assert told["form"] == {
        "id": "five-qualities",
        "version": 1,
        "digest": chain.form.digest,
    }
    (part,) = told["parts"]
    assert part["submission"] == str(part_submission_id(visit.id, "visit"))
    assert (part["state"], part["revision"], part["receipt"]) == ("to_do", 0, None)
    assert "Server-Time" in answered.headers
    assert "server_time" not in body


def test_a_report_s_way(chain: Chain) -> None:
    visit, phone, rosa = chain.plan(), chain.client(chain.sol), chain.actor(chain.rosa)

    def part() -> dict[str, object]:
        return phone.get(ADDRESS).get_json()["visits"][0]["parts"][0]  # type: ignore[no-any-return]

    submission = chain.send(visit)
    sent = part()
    assert (sent["state"], sent["revision"]) == ("sent", 1)
    receipt = phone.get(f"/api/v1/submissions/{submission}").get_json()
    assert receipt.items() >= sent["receipt"].items()
    assert sent["digest"] == receipt["digest"]
    reviews.claim(rosa, submission)
    assert part()["state"] == "claimed"
    reviews.send_back(rosa, submission, "Which till was it?")
    back = part()
    assert (back["state"], back["note"]) == ("sent_back", "Which till was it?")


def test_a_visit_that_was_cancelled_stays_and_says_so(chain: Chain) -> None:
    visit = chain.plan()
    visits.cancel_visit(chain.actor(chain.ana), visit.id, "The store moves.")
    (told,) = chain.client(chain.sol).get(ADDRESS).get_json()["visits"]
    assert told["state"] == "cancelled"
    assert "moves" not in str(told)


def test_nothing_of_another_shopper(chain: Chain) -> None:
    chain.plan()
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega")
    body = chain.client(luz).get(ADDRESS).get_json()
    assert (body["visits"], body["shopper"]["code"]) == ([], luz.code)


def test_what_the_phone_has_is_not_sent_again(chain: Chain) -> None:
    visit, phone = chain.plan(), chain.client(chain.sol)
    first = phone.get(ADDRESS)
    known = {"If-None-Match": first.headers["ETag"]}
    chain.later(minutes=5)
    again = phone.get(ADDRESS, headers=known)
    assert (again.status_code, again.data) == (304, b"")
    # Time alone changes nothing, but the phone learns what time it is all the same.
    assert again.headers["Server-Time"] != first.headers["Server-Time"]
    chain.send(visit)
    assert phone.get(ADDRESS, headers=known).status_code == 200


def test_a_photo_that_arrives_changes_it(chain: Chain) -> None:
    chain.send(chain.plan(), photos=False)
    phone = chain.client(chain.sol)
    first = phone.get(ADDRESS)
    chain.upload(phone, ENTRANCE)
    second = phone.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    photos = second.get_json()["visits"][0]["parts"][0]["receipt"]["photos"]
    assert (len(photos["present"]), len(photos["missing"])) == (1, 1)
    chain.upload(phone, SHELF)
    assert (
        phone.get(ADDRESS).get_json()["visits"][0]["parts"][0]["receipt"]["photos"]["missing"] == []
    )


def test_as_many_questions_for_ten_visits_as_for_one(chain: Chain) -> None:
    sol: Actor = chain.actor(chain.sol)
    chain.send(chain.plan())
    sync_for(sol, "es")
    with counted() as for_one:
        sync_for(sol, "es")
    for _ in range(9):
        chain.send(chain.plan())
    with counted() as for_ten:
        assert len(sync_for(sol, "es")["visits"]) == 10
    assert len(for_ten) == len(for_one)
    assert 0 < len(for_ten) < 12
