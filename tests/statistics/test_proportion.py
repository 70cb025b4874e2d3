"""How often something was seen, per hundred visits, with Wilson's interval."""

import pytest

from server.statistics import proportion


def test_it_works() -> None:
    """The example of R. G. Newcombe, Statistics in Medicine 17, 1998, table I: 81 of 263."""
    told = proportion(81, 263)
    assert (told.seen, told.n, told.too_few) == (81, 263, False)
    assert told.share == pytest.approx(30.798, abs=0.001)
    assert told.low == pytest.approx(25.53, abs=0.01)
    assert told.high == pytest.approx(36.62, abs=0.01)


def test_what_was_never_seen_may_still_happen() -> None:
    """Newcombe's 0 of 20."""
    told = proportion(0, 20)
    assert (told.share, told.low) == (0, 0)
    assert told.high == pytest.approx(16.11, abs=0.01)


def test_what_was_always_seen_is_its_mirror() -> None:
    never, always = proportion(0, 20), proportion(20, 20)
    assert always.high == 100
    assert always.low == pytest.approx(100 - (never.high or 0))


@pytest.mark.parametrize("n", [0, 1, 2])
def test_too_few_visits_have_no_interval(n: int) -> None:
    told = proportion(0, n)
    assert told.too_few
    assert (told.low, told.high) == (None, None)


def test_the_programme_says_what_is_too_few() -> None:
    assert proportion(1, 4, minimum=5).too_few
    assert not proportion(1, 5, minimum=5).too_few


@pytest.mark.parametrize(("seen", "n"), [(-1, 3), (4, 3)])
def test_no_visits_are_invented(seen: int, n: int) -> None:
    with pytest.raises(ValueError, match="visits"):
        proportion(seen, n)
