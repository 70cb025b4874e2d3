"""Sol's phone with one visit on it, sending whatever a test wants sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.kernel.ids import part_submission_id
from server.visits.models import Visit
from tests.cast import Chain

OURS = {"X-Kit": "1"}


@dataclass
class Phone:
    """A signed-in phone and the report it is about to send."""

    chain: Chain
    client: FlaskClient
    visit: Visit

    @property
    def submission(self) -> UUID:
        """The identity of the visit's report."""
        return part_submission_id(self.visit.id, "visit")

    @property
    def address(self) -> str:
        """Where the report is sent."""
        return f"/api/v1/submissions/{self.submission}"

    def body(self, **changes: Any) -> dict[str, Any]:
        """The report of a good visit, with members replaced, or left out by `without`."""
        without = changes.pop("without", ())
        body = json.loads(self.chain.body(self.visit)) | changes
        return {name: value for name, value in body.items() if name not in without}

    def answering(self, **answers: Any) -> dict[str, Any]:
        """The report with whole answers replaced; None leaves a question out."""
        body = self.body()
        body["answers"] |= answers
        body["answers"] = {id: answer for id, answer in body["answers"].items() if answer}
        return body

    def put(
        self,
        sent: bytes | Mapping[str, Any],
        address: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Send bytes, or a body in the bytes that JSON makes of it."""
        raw = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        return self.client.put(
            address or self.address, data=raw, headers=OURS | dict(headers or {})
        )

    def revise(self, number: int, sent: bytes | Mapping[str, Any]) -> TestResponse:
        """Send a revision."""
        return self.put(sent, f"{self.address}/revisions/{number}")


def phone_of(chain: Chain) -> Phone:
    """Sol's phone, with a visit planned for it."""
    return Phone(chain, chain.client(chain.sol), chain.plan())


def code_of(response: TestResponse) -> str:
    """The problem's code; fails where the answer is no problem of ours."""
    assert response.mimetype == "application/problem+json", response.text
    problem = response.get_json()
    assert problem["status"] == response.status_code
    assert problem["title"]
    assert problem["detail"].endswith("."), problem["detail"]
    return str(problem["code"])
