"""A moment is taken once, whole, with a receipt that stays the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest

from server.database import disconnect
from server.episodes.models import Episode
from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.kernel.ids import sha256_hex
from server.people import commands as people
from server.scores.models import StoreMonth
from server.submissions.models import Submission
from tests.audit_forms.five_qualities_shopper import stamp
from tests.cast import Chain
from tests.episodes.moments import OURS, WORDS, at_store, body, log, moment
from tests.stored import stored
from tests.submissions.phone import code_of


def test_it_works(chain: Chain) -> None:
    identity, raw = uuid4(), moment()
    sent = log(chain.client(chain.sol), raw, identity)
    receipt = sent.get_json()
    assert sent.status_code == 201
    assert receipt["digest"] == sha256_hex(raw)
    assert receipt["episode"] == str(identity)
    assert receipt["photos"] == {"announced": [], "present": [], "missing": []}
    kept = Episode.get_by_id(identity)
    assert (kept.kind, kept.moment, kept.affected, kept.words) == (
        "apathy",
        "enquiry",
        "me",
        WORDS,
    )
    assert (kept.store_id, kept.store_name) == (None, "A café")
    assert (kept.happened, kept.month) == (date(2026, 11, 21), date(2026, 11, 1))
    assert (kept.shopper_id, kept.programme_id) == (chain.sol.id, chain.programme.id)


def test_a_store_that_the_shopper_was_sent_to(chain: Chain) -> None:
    chain.plan()
    identity = uuid4()
    assert log(chain.client(chain.sol), at_store("CN-01"), identity).status_code == 201
    kept = Episode.get_by_id(identity)
    assert (kept.store_id, kept.store_name) == (chain.centro.id, None)


@pytest.mark.parametrize("code", ["NT-02", "XX-99"])
def test_a_store_that_they_were_not_sent_to_is_as_if_it_were_not_there(
    chain: Chain, code: str
) -> None:
    chain.plan()
    sent = log(chain.client(chain.sol), at_store(code))
    assert code_of(sent) == "episode_store_unknown"
    assert Episode.select().count() == 0


def test_a_good_moment_needs_no_words(chain: Chain) -> None:
    assert log(chain.client(chain.sol), body(kind="good", words="")).status_code == 201


def test_it_enters_no_score_and_no_report(chain: Chain) -> None:
    chain.plan()
    log(chain.client(chain.sol), at_store("CN-01"))
    chain.work()
    assert Episode.select().count() == 1
    assert (Submission.select().count(), StoreMonth.select().count()) == (0, 0)


def test_history_says_who_and_what(chain: Chain) -> None:
    identity = uuid4()
    log(chain.client(chain.sol), moment(), identity)
    (entry,) = HistoryEntry.select().where(HistoryEntry.act == "episode.receive")
    assert (entry.actor_kind, entry.actor) == ("shopper", chain.sol.id)
    assert entry.object == str(identity)


def test_the_same_bytes_again_change_nothing(chain: Chain) -> None:
    identity, phone = uuid4(), chain.client(chain.sol)
    first = log(phone, moment(), identity)
    before = stored(chain.data)
    chain.later(days=2)
    again = log(phone, moment(), identity)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json() == first.get_json()
    assert stored(chain.data) == before


def test_other_bytes_are_refused_and_change_nothing(chain: Chain) -> None:
    identity, phone = uuid4(), chain.client(chain.sol)
    first = log(phone, moment(), identity)
    before = stored(chain.data)
    sent = log(phone, moment(kind="coldness"), identity)
    assert sent.status_code == 409
    assert code_of(sent) == "episode_conflict"
    assert stored(chain.data) == before
    assert phone.get(f"/api/v1/episodes/{identity}").get_json() == first.get_json()


def test_another_shopper_s_is_neither_taken_over_nor_read(chain: Chain) -> None:
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega", "en")
    identity = uuid4()
    assert log(chain.client(chain.sol), moment(), identity).status_code == 201
    assert code_of(log(chain.client(luz), moment(), identity)) == "episode_conflict"
    assert code_of(chain.client(luz).get(f"/api/v1/episodes/{identity}")) == "not_found"


def test_eight_at_the_same_moment_are_one(chain: Chain) -> None:
    identity, phones = uuid4(), [chain.client(chain.sol) for _ in range(8)]
    start = Barrier(len(phones))

    def send(place: int) -> tuple[int, str]:
        start.wait()
        sent = log(phones[place], moment(), identity)
        disconnect()
        return sent.status_code, sent.text

    with ThreadPoolExecutor(len(phones)) as threads:
        answers = list(threads.map(send, range(len(phones))))
    assert sorted(status for status, _ in answers) == [200] * 7 + [201]
    assert len({text for _, text in answers}) == 1
    assert Episode.select().count() == 1


def test_yesterday_is_the_day_before_it_was_logged(chain: Chain) -> None:
    log(chain.client(chain.sol), body(days_before=1))
    assert Episode.get().happened == date(2026, 11, 20)


def test_the_day_is_that_of_the_phone_s_own_place(chain: Chain) -> None:
    """An hour after midnight in London is still the day before in Mexico."""
    logged = stamp(0) | {"at": "2026-11-21T01:00:00.000Z"}
    log(chain.client(chain.sol), body(logged=logged))
    assert Episode.get().happened == date(2026, 11, 20)


def test_a_clock_that_was_measured_to_be_off_is_corrected(chain: Chain) -> None:
    ahead = timedelta(days=3)
    logged = stamp(0) | {"at": "2026-11-24T16:15:00.000Z"}
    clock = {"skew_ms": int(ahead.total_seconds()) * 1000, "at": logged["at"]}
    log(chain.client(chain.sol), body(logged=logged, clock=clock))
    theirs = (chain.clock.now() + ahead).isoformat()
    log(chain.client(chain.sol), body(logged=logged), Device_Time=theirs)
    assert [row.happened for row in Episode.select()] == [date(2026, 11, 21)] * 2


@pytest.mark.parametrize("at", ["2031-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z"])
def test_a_clock_that_nobody_measured_counts_as_the_arrival(chain: Chain, at: str) -> None:
    assert log(chain.client(chain.sol), body(logged=stamp(0) | {"at": at})).status_code == 201
    assert Episode.get().happened == date(2026, 11, 21)


def test_a_week_counts_in_the_month_of_its_thursday(chain: Chain) -> None:
    """The last of November 2026 is a Monday: its week is one of December."""
    chain.later(days=12)
    logged = stamp(0) | {"at": "2026-11-30T18:00:00.000Z"}
    log(chain.client(chain.sol), body(logged=logged))
    assert Episode.get().month == date(2026, 12, 1)


def test_so_many_in_a_day_and_no_more(chain: Chain) -> None:
    phone = chain.client(chain.sol)
    for _ in range(100):
        assert log(phone, moment()).status_code == 201
    refused = log(phone, moment())
    assert refused.status_code == 429
    assert code_of(refused) == "episode_limit"
    chain.later(hours=25)
    assert log(phone, moment()).status_code == 201


def test_it_can_be_sent_by_shoppers_alone(chain: Chain) -> None:
    for who in (chain.ana, chain.rosa, chain.mateo, chain.regina):
        sent = log(chain.client(who), moment())
        assert code_of(sent) == "not_permitted"
    stranger = chain.app.test_client()
    assert (
        stranger.put(f"/api/v1/episodes/{uuid4()}", data=moment(), headers=OURS).status_code == 401
    )
