"""The API can be read offline: every path, every shape, every problem."""

from __future__ import annotations

import html

import pytest

from server.kernel.mistakes import ANSWERS
from server.kernel.problems import CATALOGUE
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    reader = chain.app.test_client()
    document = reader.get("/api/v1/openapi.json").json
    page = html.unescape(reader.get("/api/").text)
    assert len(document["paths"]) > 8
    for path, item in document["paths"].items():
        for method in {"get", "put", "post", "delete"} & set(item):
            assert f"{method.upper()} {path}" in page
    for name in set(document["components"]["schemas"]) - {"PaginationMetadata"}:
        assert f'id="schema-{name}"' in page


def test_every_operation_says_what_it_answers(chain: Chain) -> None:
    document = chain.app.test_client().get("/api/v1/openapi.json").json
    for path, item in document["paths"].items():
        for method in {"get", "put", "post", "delete"} & set(item):
            told = [answer for status, answer in item[method]["responses"].items() if status < "3"]
            assert told, f"{method} {path}"
            bare = set(item[method]["responses"]) == {"204", "default"}
            assert bare or all(answer["content"] for answer in told), f"{method} {path}"


# What only a visit has of which a part opens later.
_OF_LATER_PARTS = {
    "Visit": {"later"},
    "Part": {"opening", "after_days", "open_for_days"},
}


def test_what_the_phone_reads_is_as_described(chain: Chain) -> None:
    chain.send(chain.plan())
    document = chain.app.test_client().get("/api/v1/openapi.json").json
    shapes = {
        name: set(each["properties"])
        for name, each in document["components"]["schemas"].items()
        if "properties" in each
    }
    phone = chain.client(chain.sol)
    sync = phone.get("/api/v1/phone/sync").json
    visit = sync["visits"][0]
    part = visit["parts"][0]
    form = phone.get("/api/v1/forms/five-qualities/1").json
    found = {
        "Sync": sync,
        "Visit": visit,
        "Part": part,
        "Receipt": part["receipt"],
        "PublishedForm": form,
    }
    for name, sent in found.items():
        assert set(sent) | _OF_LATER_PARTS.get(name, set()) == shapes[name], name
        assert not set(sent) & _OF_LATER_PARTS.get(name, set()), name


def test_it_asks_nothing_of_another_site(chain: Chain) -> None:
    page = chain.app.test_client().get("/api/").text
    assert "http://" not in page.replace("http://localhost/", "")
    assert "https://" not in page


def test_every_problem_and_every_fault_of_an_answer_is_listed(chain: Chain) -> None:
    page = chain.app.test_client().get("/api/").text
    assert [code for code in {**CATALOGUE, **ANSWERS} if f"<code>{code}</code>" not in page] == []
    assert "%(" not in page


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_type_of_a_problem_leads_to_a_page_about_it(chain: Chain, language: str) -> None:
    reader = chain.app.test_client()
    for code, kind in CATALOGUE.items():
        page = reader.get(f"/problems/{code}?language={language}")
        assert page.status_code == 200
        assert code in page.text
        assert (kind.title in html.unescape(page.text)) is (language == "en"), code


def test_a_problem_that_there_is_none_of(chain: Chain) -> None:
    assert chain.app.test_client().get("/problems/moon_full").status_code == 404


def test_failures_are_described_as_they_are_sent(chain: Chain) -> None:
    reader = chain.app.test_client()
    document = reader.get("/api/v1/openapi.json").json
    described = document["components"]["schemas"]["Problem"]
    sent = reader.get("/api/v1/nothing")
    assert sent.mimetype == "application/problem+json"
    assert set(described["required"]) <= set(sent.json) <= set(described["properties"])
