"""Making the app out of its parts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from server import files, wiring
from server.database import connect, database
from server.database.schema import pending
from server.kernel.clock import Clock, SystemClock
from server.kernel.settings import Settings, from_environment
from server.people.commands import recognise
from server.people.queries import name_of
from server.rights import RIGHTS
from server.web import answers, frame, guard, headers, languages, openapi


class SchemaBehind(RuntimeError):
    """The database lacks migrations; the message names the command that applies them."""


class _App(Flask):
    """Flask, told that none of our views is a coroutine; it looks at each at every request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The view as it is."""
        return func


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """The whole product as a WSGI app.

    Raises SchemaBehind when the database has not had all migrations, and LookupError when a route
    declares no permission or has no row in the table of rights.
    """
    return run_with(unsettled_app(), settings or from_environment(), clock or SystemClock())


def unsettled_app() -> Flask:
    """The product's routes and what stands around each of them, for no installation yet."""
    app = _App("server", static_folder="web/static", template_folder="web/templates")
    app.extensions["erasures"] = wiring.ERASURES
    app.extensions["due_after"] = wiring.DUE_AFTER
    app.extensions["tables"] = wiring.TABLES
    app.json.sort_keys = True  # type: ignore[attr-defined]
    languages.install(app)
    _add_routes(app)
    answers.install(app)
    guard.install(app, recognise, RIGHTS)
    headers.install(app)
    frame.install(app, wiring.NAVIGATION, name_of)
    app.jinja_env.globals.update(wiring.SLOTS)
    return app


def run_with(app: Flask, settings: Settings, clock: Clock) -> Flask:
    """Let `app` serve this installation, and no other any more; it is returned.

    Raises SchemaBehind.
    """
    connect(settings.database)
    files.bind(settings.media, settings.forms)
    _refuse_old_schema()
    app.extensions |= {"settings": settings, "clock": clock, "secret": _secret(settings.data)}
    app.config["MAX_CONTENT_LENGTH"] = settings.photo_max_bytes
    # A list on its way through its preview is one field of a form.
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.photo_max_bytes
    if settings.proxies:
        # Otherwise everybody would seem to come from the one in front of us.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies)  # type: ignore[method-assign]
    return app


def _refuse_old_schema() -> None:
    behind = pending()
    database.close()
    if behind:
        raise SchemaBehind(f"The database lacks {len(behind)} migrations. Run: audit-kit migrate")


def _add_routes(app: Flask) -> None:
    api = openapi.describe(app)
    for resource in wiring.RESOURCES:
        api.register_blueprint(resource)
    for pages in wiring.PAGES:
        app.register_blueprint(pages)
    app.add_url_rule("/", "home", guard.public(_home))
    for endpoint in ("static", "api-docs.openapi_json"):
        # A partial, since a bound method takes no attribute.
        app.view_functions[endpoint] = guard.public(partial(app.view_functions[endpoint]))


def _home() -> Response | str:
    """Each role's first page; for strangers, the page with the ways in."""
    who = guard.actor()
    if not who.signed_in:
        return redirect(url_for("sign_in.page", language=request.args.get("language")))
    for place in wiring.NAVIGATION:
        if who.has(*place.roles):
            return redirect(url_for(place.endpoint))
    return render_template("welcome.html")


def _secret(data: Path) -> bytes:
    """The installation's own secret, made on first start and kept beside the data.

    Of several processes that start together one makes it, and all read that one.
    """
    file = data / "secret"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        made = data / f"secret.{secrets.token_hex(4)}"
        made.touch(mode=0o600)
        made.write_bytes(secrets.token_bytes(32))
        with suppress(FileExistsError):
            file.hardlink_to(made)
        made.unlink()
    return file.read_bytes()
