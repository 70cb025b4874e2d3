"""The shell page `/phone/` and the files it is made of."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, request, url_for

from server.kernel.actor import Actor
from server.phone.api import opening_for
from server.phone.assets import Asset, Assets
from server.web.guard import actor, public
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
    response = _send(_rendered(actor(), language()), "private, no-cache")
    response.vary.update(["Cookie", "Accept-Language"])
    return response


def _rendered(who: Actor, chosen: str) -> Asset:
    base = f"static/{_assets.version}"
    html = render_template(
        "phone/shell.html",
        language=chosen,
        title=_TITLES[chosen],
        base=base,
        entry=f"{base}/app/start.{chosen}.js",
        icon=_ICON,
        opening=_inside_script(_opening(who, chosen)),
    ).encode()
    return Asset(html, gzip.compress(html, 6, mtime=0), "text/html; charset=utf-8", _tag(html))


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


def _opening(who: Actor, chosen: str) -> dict[str, Any]:
    """What the shell carries along, so that the first screen asks nothing more of the network.

    `sync` and `forms` are what the resources of these names answer. For strangers they are empty,
    and the app opens with what the phone itself has kept.
    """
    sync, forms = opening_for(who, chosen)
    return {
        "app": _assets.version,
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
