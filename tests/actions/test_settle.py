"""A reviewer settles words of thanks in one act with the verdict."""

from __future__ import annotations

import pytest

from server.actions import commands, queries
from server.actions.models import Commendation
from server.history.models import HistoryEntry, HistoryReason
from server.kernel.problems import Problem
from server.people.models import ShopperIdentity
from server.reviews import commands as reviews
from server.reviews.models import Review
from server.scores.models import Score
from server.submissions.models import Submission
from tests.actions.thankful import NAME, ROLE, SAFE, WORDS, accepted, entry, newest, thanked, told
from tests.cast import Chain


def wrong(refused: pytest.ExceptionInfo[Problem]) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in refused.value.fields]


def read_by_mateo(chain: Chain) -> list[str]:
    return [row.words for row in queries.readable_by(chain.actor(chain.mateo))]


def test_it_works(chain: Chain) -> None:
    accepted(chain, thanked(chain))
    row = Commendation.get()
    assert (row.state, row.words, row.quality, row.role) == ("confirmed", SAFE, "courtesy", ROLE)
    assert (row.person_name, row.edited, row.confirmed_by_id) == (None, True, chain.rosa.id)
    assert read_by_mateo(chain) == [SAFE]
    acts = [each.act for each in HistoryEntry.select() if each.object_kind == "commendation"]
    assert acts == ["commendation.confirm"]


def test_words_left_as_they_are_are_not_called_edited(chain: Chain) -> None:
    told(chain)
    assert accepted(chain, thanked(chain), entry(words=f"  {WORDS}\r\n")).edited is False


def test_declined_words_are_not_kept_and_the_reason_is(chain: Chain) -> None:
    reason = "It is about another shop."
    row = accepted(chain, thanked(chain), entry(decision="decline", reason=reason))
    assert (row.state, row.words, row.confirmed_by_id) == ("declined", "", None)
    assert read_by_mateo(chain) == []
    assert [each.words for each in HistoryReason.select()] == [reason]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"decision": ""}, ("decision.thanks_words", "undecided")),
        ({"words": " \r\n "}, ("words.thanks_words", "words_missing")),
        ({"words": "x" * 1001}, ("words.thanks_words", "words_long")),
        ({"words": "a\0b"}, ("words.thanks_words", "unreadable")),
        ({"quality": "speed"}, ("quality.thanks_words", "quality_unknown")),
        ({"role": "x" * 121}, ("role.thanks_words", "role_long")),
        ({"read": False}, ("read.thanks_words", "unread")),
        ({"decision": "decline"}, ("reason.thanks_words", "reason_missing")),
        ({"decision": "decline", "reason": "x" * 1001}, ("reason.thanks_words", "reason_missing")),
    ],
)
def test_what_is_refused_leaves_the_report_undecided(
    chain: Chain, changed: dict[str, object], fault: tuple[str, str]
) -> None:
    submission = thanked(chain)
    with pytest.raises(Problem) as refused:
        accepted(chain, submission, entry(**changed))
    assert wrong(refused) == [fault]
    assert Submission.get_by_id(submission).state == "claimed"
    assert (Score.select().count(), Commendation.select().count()) == (0, 0)


def test_nothing_entered_is_nothing_settled(chain: Chain) -> None:
    submission = thanked(chain)
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, submission)
    with pytest.raises(Problem):
        commands.accept(rosa, submission, {})
    assert Submission.get_by_id(submission).state == "claimed"


def test_a_report_without_words_of_thanks_is_just_accepted(chain: Chain) -> None:
    submission = thanked(chain, thanks_words="")
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, submission)
    commands.accept(rosa, submission, {})
    assert Submission.get_by_id(submission).state == "accepted"
    assert Commendation.select().count() == 0


