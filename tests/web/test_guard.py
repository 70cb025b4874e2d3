"""Denied by default: every route says who may, and nobody else gets in."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from server.kernel.actor import Actor, Role
from server.kernel.rights import Right, Scope
from server.people.models import Person, Shopper
from server.rights import RIGHTS
from server.web import guard
from tests.cast import Chain

READING = {"GET", "HEAD", "OPTIONS"}
SAMPLES = {"UUIDConverter": str(uuid4()), "IntegerConverter": "2", "PathConverter": "x"}


def routes(app: Flask) -> list[tuple[str, str, frozenset[Role] | None]]:
    """Every route as method, an address, and who may."""
    allowed = guard.permissions(app, RIGHTS)
    found = []
    for rule in app.url_map.iter_rules():
        words = {n: SAMPLES.get(type(c).__name__, "x") for n, c in rule._converters.items()}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **words)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append((method, address, allowed[rule.endpoint]))
    return found


def cast_of(chain: Chain) -> dict[Role, Person | Shopper]:
    """Somebody for each role, who holds no other."""
    return {
        Role.ADMINISTRATOR: chain.ana,
        Role.REVIEWER: chain.rosa,
        Role.STORE_MANAGER: chain.mateo,
        Role.REGIONAL_HEAD: chain.regina,
        Role.SHOPPER: chain.sol,
    }


def test_it_works(chain: Chain) -> None:
    assert chain.client(chain.ana).get("/desk/").status_code == 200
    assert chain.client(chain.mateo).get("/desk/").status_code == 403
    assert chain.app.test_client().get("/desk/").status_code == 401


def test_a_stranger_opens_only_what_is_public(chain: Chain) -> None:
    stranger, guarded = chain.app.test_client(), 0
    for method, address, roles in routes(chain.app):
        answered = stranger.open(address, method=method, headers={"X-Kit": "1"})
        assert (answered.status_code == 401) is (roles is not None), (method, address)
        guarded += roles is not None
    assert guarded > 30


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_only_what_is_its_own(chain: Chain, role: Role) -> None:
    client, refused = chain.client(cast_of(chain)[role]), 0
    for method, address, roles in routes(chain.app):
        if roles is None or role in roles:
            continue
        answered = client.open(address, method=method, headers={"X-Kit": "1"})
        assert answered.status_code == 403, (method, address)
        refused += 1
    assert refused > 10


def test_a_change_without_a_token_of_ours_is_refused(chain: Chain) -> None:
    tried = 0
    for role, who in cast_of(chain).items():
        client = chain.client(who)
        for method, address, roles in routes(chain.app):
            if method in READING or (roles is not None and role not in roles):
                continue
            for data in ({}, {"csrf": "x" * 64}):
                answered = client.open(address, method=method, data=data)
                assert answered.status_code == 403, (method, address)
                assert answered.json["code"] == "request_not_ours"
            tried += 1
    assert tried > 20


def test_another_session_s_token_is_refused(chain: Chain) -> None:
    with chain.app.app_context():
        now = chain.clock.now()
        other = guard.form_token(Actor(at=now, session=uuid4()))
    ana = chain.client(chain.ana)
    answered = ana.post("/desk/programme", data={"csrf": other, "name": "X", "languages": "en"})
    assert answered.status_code == 403


@pytest.fixture
def small(tmp_path: Path) -> Flask:
    """An app with one route that anybody opens."""
    app = Flask("small", root_path=str(tmp_path), static_folder=None)
    app.add_url_rule("/a", "a", guard.public(lambda: ""))
    return app


def row(*routes: str, role: Role = Role.REVIEWER) -> Right:
    return Right("small", "Do it", {role: Scope.OWN}, routes)


def test_a_route_without_a_permission_does_not_start(small: Flask) -> None:
    assert guard.permissions(small, []) == {"a": None}
    small.add_url_rule("/b", "b", lambda: "")
    with pytest.raises(LookupError, match="route b"):
        guard.permissions(small, [row("b")])


def test_a_route_that_the_table_does_not_know_does_not_start(small: Flask) -> None:
    small.add_url_rule("/b", "b", guard.permit(Role.REVIEWER)(lambda: ""))
    assert guard.permissions(small, [row("b")])["b"] == {Role.REVIEWER}
    with pytest.raises(LookupError, match="route b has no row"):
        guard.permissions(small, [])


def test_a_table_that_is_at_odds_with_the_routes_does_not_start(small: Flask) -> None:
    small.add_url_rule("/b", "b", guard.permit(Role.REVIEWER)(lambda: ""))
    for wrong, why in (
        ([row("b", role=Role.SHOPPER)], "different roles"),
        ([row("b"), row("b")], "two rows"),
        ([row("b", "c")], "none of: c"),
        ([row("b", "a")], "different roles"),
    ):
        with pytest.raises(LookupError, match=why):
            guard.permissions(small, wrong)
