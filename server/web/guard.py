"""Who is this, and may they: asked before every view, denied by default.

A view says who may with `@permit(Role.SHOPPER, ...)` or `@public`, and the table of rights that
`install` is handed says which action the route belongs to and for which roles. The guard answers
from the table. Both are compared at start, so that a route without a row, or a row that says
something else than its view, stops the app instead of opening a door.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from server.kernel.actor import Actor, Role
from server.kernel.clock import Clock
from server.kernel.problems import Problem
from server.kernel.rights import Right

COOKIE = "kit_session"
# Sent along with what was written on a phone that two shoppers may share: whose it is.
WRITTEN_BY = "Kit-Shopper"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., Any])
Identify = Callable[[str | None, Any], Actor]


def permit(*roles: Role) -> Callable[[View], View]:
    """Let the view be opened by whoever holds one of `roles`."""

    def mark(view: View) -> View:
        view.permission = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Let the view be opened by anybody, signed in or not."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def actor() -> Actor:
    """Whoever makes this request; for routes only, everything below is handed the actor."""
    return g.actor


def clock() -> Clock:
    """The app's clock."""
    return current_app.extensions["clock"]


def permissions(app: Flask, rights: Sequence[Right]) -> dict[str, frozenset[Role] | None]:
    """Endpoint -> roles that may open it by the table of rights (None: anybody).

    Raises LookupError for a route that declares nothing, is in no row or in two, or says other
    roles than its row, and for a row's route that the app has not got.
    """
    rows: dict[str, Right] = {}
    for right in rights:
        for endpoint in right.routes:
            if endpoint in rows:
                raise LookupError(f"the route {endpoint} stands in two rows of the rights")
            rows[endpoint] = right
    found = {
        endpoint: _permission(endpoint, view, rows.pop(endpoint, None))
        for endpoint, view in app.view_functions.items()
    }
    if rows:
        raise LookupError(f"the rights name routes that there are none of: {', '.join(rows)}")
    return found


def _permission(
    endpoint: str, view: Callable[..., Any], row: Right | None
) -> frozenset[Role] | None:
    if not hasattr(view, "permission"):
        raise LookupError(f"the route {endpoint} declares no permission; see server/web/guard")
    said: frozenset[Role] | None = view.permission
    if said is None and row is None:
        return None
    if row is None:
        raise LookupError(f"the route {endpoint} has no row in server/rights.py")
    if said != row.roles:
        raise LookupError(f"the route {endpoint} and its row {row.action} name different roles")
    return row.roles


def rights() -> Sequence[Right]:
    """The table of rights that the guard answers from."""
    found: Sequence[Right] = current_app.extensions["rights"]
    return found


def install(app: Flask, identify: Identify, rights: Sequence[Right]) -> None:
    """Put the guard in front of every route of `app`; call it after all routes are there."""
    allowed = permissions(app, rights)
    app.extensions["rights"] = rights

    @app.before_request
    def check() -> None:
        g.actor = identify(request.cookies.get(COOKIE), clock().now())
        if request.endpoint is None:
            return
        if "\0" in request.path:
            # No address of ours has one, and PostgreSQL and file systems fail on it.
            raise Problem("not_found")
        roles = allowed[request.endpoint]
        if roles is not None:
            _check_role(g.actor, roles)
        if request.method not in _READING:
            _check_origin(g.actor)


def _check_role(who: Actor, roles: frozenset[Role]) -> None:
    if not who.signed_in:
        raise Problem("not_signed_in")
    # Before the role: a report that waits on a shared phone must wait on, whoever is signed in.
    written_by = request.headers.get(WRITTEN_BY)
    if written_by is not None and written_by != str(who.shopper):
        raise Problem("other_shopper")
    if who.roles.isdisjoint(roles):
        raise Problem("not_permitted")


def _check_origin(who: Actor) -> None:
    """A change must come from our own pages or app: a header no form can set, or a form token.

    All strangers have one form token, so that where the browser says who sends a form it must be
    us: another site could sign somebody in with a link of its own.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Problem("request_not_ours")
    if request.headers.get("X-Kit") == "1":
        return
    given = request.form.get("csrf", "")
    if not hmac.compare_digest(given.encode(), form_token(who).encode()):
        raise Problem("request_not_ours")


def seal_secret() -> bytes:
    """The installation's secret, for what a browser keeps for us and must not write itself."""
    secret: bytes = current_app.extensions["secret"]
    return secret


def form_token(who: Actor) -> str:
    """The token that a form of this session must carry; empty sessions have one too."""
    return hmac.new(seal_secret(), str(who.session or "nobody").encode(), sha256).hexdigest()
