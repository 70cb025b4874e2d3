"""The shell page `/phone/` and the files it is made of.

The page brings its style, its first program and its data along: on a slow network each round trip
costs as much as 20 KB, so that files of their own would come a third of the whole later. No other
script or style may stand in it: the policy names these two by their digests.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, request, url_for

from server.kernel.actor import Actor
from server.phone.api import opening_for
from server.phone.assets import Asset, Assets, pack
from server.web.guard import actor, public
from server.web.headers import HEADERS
from server.web.languages import language

_FOLDER = Path(__file__).parent
# Neutral on purpose: a title bar, a tab or a home screen must not say what this is.
_TITLES = {"en": "Notes", "es": "Notas"}
# Inside the page, because a file of its own would be one more request before the first question.
_ICON = "data:image/svg+xml," + quote(
    (_FOLDER / "static" / "icons" / "note.svg").read_text("utf-8").strip(), safe=" =/:'()"
)
_YEAR = "public, max-age=31536000, immutable"

blueprint = Blueprint("phone", __name__, url_prefix="/phone", template_folder="templates")
_assets = Assets(_FOLDER / "static")


@blueprint.get("/")
@public
def shell() -> Response:
    """The app. Open to anybody: an expired sign-in must not stand between a shopper and a draft."""
    chosen = language()
    first = _first(chosen)
    response = _send(_page(chosen, first, _opening(actor(), chosen)), "private, no-cache")
    response.headers["Content-Security-Policy"] = first.policy
    response.vary.update(["Cookie", "Accept-Language"])
    return response


@blueprint.get("/static/<version>/<path:name>")
@public
def static_file(version: str, name: str) -> Response:
    """A file of the app under the version it belongs to."""
    asset = _assets.get(name)
    if asset is None:
        abort(404)
    # A page of an older version may still ask under its own; it gets what there is, unstored.
    response = _send(asset, _YEAR if version == _assets.version else "no-cache")
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


@dataclass(frozen=True)
class First:
    """What the first screen runs on, and the policy that allows it and nothing else."""

    style: str
    program: str
    policy: str


@cache
def _first(chosen: str) -> First:
    style, program = _text("phone.css"), _text(f"app/start.{chosen}.js")
    allowed = f"script-src 'self' {_digest(program)}; style-src 'self' {_digest(style)}"
    return First(style, program, f"{HEADERS['Content-Security-Policy']}; {allowed}")


def _text(name: str) -> str:
    asset = _assets.get(name)
    if asset is None or re.search(rb"</(script|style)|<!--", asset.body, re.IGNORECASE):
        raise RuntimeError(f"{name} cannot stand in a page")
    return asset.body.decode().strip()


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _page(chosen: str, first: First, opening: dict[str, Any]) -> Asset:
    html = render_template(
        "phone/shell.html",
        language=chosen,
        title=_TITLES[chosen],
        icon=_ICON,
        first=first,
        opening=_inside_script(opening),
    ).encode()
    return Asset(html, pack(html), "text/html; charset=utf-8", _tag(html))


def _opening(who: Actor, chosen: str) -> dict[str, Any]:
    """What the shell carries along, so that the first screen asks nothing more of the network.

    `sync` and `forms` are what the resources of these names answer. For strangers they are empty,
    and the app opens with what the phone itself has kept.
    """
    sync, forms = opening_for(who, chosen)
    return {
        "app": _assets.version,
        "files": url_for("phone.static_file", version=_assets.version, name="app")[: -len("/app")],
        "signIn": url_for("home"),
        "sync": sync,
        "forms": forms,
    }


def _send(asset: Asset, caching: str) -> Response:
    packed = asset.packed is not None and "gzip" in request.accept_encodings
    response = Response(asset.packed if packed else asset.body, content_type=asset.content_type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = caching
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.vary.add("Accept-Encoding")
    # Weak, because the packed and the plain bytes are the same content.
    response.set_etag(asset.etag, weak=True)
    response.make_conditional(request)
    return response


def _inside_script(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _tag(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:20]
