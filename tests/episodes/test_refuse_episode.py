"""A moment that lacks something is refused with the field and a sentence, and not half stored."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from server.episodes.models import Episode
from tests.cast import Chain
from tests.episodes.moments import body, log, moment
from tests.submissions.phone import code_of

WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "no kind": ({"kind": None}, "kind", "missing_field"),
    "a kind nobody knows": ({"kind": "sloth"}, "kind", "wrong_value"),
    "a moment nobody knows": ({"moment": "midnight"}, "moment", "wrong_value"),
    "affected nobody knows": ({"affected": "the cat"}, "affected", "wrong_value"),
    "a sin without words": ({"words": ""}, "words", "words_missing"),
    "a sin with blanks for words": ({"words": " " * 40}, "words", "words_missing"),
    "nine letters": ({"words": "Too short"[:9]}, "words", "words_missing"),
    "a novel": ({"words": "x" * 2001}, "words", "wrong_value"),
    "no place": ({"store_name": None}, "store_name", "place_missing"),
    "a blank place": ({"store_name": "  "}, "store_name", "place_missing"),
    "two places": ({"store": "CN-01"}, "store_name", "place_missing"),
    "half a letter": ({"store_name": "\ud800"}, "store_name", "text_unreadable"),
    "last year": ({"days_before": 31}, "days_before", "wrong_value"),
    "tomorrow": ({"days_before": -1}, "days_before", "wrong_value"),
    "no stamp": ({"logged": None}, "logged", "missing_field"),
    "no readable stamp": ({"logged": {"at": "noon"}}, "logged", "stamp_unreadable"),
    "a field too many": ({"score": 0}, "score", "unknown_field"),
}


@pytest.mark.parametrize("case", WRONG)
def test_it_works(chain: Chain, case: str) -> None:
    changes, field, code = WRONG[case]
    sent = log(chain.client(chain.sol), body(**changes))
    assert sent.status_code == 422
    fields = {each["field"]: each for each in sent.get_json()["fields"]}
    assert fields[field]["code"] == code
    assert fields[field]["detail"]
    assert Episode.select().count() == 0


def test_more_bytes_than_a_moment_has(chain: Chain) -> None:
    sent = log(chain.client(chain.sol), b" " * 20_001)
    assert code_of(sent) == "body_too_large"


def test_bytes_that_were_damaged_on_the_way(chain: Chain) -> None:
    sent = log(chain.client(chain.sol), moment(), Content_Digest="sha-256=:AAAA:")
    assert code_of(sent) == "digest_wrong"


def test_one_that_another_shopper_wrote_on_this_phone(chain: Chain) -> None:
    sent = log(chain.client(chain.sol), moment(), Kit_Shopper=str(uuid4()))
    assert code_of(sent) == "other_shopper"
