"""A reviewer takes a report; from then on it is theirs alone."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from uuid import UUID

import pytest

from server.database import disconnect
from server.history.models import HistoryEntry
from server.kernel.actor import Actor, Role, system
from server.kernel.problems import Problem
from server.people import commands as people
from server.people.models import RoleGrant, ShopperIdentity
from server.reviews import commands
from server.reviews.models import Review
from server.reviews.queries import queue
from server.stores.commands import let_manage
from server.submissions.models import Submission
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    commands.claim(chain.actor(chain.rosa), submission)
    assert Submission.get_by_id(submission).state == "claimed"
    review = Review.get()
    assert (review.reviewer, review.revision, review.verdict) == (chain.rosa, 1, None)


def test_claiming_again_changes_nothing(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    rosa = chain.actor(chain.rosa)
    assert commands.claim(rosa, submission) == commands.claim(rosa, submission)
    assert Review.select().count() == 1


def test_of_two_reviewers_one_gets_it(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    told: list[str] = []

    def take(actor: object) -> None:
        try:
            commands.claim(actor, submission)  # type: ignore[arg-type]
            told.append("won")
        except Problem as problem:
            told.append(problem.code)
        disconnect()

    both = [chain.actor(chain.rosa), chain.actor(chain.rita)]
    threads = [threading.Thread(target=take, args=(actor,)) for actor in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["review_taken", "won"]
    assert Review.select().count() == 1


def test_a_claimed_report_can_no_longer_be_changed_by_its_shopper(chain: Chain) -> None:
    visit = chain.plan()
    submission = chain.send(visit)
    phone = chain.client(chain.sol)
    digest = phone.get(f"/api/v1/submissions/{submission}").json["digest"]
    body = json.loads(chain.body(visit, {"asked_need": False})) | {"replaces": digest}
    commands.claim(chain.actor(chain.rosa), submission)
    address = f"/api/v1/submissions/{submission}/revisions/2"
    refused = phone.put(address, json=body, headers={"X-Kit": "1"})
    assert (refused.status_code, refused.json["code"]) == (409, "submission_claimed")
    commands.release(chain.actor(chain.rosa), submission)
    assert phone.put(address, json=body, headers={"X-Kit": "1"}).status_code == 201


def test_nobody_reviews_their_own_report(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    ShopperIdentity.update(person=chain.rosa.id).execute()
    with pytest.raises(Problem) as refused:
        commands.claim(chain.actor(chain.rosa), submission)
    assert refused.value.code == "review_own_report"
    assert Submission.get_by_id(submission).state == "received"


def test_nobody_reviews_a_report_on_a_store_of_theirs(chain: Chain) -> None:

    submission = chain.send(chain.plan())
    RoleGrant.create(person=chain.rosa, role=Role.STORE_MANAGER)
    let_manage(system(chain.clock.now()), chain.centro, chain.rosa.id)
    with pytest.raises(Problem) as refused:
        commands.claim(chain.actor(chain.rosa), submission)
    assert refused.value.code == "review_own_store"
    assert commands.claim(chain.actor(chain.rosa), chain.send(chain.plan(chain.norte)))


def test_releasing_gives_it_back_to_all(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    commands.claim(chain.actor(chain.rosa), submission)
    commands.release(chain.actor(chain.rosa), submission)
    assert Submission.get_by_id(submission).state == "received"
    commands.claim(chain.actor(chain.rita), submission)
    with pytest.raises(Problem) as refused:
        commands.release(chain.actor(chain.rosa), submission)
    assert refused.value.code == "review_not_yours"


def test_what_a_colleague_left_lying_is_taken_over(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    rita = chain.actor(chain.rita)
    commands.claim(chain.actor(chain.rosa), submission)
    assert not is_offered(rita, submission)
    with pytest.raises(Problem) as refused:
        commands.claim(rita, submission)
    assert refused.value.code == "review_taken"

    chain.clock.move(timedelta(hours=24))
    rita = chain.actor(chain.rita)
    assert is_offered(rita, submission)
    commands.claim(rita, submission)
    assert history_of(submission)[-1] == "review.take_over"
    with pytest.raises(Problem) as refused:
        commands.accept(chain.actor(chain.rosa), submission)
    assert refused.value.code == "review_not_yours"
    commands.accept(rita, submission)
    assert Submission.get_by_id(submission).state == "accepted"


@pytest.mark.parametrize("lost", ["revoked", "role"])
def test_what_somebody_claimed_who_may_review_no_longer_waits_at_once(
    chain: Chain, lost: str
) -> None:
    submission = chain.send(chain.plan())
    commands.claim(chain.actor(chain.rosa), submission)
    if lost == "revoked":
        people.revoke_person(system(chain.clock.now()), chain.rosa.id)
    else:
        RoleGrant.delete().where(RoleGrant.person == chain.rosa).execute()
    rita = chain.actor(chain.rita)
    assert is_offered(rita, submission)
    page = chain.client(chain.rita).get(f"/reviews/{submission}").text
    assert f"/reviews/{submission}/claim" in page
    commands.claim(rita, submission)
    assert not is_offered(rita, submission)
    assert queue(rita, 1, "en").mine[0].submission == submission


def is_offered(actor: Actor, submission: UUID) -> bool:
    found = queue(actor, 1, "en")
    waits = submission in [row.submission for row in found.waiting]
    assert found.total == len(found.waiting)
    assert not (waits and found.with_others)
    return waits


def history_of(submission: UUID) -> list[str]:
    rows = HistoryEntry.select().where(HistoryEntry.object == submission)
    return [row.act for row in rows.order_by(HistoryEntry.at, HistoryEntry.id)]
