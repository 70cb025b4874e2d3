"""A reviewer takes a report; from then on it is theirs alone."""

from __future__ import annotations

import json
import threading

import pytest

from server.database import disconnect
from server.kernel.actor import Role, system
from server.kernel.problems import Problem
from server.people.models import RoleGrant, ShopperIdentity
from server.reviews import commands
from server.reviews.models import Review
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
