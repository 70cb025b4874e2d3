"""What the shopper would do: beside the score, in the rollup, and no part of any score."""

from __future__ import annotations

from dataclasses import replace

from server.reviews import commands as reviews
from server.scores.commands import rebuild
from server.scores.models import Score, StoreMonth
from tests.cast import Chain
from tests.opinions import ask, asking, opinion


def test_it_works(chain: Chain) -> None:
    ask(chain)
    opinion(chain, True, 9)
    opinion(chain, False, 4)
    said = {(score.would_return, score.would_recommend) for score in Score.select()}
    assert said == {(10_000, 9_000), (0, 4_000)}
    assert {score.overall for score in Score.select()} == {10_000}
    month = StoreMonth.get()
    assert (month.n_would_return, month.total_would_return) == (2, 10_000)
    assert (month.n_would_recommend, month.total_would_recommend) == (2, 13_000)
    assert month.squares_would_recommend == 9_000**2 + 4_000**2


def test_what_is_withdrawn_leaves_the_rollup_and_a_rebuilt_one_is_the_same(chain: Chain) -> None:
    ask(chain)
    opinion(chain, True, 9)
    gone = opinion(chain, False, 4)
    reviews.undo(chain.actor(chain.rosa), gone)
    kept = list(StoreMonth.select().dicts())
    assert (kept[0]["n_would_return"], kept[0]["total_would_recommend"]) == (1, 9_000)
    rebuild(chain.actor(chain.ana))
    assert list(StoreMonth.select().dicts()) == kept


def test_a_form_that_does_not_ask_says_nothing(chain: Chain) -> None:
    chain.published()
    score = Score.get()
    assert (score.would_return, score.would_recommend) == (None, None)
    assert StoreMonth.get().n_would_return == 0


def test_the_same_ids_in_a_form_of_ones_own_may_mean_anything(chain: Chain) -> None:
    form = asking()
    *others, section = form.sections
    ask(chain, replace(form, sections=(*others, replace(section, module=None))))
    opinion(chain, True, 9)
    assert Score.get().would_return is None
