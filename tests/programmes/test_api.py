"""A phone reads a published form in one language, without what scores."""

from __future__ import annotations

import json

from tests.cast import Chain

ADDRESS = "/api/v1/forms/five-qualities/1"
KEPT_BACK = ("points", "weight", "critical", "action", "shown_to", "points_cap")


def test_it_works(chain: Chain) -> None:
    form = chain.client(chain.sol).get(f"{ADDRESS}?language=en").get_json()
    assert (form["form"], form["version"], form["language"]) == ("five-qualities", 1, "en")
    assert form["digest"] == chain.form.digest
    assert form["in_store"] == ["arrived", "greeted", "served", "paid", "left"]


def test_each_language_has_its_own_words(chain: Chain) -> None:
    phone = chain.client(chain.sol)
    english = phone.get(f"{ADDRESS}?language=en").get_json()
    spanish = phone.get(f"{ADDRESS}?language=es").get_json()
    assert english["title"] != spanish["title"]
    assert english["digest"] == spanish["digest"]
    # Without a wish it is the shopper's own.
    assert phone.get(ADDRESS).get_json() == spanish


def test_it_says_nothing_of_points(chain: Chain) -> None:
    form = chain.client(chain.sol).get(ADDRESS).get_json()
    questions = [q for section in form["sections"] for q in section["questions"]]
    assert len(questions) >= 30
    assert [q["id"] for q in questions if set(q) & set(KEPT_BACK)] == []
    assert any(name in json.dumps(chain.form.snapshot) for name in KEPT_BACK)


def test_what_the_phone_has_is_not_sent_again(chain: Chain) -> None:
    phone = chain.client(chain.sol)
    first = phone.get(ADDRESS)
    again = phone.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = phone.get(f"{ADDRESS}?language=en", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_a_version_that_is_not_there(chain: Chain) -> None:
    phone = chain.client(chain.sol)
    for address in ("/api/v1/forms/five-qualities/2", "/api/v1/forms/no-such-form/1"):
        problem = phone.get(address)
        assert (problem.status_code, problem.get_json()["code"]) == (404, "form_unknown")
