"""What every page shows around its content: the navigation, one's own name, the language switch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from flask import Flask, g, request, url_for

from server.kernel.actor import Actor, Role
from server.web import guard, languages


class Place(Protocol):
    """An entry of the navigation: an endpoint, its English label (a message id), and for whom."""

    @property
    def endpoint(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def roles(self) -> frozenset[Role]: ...


def install(app: Flask, navigation: Sequence[Place], name_of: Callable[[Actor], str]) -> None:
    """Give every template of `app` the words that base.html needs."""

    @app.context_processor
    def page_words() -> dict[str, Any]:
        # No actor where the failure came before the guard could ask; the page must still appear.
        who: Actor = g.get("actor") or Actor(at=guard.clock().now())
        places = [place for place in navigation if who.has(*place.roles)]
        return {
            "language": languages.language,
            "csrf": lambda: guard.form_token(who),
            "actor": who,
            "own_name": lambda: name_of(who),
            # Whoever has one place only needs no menu in it, but a way back to it.
            "places": places if len(places) > 1 or _here(places) is None else [],
            "here": _here(places),
            "this_page": this_page,
        }


def _here(places: Sequence[Place]) -> Place | None:
    """The place that the present address lies in: the one with the longest matching address."""
    addresses = {url_for(place.endpoint): place for place in places}
    above = [address for address in addresses if _lies_in(request.path, address)]
    return addresses[max(above, key=len)] if above else None


def _lies_in(path: str, address: str) -> bool:
    return path == address or path.startswith(address.rstrip("/") + "/")


def this_page(language: str | None = None) -> str:
    """The present address with its filters, in `language` or without a choice of one."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "language"]
    if language:
        pairs.append(("language", language))
    # Quoted, and with one slash in front: `//elsewhere` or `/\elsewhere` would be another site.
    path = "/" + quote(request.path.lstrip("/"))
    return path + ("?" + urlencode(pairs) if pairs else "")
