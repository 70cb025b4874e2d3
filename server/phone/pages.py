"""The shell page `/phone/` and the files it is made of."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from server.phone.assets import Asset, Assets

_FOLDER = Path(__file__).parent
# Neutral on purpose: a title bar, a tab or a home screen must not say what this is.
_TITLES = {"en": "Notes", "es": "Notas"}
_YEAR = "public, max-age=31536000, immutable"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Opening:
    """What the shell carries along, so that the first screen asks nothing more of the network.

    `sync` and `forms` are what the two resources of the same name answer; None and empty where
    nobody is signed in, and the app then opens with what the phone itself has kept.
    """

    language: str
    sign_in: str
    sync: Mapping[str, Any] | None = None
    forms: Sequence[Mapping[str, Any]] = field(default=())


def phone_blueprint(opening: Callable[[], Opening]) -> Blueprint:
    """`/phone/` and `/phone/static/…`; `opening` is asked once for each load of the shell."""
    assets = Assets(_FOLDER / "static")
    pages = Blueprint("phone", __name__, url_prefix="/phone", template_folder="templates")

    @pages.get("/")
    def shell() -> Response:
        return _shell(assets, opening())

    @pages.get("/static/<version>/<path:name>")
    def static_file(version: str, name: str) -> Response:
        asset = assets.get(name)
        if asset is None:
            abort(404)
        # An older page may still ask for its own version; it gets what there is, unstored.
        return _send(asset, _YEAR if version == assets.version else "no-cache")

    return pages


def _shell(assets: Assets, opening: Opening) -> Response:
    base = f"static/{assets.version}"
    block = {
        "app": assets.version,
        "signIn": opening.sign_in,
        "sync": opening.sync,
        "forms": list(opening.forms),
    }
    html = render_template(
        "phone/shell.html",
        language=opening.language,
        title=_TITLES[opening.language],
        base=base,
        entry=f"{base}/app/start.{opening.language}.js",
        block=_inside_script(block),
    ).encode()
    asset = Asset(html, gzip.compress(html, 6, mtime=0), "text/html; charset=utf-8", _tag(html))
    response = _send(asset, "private, no-cache")
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.vary.update(["Cookie", "Accept-Language"])
    return response


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
    return response.make_conditional(request)


def _inside_script(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _tag(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:20]
