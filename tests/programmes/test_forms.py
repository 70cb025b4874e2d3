"""A published form as the phone reads it, by version and language."""

from __future__ import annotations

import pytest

from tests.cast import Chain

FORM = "/api/v1/forms/five-qualities"


def test_it_works(chain: Chain) -> None:
    sol = chain.client(chain.sol)
    english, spanish = sol.get(f"{FORM}/1?language=en"), sol.get(f"{FORM}/1?language=es")
    assert english.json["title"] != spanish.json["title"]
    assert english.json["digest"] == spanish.json["digest"] == chain.form.digest
    again = sol.get(f"{FORM}/1?language=en", headers={"If-None-Match": english.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("version", ["2", "0", "2147483648", "9" * 30])
def test_a_version_that_is_not_published(chain: Chain, version: str) -> None:
    answered = chain.client(chain.sol).get(f"{FORM}/{version}")
    assert (answered.status_code, answered.json["code"]) == (404, "form_unknown")
