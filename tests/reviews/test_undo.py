"""A verdict can be taken back for one minute."""

from __future__ import annotations

import json

import pytest

from server.kernel.problems import Problem
from server.reviews import commands
from server.reviews.models import Review
from server.scores.models import Score, StoreMonth
from server.scores.queries import published
from server.submissions.models import Submission
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    submission = chain.published()
    assert list(published(chain.actor(chain.mateo)))
    chain.later(seconds=59)
    commands.undo(chain.actor(chain.rosa), submission)
    assert Submission.get_by_id(submission).state == "claimed"
    assert list(published(chain.actor(chain.mateo))) == []
    assert StoreMonth.select().count() == 0
    taken_back, again = Review.select().order_by(Review.verdict.is_null(), Review.claimed_at)
    assert (taken_back.verdict, taken_back.undone_at) == ("accepted", chain.clock.now())
    assert (again.verdict, again.reviewer) == (None, chain.rosa)


def test_after_a_minute_it_stands(chain: Chain) -> None:
    submission = chain.published()
    chain.later(seconds=60)
    with pytest.raises(Problem) as refused:
        commands.undo(chain.actor(chain.rosa), submission)
    assert refused.value.code == "undo_too_late"
    assert Submission.get_by_id(submission).state == "accepted"
    assert Score.get().current


def test_only_who_gave_it_takes_it_back(chain: Chain) -> None:
    submission = chain.published()
    with pytest.raises(Problem) as refused:
        commands.undo(chain.actor(chain.rita), submission)
    assert refused.value.code == "undo_too_late"
    assert Score.get().current


def test_a_verdict_given_anew_is_published_anew(chain: Chain) -> None:
    submission = chain.published()
    rosa = chain.actor(chain.rosa)
    commands.undo(rosa, submission)
    commands.accept(rosa, submission)
    assert StoreMonth.get().visits == 1
    assert [s.submission_id for s in published(chain.actor(chain.mateo))] == [submission]


def test_a_report_that_came_again_is_not_taken_from_its_shopper(chain: Chain) -> None:
    visit = chain.plan()
    submission = chain.send(visit)
    rosa = chain.actor(chain.rosa)
    commands.claim(rosa, submission)
    commands.send_back(rosa, submission, "Which lamp was it?")
    phone = chain.client(chain.sol)
    digest = phone.get(f"/api/v1/submissions/{submission}").json["digest"]
    body = json.loads(chain.body(visit)) | {"replaces": digest, "language": "en"}
    address = f"/api/v1/submissions/{submission}/revisions/2"
    assert phone.put(address, json=body, headers={"X-Kit": "1"}).status_code == 201
    with pytest.raises(Problem) as refused:
        commands.undo(rosa, submission)
    assert refused.value.code == "undo_too_late"
    assert Submission.get_by_id(submission).state == "received"


def test_a_colleague_s_later_verdict_is_not_taken_back(chain: Chain) -> None:
    visit = chain.plan()
    submission = chain.send(visit)
    rosa, rita = chain.actor(chain.rosa), chain.actor(chain.rita)
    commands.claim(rosa, submission)
    commands.send_back(rosa, submission, "Which lamp was it?")
    phone = chain.client(chain.sol)
    digest = phone.get(f"/api/v1/submissions/{submission}").json["digest"]
    body = json.loads(chain.body(visit)) | {"replaces": digest, "language": "en"}
    address = f"/api/v1/submissions/{submission}/revisions/2"
    assert phone.put(address, json=body, headers={"X-Kit": "1"}).status_code == 201
    commands.claim(rita, submission)
    commands.send_back(rita, submission, "And the shade?")
    with pytest.raises(Problem) as refused:
        commands.undo(rosa, submission)
    assert refused.value.code == "undo_too_late"
    assert Submission.get_by_id(submission).state == "sent_back"
