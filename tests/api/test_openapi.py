"""The document describes the API that there is, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.api.addresses import as_documented
from tests.guard.world import World

METHODS = {"get", "put", "post", "patch", "delete"}
NOT_DESCRIBED = {"/api/v1/openapi.json", "/api/"}


@pytest.fixture
def document(world: World) -> dict[str, Any]:
    return world.chain.app.test_client().get("/api/v1/openapi.json").get_json()  # type: ignore


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": item[method]
        for path, item in document["paths"].items()
        for method in METHODS & set(item)
    }


def test_it_works(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    assert len(operations(document)) > 15


def test_every_json_route_is_described(world: World, document: dict[str, Any]) -> None:
    there = {
        as_documented(f"{method} {rule.rule}")
        for rule in world.chain.app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.rule not in NOT_DESCRIBED
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert set(operations(document)) == there


def test_every_operation_says_what_it_is_for_and_what_it_answers(
    document: dict[str, Any],
) -> None:
    for name, operation in operations(document).items():
        assert operation["summary"], name
        good = [status for status in operation["responses"] if status.startswith("2")]
        assert good, name
        for status in set(good) - {"204"}:
            (content,) = operation["responses"][status]["content"].values()
            assert content["schema"], (name, status)


def test_every_operation_can_fail_with_a_problem(document: dict[str, Any]) -> None:
    responses = document["components"]["responses"]
    for name, operation in operations(document).items():
        told = operation["responses"]["default"]
        told = responses[told["$ref"].rpartition("/")[2]] if "$ref" in told else told
        assert set(told["content"]) == {"application/problem+json"}, name


def test_what_is_sent_is_described_down_to_the_answers(document: dict[str, Any]) -> None:
    report = document["components"]["schemas"]["Report"]["properties"]
    assert report["answers"]["additionalProperties"]["properties"].keys() == {
        "value",
        "na",
        "comment",
    }
    assert report["photos"]["items"]["required"] == ["sha256", "size", "question"]
    assert report["started"]["required"] == ["at", "offset", "zone"]
    given, withheld = report["location"]["oneOf"]
    assert given["required"] == ["given", "distance", "accuracy", "at"]
    assert "refused" in withheld["properties"]["reason"]["enum"]
    assert report["clock"]["required"] == ["skew_ms", "at"]
    assert all(told for told in report.values())


def test_a_change_says_which_headers_it_takes(document: dict[str, Any]) -> None:
    put = operations(document)["PUT /api/v1/submissions/{submission}"]
    told = {each["name"] for each in put["parameters"] if each["in"] == "header"}
    assert told == {"Content-Digest", "Device-Time"}
    assert put["requestBody"]["required"]
    assert document["components"]["securitySchemes"]["ours"]["name"] == "X-Kit"


_DESCRIBED = """
import json
from server.app import unsettled_app
app = unsettled_app()
with app.app_context():
    print(json.dumps(app.extensions["api"].spec.to_dict()))
"""


def test_it_is_the_same_after_the_next_start() -> None:
    """Who has kept it sees by its ETag that nothing has changed."""

    def described(seed: str) -> str:
        started = os.environ | {"PYTHONHASHSEED": seed}
        asked = [sys.executable, "-c", _DESCRIBED]
        return subprocess.run(asked, env=started, capture_output=True, text=True, check=True).stdout

    assert described("1") == described("2")
