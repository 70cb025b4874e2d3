"""The shell page `/phone/`, the files it is made of, and what a phone keeps to open it offline.

The page brings its style, its first program and its data along: on a slow network each round trip
costs as much as 20 KB, so that files of their own would come a third of the whole later. No other
script or style may stand in it: the policy names these three by their digests.
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

from flask import Blueprint, Response, abort, render_template, request, url_for

from server.people.pages import sign_in
from server.phone.api import opening_for
from server.phone.assets import Asset, Assets
from server.web.guard import actor, public
from server.web.headers import HEADERS
from server.web.languages import LANGUAGES, language

_FOLDER = Path(__file__).parent
# Neutral on purpose: a title bar, a tab or a home screen must not say what this is.
_TITLES = {"en": "Notes", "es": "Notas"}
_PAPER = "#ffffff"
# Inside the page, because a file of its own would be one more request before the first question.
# No SVG: a browser lays one out as a page of its own, while the shopper waits for the first one.
_ICON = "data:image/png;base64," + b64encode(
    (_FOLDER / "static" / "icons" / "note-32.png").read_bytes()
).decode("ascii")
_YEAR = "public, max-age=31536000, immutable"
# Quicker than gzip and smaller; the last tenth takes thirty times as long.
_QUICK = 9

blueprint = Blueprint("phone", __name__, url_prefix="/phone", template_folder="templates")
# An installed app has a sign-in of its own, and keeps to the addresses below this one.
blueprint.register_blueprint(sign_in.blueprint)
assets = Assets(
    _FOLDER / "static",
    _FOLDER / "templates" / "phone" / "shell.html",
    programs=("app/early.js", "app/main.js", "app/further.js", "app/care.js", "app/moments.js"),
)


@blueprint.get("/")
@public
def shell() -> Response:
    """The app. Open to anybody: an expired sign-in must not stand between a shopper and a draft."""
    chosen = language()
    sync, forms = opening_for(actor(), chosen)
    page = _page(chosen, _opening() | {"sync": sync, "forms": forms}, _QUICK)
    # A phone's lock would be worth little beside a cache that holds the same in plain.
    response = _shell(chosen, page, "no-store" if sync else "private, no-cache")
    response.vary.update(["Cookie", "Accept-Language"])
    return response


@blueprint.get("/shell/<version>/<chosen>")
@public
def kept_shell(version: str, chosen: str) -> Response:
    """The shell as phones keep it: the same for everybody, so it says nothing of anybody.

    Without `sync`, which would be null where the server knows that nobody is signed in.
    """
    if version != assets.version or chosen not in LANGUAGES:
        abort(404)
    return _shell(chosen, _kept_page(chosen), _YEAR)


@blueprint.get("/sw.js")
@public
def worker() -> Response:
    """The worker that opens the app offline; it names the version and the files of it."""
    source = assets.get("sw.js")
    if source is None:
        abort(404)
    kit = json.dumps(_kit(), separators=(",", ":"))
    body = f"const KIT={kit};\n".encode() + source.body
    return _send(Asset(body, source.content_type, _QUICK), "no-cache")


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """What the home screen shows of the app; as neutral there as in a tab."""
    said = json.dumps(_manifest(language()), ensure_ascii=False, separators=(",", ":"))
    return _send(Asset(said.encode(), "application/manifest+json", _QUICK), "no-cache")


def _manifest(chosen: str) -> dict[str, Any]:
    return {
        "id": url_for("phone.shell"),
        "name": _TITLES[chosen],
        "short_name": _TITLES[chosen],
        "lang": chosen,
        "start_url": url_for("phone.shell"),
        "scope": url_for("phone.shell"),
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [_icon("icon", 192), _icon("icon", 512), _icon("maskable", 512)],
    }


@blueprint.get("/static/<version>/<path:name>")
@public
def static_file(version: str, name: str) -> Response:
    """A file of the app under the version it belongs to.

    A page of another version gets nothing: half old and half new, it would run on neither. It says
    that it could not load, and is the new one when it is loaded again.
    """
    asset = assets.get(name) if version == assets.version else None
    if asset is None:
        abort(404)
    response = _send(asset, _YEAR)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


@dataclass(frozen=True)
class First:
    """What the first screen runs on, and the policy that allows it and nothing else."""

    early: str
    style: str
    program: str
    policy: str


@cache
def _first(chosen: str) -> First:
    # A script, not a module: that would wait for a paint with nothing in it.
    early, program = (_script(name) for name in ("app/early.js", f"app/start.{chosen}.js"))
    style = _text("phone.css")
    allowed = (
        f"script-src 'self' {_digest(early)} {_digest(program)}; style-src 'self' {_digest(style)}"
    )
    return First(early, style, program, f"{HEADERS['Content-Security-Policy']}; {allowed}")


def _script(name: str) -> str:
    return f'"use strict";{{{_text(name)}}}'


def _text(name: str) -> str:
    asset = assets.get(name)
    if asset is None or re.search(rb"</(script|style)|<!--", asset.body, re.IGNORECASE):
        raise RuntimeError(f"{name} cannot stand in a page")
    return asset.body.decode().strip()


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _shell(chosen: str, page: Asset, caching: str) -> Response:
    response = _send(page, caching)
    response.headers["Content-Security-Policy"] = _first(chosen).policy
    return response


def _kit() -> dict[str, Any]:
    """What a phone keeps: nothing that is in the shell already, no icon, which the system keeps."""
    entries = [
        name
        for name in assets.entries
        if not name.startswith(("app/early.", "app/start.", "sw.js"))
    ]
    spoken = re.compile(r"\.(\w\w)\.js$")
    common = ["further.css", *(name for name in entries if not spoken.search(name))]
    return {
        "version": assets.version,
        "root": url_for("phone.shell"),
        "files": [_address(name) for name in common],
        "languages": {
            chosen: [
                url_for("phone.kept_shell", version=assets.version, chosen=chosen),
                *(_address(name) for name in entries if name.endswith(f".{chosen}.js")),
            ]
            for chosen in LANGUAGES
        },
    }


def _address(name: str) -> str:
    return url_for("phone.static_file", version=assets.version, name=name)


def _icon(kind: str, size: int) -> dict[str, str]:
    icon = {"src": _address(f"icons/{kind}-{size}.png"), "sizes": f"{size}x{size}"}
    return icon | {"type": "image/png"} | ({"purpose": "maskable"} if kind == "maskable" else {})


@cache
def _kept_page(chosen: str) -> Asset:
    return _page(chosen, _opening() | {"forms": []}, effort=11, kept=True)


def _page(chosen: str, opening: dict[str, Any], effort: int, *, kept: bool = False) -> Asset:
    html = render_template(
        "phone/shell.html",
        language=chosen,
        title=_TITLES[chosen],
        icon=_ICON,
        touch_icon=_address("icons/touch-180.png"),
        first=_first(chosen),
        opening=_inside_script(opening),
        kept=kept,
    ).encode()
    return Asset(html, "text/html; charset=utf-8", effort)


def _opening() -> dict[str, Any]:
    """What the app must know of the server that it came from.

    The shell that is not kept carries `sync` and `forms` along, so that the first screen asks
    nothing more of the network: what the resources of these names answer. For strangers they are
    empty, and the app opens with what the phone itself has kept.
    """
    return {
        "app": assets.version,
        "files": _address("app")[: -len("/app")],
        "signIn": url_for("phone.sign_in.page"),
    }


def _send(asset: Asset, caching: str) -> Response:
    body, encoding = asset.sent([e for e in ("br", "gzip") if e in request.accept_encodings])
    response = Response(body, content_type=asset.content_type)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = caching
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.vary.add("Accept-Encoding")
    # Weak, because the packed and the plain bytes are the same content.
    response.set_etag(asset.etag, weak=True)
    response.make_conditional(request)
    return response


def _inside_script(value: Any) -> str:
    """JSON that cannot end the script element it stands in.

    In the order in which the API answers, so that the app sees when it hears the same again.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c")
