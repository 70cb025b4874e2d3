"""Whatever is sent by whomever: never a failure of ours, always an answer as described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.kernel.actor import Role
from server.web.guard import COOKIE
from tests.api.addresses import as_documented
from tests.guard.objects import ROUTES
from tests.guard.world import World

EXAMPLES = 8
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


ASKED = {as_documented(route): asked for route, asked in ROUTES.items()}


def described(world: World) -> list[Any]:
    """The operations of the document."""
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", world.chain.app)
    return [found.ok() for found in document.get_all_operations()]


def headers(world: World, role: Role | None) -> dict[str, str]:
    """What somebody's browser sends along."""
    if role is None:
        return {"X-Kit": "1"}
    cookie = world.client(world.by_role[role]).get_cookie(COOKIE)
    assert cookie is not None
    return {"X-Kit": "1", "Cookie": f"{COOKIE}={cookie.value}"}


@pytest.mark.parametrize("role", [*Role, None], ids=[*Role, "stranger"])
def test_it_works(world: World, role: Role | None) -> None:
    for operation in described(world):
        own, _ = ASKED[operation.label].find(world, role or Role.STORE_MANAGER)
        try_out(operation, headers(world, role), {name: str(word) for name, word in own.items()})


def try_out(operation: Any, sent: dict[str, str], own: dict[str, str]) -> None:
    """Send what the document allows, and what it does not, half of it about one's own object."""

    @few
    @given(case=operation.as_strategy(), real=st.booleans())
    def ask(case: Case, real: bool) -> None:
        if real:
            case.path_parameters = dict(own)
        case.call_and_validate(headers=dict(sent), checks=CHECKS)

    ask()
