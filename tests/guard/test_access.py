"""Every route, asked by everybody, for what is theirs and for what is not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from server.kernel.actor import Role
from server.kernel.rights import Scope
from server.rights import RIGHTS
from server.web import guard
from tests.guard.objects import PLAIN, ROUTES, Asked, Words
from tests.guard.world import World

# These end the session they come in.
LEAVING = {"people.sign_out", "people.revoke"}


@dataclass(frozen=True)
class Route:
    """A method of a route, who may, and what it is about."""

    method: str
    rule: Rule
    roles: frozenset[Role] | None
    asked: Asked


def named(method: str, rule: Rule) -> str:
    return f"{method} {rule.rule}"


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def routes(world: World) -> list[Route]:
    """The app's own list, each with what is known of it here."""
    allowed = guard.permissions(world.chain.app, RIGHTS)
    return [
        Route(method, rule, allowed[rule.endpoint], ROUTES[named(method, rule)])
        for rule in world.chain.app.url_map.iter_rules()
        for method in methods(rule)
    ]


def ask(world: World, route: Route, role: Role | None, words: Words) -> TestResponse:
    """Send the request as somebody of that role, or as a stranger."""
    app = world.chain.app
    with app.test_request_context():
        address = app.url_for(route.rule.endpoint, **words)
    who = world.by_role[role] if role else None
    client = world.client(who) if who else app.test_client()
    body = route.asked.body(world, words) if route.asked.body else None
    headers = {"X-Kit": "1", "Content-Type": route.asked.kind}
    answered = client.open(address, method=route.method, data=body, headers=headers)
    if who and route.rule.endpoint in LEAVING:
        world.clients.pop(who.id)
    return answered


def test_it_works(world: World) -> None:
    """Each route of the app is known here, and each that is known here is there."""
    rules = world.chain.app.url_map.iter_rules()
    assert sorted(ROUTES) == sorted(named(m, rule) for rule in rules for m in methods(rule))


def test_an_address_with_a_name_in_it_has_an_object(world: World) -> None:
    for route in routes(world):
        assert (route.asked is PLAIN) is (not route.rule.arguments), route.rule


def test_strangers(world: World) -> None:
    for route in routes(world):
        for words in route.asked.find(world, Role.STORE_MANAGER):
            answered = ask(world, route, None, words)
            assert (answered.status_code == 401) is (route.roles is not None), route


@pytest.mark.parametrize("role", Role)
def test_a_role_that_may_not(world: World, role: Role) -> None:
    """Own or foreign, there or not: the answer is the same, so that it tells nothing."""
    asked = [
        route for route in routes(world) if route.roles is not None and role not in route.roles
    ]
    for route in asked:
        answers = {ask(world, route, role, words).text for words in route.asked.find(world, role)}
        assert len(answers) == 1, route
        assert '"code": "not_permitted"' in answers.pop(), route
    assert len(asked) > 10


@pytest.mark.parametrize("role", Role)
def test_what_is_foreign_is_as_if_it_were_not_there(world: World, role: Role) -> None:
    tried = 0
    for route in routes(world):
        if route.asked is PLAIN or (route.roles is not None and role not in route.roles):
            continue
        _, foreign = route.asked.find(world, role)
        answered = ask(world, route, role, foreign)
        assert answered.status_code == route.asked.foreign, (route, answered.text)
        tried += 1
    assert tried > 4


@pytest.mark.parametrize("role", Role)
def test_what_is_ones_own_opens(world: World, role: Role) -> None:
    """It opens, or says what is wrong with the request: never that it is not theirs."""
    opened = 0
    for route in routes(world):
        if route.roles is None or role not in route.roles:
            continue
        own, _ = route.asked.find(world, role)
        answered = ask(world, route, role, own)
        assert answered.status_code not in {401, 403, 404, 405, 500}, (route, answered.text)
        opened += answered.status_code < 400
    assert opened > 4


def test_every_scope_short_of_the_programme_is_tried(world: World) -> None:
    """A row that lets a role have only its own has a route at which the foreign is asked for."""
    known = {route.rule.endpoint: route.asked for route in routes(world)}
    narrow = [
        (right, role)
        for right in RIGHTS
        for role, scope in right.scopes.items()
        if scope in {Scope.OWN, Scope.STORES, Scope.REGIONS}
    ]
    assert len(narrow) > 10
    for right, role in narrow:
        tried = [known[e].find(world, role) for e in right.routes if known[e] is not PLAIN]
        # Where no address names an object, there is none but one's own to ask for.
        assert tried or right.scopes[role] is Scope.OWN, right.action
        assert all(own != foreign for own, foreign in tried), right.action