def test_the_button_pressed_twice_counts_once(chain: Chain) -> None:
    submission = thanked(chain)
    accepted(chain, submission)
    with pytest.raises(Problem) as refused:
        commands.accept(chain.actor(chain.rosa), submission, {"thanks_words": entry()})
    assert refused.value.code == "review_not_yours"
    assert Commendation.select().count() == 1


def test_nobody_settles_the_thanks_of_their_own_report(chain: Chain) -> None:
    submission = thanked(chain)
    ShopperIdentity.update(person=chain.rita.id).execute()
    with pytest.raises(Problem) as refused:
        commands.accept(chain.actor(chain.rita), submission, {"thanks_words": entry()})
    assert refused.value.code == "review_own_report"
    chain.accept(submission)
    chain.work()
    with pytest.raises(Problem) as refused:
        commands.decide(chain.actor(chain.rita), Commendation.get().id, entry())
    assert refused.value.code == "review_own_report"
    assert queries.to_decide(chain.actor(chain.rita)) == ([], 0)


def test_a_verdict_undone_takes_it_along_and_the_next_decides_anew(chain: Chain) -> None:
    submission = thanked(chain)
    accepted(chain, submission)
    rosa = chain.actor(chain.rosa)
    reviews.undo(rosa, submission)
    assert read_by_mateo(chain) == []
    commands.accept(rosa, submission, {"thanks_words": entry(words="She helped me at once.")})
    assert read_by_mateo(chain) == ["She helped me at once."]
    assert Review.select().where(Review.undone_at.is_null()).count() == 1


def test_it_is_out_together_with_the_score(chain: Chain) -> None:
    chain.programme.publish_delay_minutes = 60
    chain.programme.save()
    accepted(chain, thanked(chain))
    assert newest().publish_at == Score.get().publish_at
    assert read_by_mateo(chain) == []
    chain.later(minutes=61)
    assert read_by_mateo(chain) == []
    chain.work()
    assert read_by_mateo(chain) == [SAFE]


def test_only_those_of_the_store_and_above_read_it(chain: Chain) -> None:
    accepted(chain, thanked(chain, chain.norte))
    assert read_by_mateo(chain) == []
    assert queries.readable_by(chain.actor(chain.regina)).count() == 1
    assert queries.readable_by(chain.actor(chain.ana)).count() == 1


def test_what_is_not_settled_with_the_verdict_waits_and_nobody_reads_it(chain: Chain) -> None:
    """Accepted through the API, which knows nothing of thanks."""
    submission = thanked(chain)
    chain.accept(submission)
    chain.work()
    chain.work()
    row = Commendation.get()
    assert (row.state, row.words, read_by_mateo(chain)) == ("proposed", "", [])
    waiting = queries.to_decide(chain.actor(chain.rita))
    assert waiting == ([(row.id, "Tienda Centro", chain.sol.code)], 1)
    commands.decide(chain.actor(chain.rita), row.id, entry())
    assert read_by_mateo(chain) == [SAFE]
    assert queries.to_decide(chain.actor(chain.rita)) == ([], 0)
    with pytest.raises(Problem) as refused:
        commands.decide(chain.actor(chain.rosa), row.id, entry())
    assert refused.value.code == "commendation_settled"


def test_a_verdict_undone_leaves_nothing_to_decide(chain: Chain) -> None:
    submission = thanked(chain)
    chain.accept(submission)
    chain.work()
    reviews.undo(chain.actor(chain.rosa), submission)
    assert queries.to_decide(chain.actor(chain.rosa)) == ([], 0)
    with pytest.raises(Problem) as refused:
        commands.decide(chain.actor(chain.rosa), Commendation.get().id, entry())
    assert refused.value.code == "not_found"


def test_the_shopper_s_own_words_stay_in_the_report(chain: Chain) -> None:
    submission = thanked(chain)
    accepted(chain, submission)
    page = chain.client(chain.rosa).get(f"/reviews/{submission}").text
    assert WORDS in page
    assert SAFE in page
    assert NAME in page
