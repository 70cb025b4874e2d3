"""Photos that the product takes as photos, small, and the same for the same seed."""

from random import Random

import pytest

from server.demo.cast import ERRANDS
from server.demo.photos import entrance, shelf
from server.media.rules import inspect


def test_it_works() -> None:
    photo = entrance("Casa Tezontle Coyoacán", "#7A3E9D", Random(1))
    facts = inspect(photo, 50)
    assert (facts.kind, facts.width, facts.height) == ("image/jpeg", 800, 600)
    assert 10_000 < len(photo) < 60_000


def test_each_visit_has_a_photo_of_its_own_and_a_seed_always_the_same() -> None:
    photos = [entrance("Casa Tezontle Coyoacán", "#7A3E9D", Random(seed)) for seed in (1, 2, 1)]
    assert photos[0] != photos[1]
    assert photos[0] == photos[2]


@pytest.mark.parametrize("thing", [errand.thing for errand in ERRANDS])
def test_a_shelf_shows_its_price_or_none(thing: str) -> None:
    dear, cheap, none = (shelf(thing, price, Random(3)) for price in (99_900, 9_900, None))
    assert len({dear, cheap, none}) == 3
    for photo in (dear, cheap, none):
        inspect(photo, 50)
