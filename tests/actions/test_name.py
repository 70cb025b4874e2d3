"""A name stands in a commendation only where staff had been told, and reaches nobody otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from server.actions.models import Commendation
from server.kernel.problems import Problem
from tests.actions.thankful import NAME, ROLE, SAFE, WORDS, accepted, entry, thanked, told
from tests.cast import Chain

MONDAY_OF_ITS_WEEK, DAY_OF_THE_VISIT = date(2026, 11, 16), date(2026, 11, 21)
SUNDAY_BEFORE = date(2026, 11, 15)


def test_it_works(chain: Chain) -> None:
    told(chain, SUNDAY_BEFORE)
    row = accepted(chain, thanked(chain), entry(words=WORDS, name=NAME))
    assert (row.words, row.person_name) == (WORDS, NAME)


def test_without_a_notice_the_name_goes(chain: Chain) -> None:
    assert accepted(chain, thanked(chain), entry(name=NAME)).person_name is None


@pytest.mark.parametrize("on", [MONDAY_OF_ITS_WEEK, DAY_OF_THE_VISIT, date(2026, 11, 22)])
def test_told_within_its_week_or_later_is_told_too_late(chain: Chain, on: date) -> None:
    told(chain, on)
    assert accepted(chain, thanked(chain), entry(name=NAME)).person_name is None


@pytest.mark.parametrize("words", [WORDS, "LUCIA helped me.", "It was qxzamora’s idea."])
def test_without_a_notice_no_part_of_the_name_stays_in_the_words(chain: Chain, words: str) -> None:
    submission = thanked(chain)
    with pytest.raises(Problem) as refused:
        accepted(chain, submission, entry(words=words))
    assert [(f.field, f.code) for f in refused.value.fields] == [("words.thanks_words", "named")]
    assert Commendation.select().count() == 0


def test_nor_in_the_role(chain: Chain) -> None:
    submission = thanked(chain)
    with pytest.raises(Problem) as refused:
        accepted(chain, submission, entry(role=f"{ROLE}, Lucía"))
    assert [f.field for f in refused.value.fields] == ["role.thanks_words"]


def test_another_word_that_only_begins_like_it_may_stay(chain: Chain) -> None:
    row = accepted(chain, thanked(chain, thanks_name="Ana"), entry(words="Mañana I will be back."))
    assert row.words == "Mañana I will be back."


def test_a_notice_of_tomorrow_s_tomorrow_is_none(chain: Chain) -> None:
    with pytest.raises(Problem) as refused:
        told(chain, date(2026, 11, 23))
    assert refused.value.code == "staff_notice_unfit"


def test_a_store_s_files_hold_no_name_without_a_notice(chain: Chain) -> None:
    accepted(chain, thanked(chain))
    chain.work()
    for who in (chain.mateo, chain.regina):
        client = chain.client(who)
        for address in ("/store/", "/commendations/", "/commendations/list.csv"):
            page = client.get(address, follow_redirects=True).text
            assert SAFE in page or address == "/store/"
            assert "Lucía" not in page
            assert "Qxzamora" not in page
