"""What every answer tells the browser not to do."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

from server.kernel.settings import Settings

# `blob:` and `data:` are the phone's photos before they are sent. No inline style or script: what
# a page needs is in its files. (The phone's shell, which brings its first screen in one answer,
# sets a policy of its own that names those two blocks by their hash.)
_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": _POLICY,
    # A sign-in link carries its token in the address; no other site may learn it.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_YEAR = "max-age=31536000"
_ALWAYS = [
    (name.lower(), name, value)
    for name, value in {
        **HEADERS,
        # A page shows somebody's data, and so may an answer that says nothing about itself: after
        # sign-out the back button and a shared computer's disk must not bring it back.
        "Cache-Control": "no-store",
    }.items()
]


def install(app: Flask) -> None:
    """Put the security headers on every answer of `app`; a view may set a stricter one itself."""
    app.after_request(_add)


def over_https() -> bool:
    """Whether browsers come by HTTPS, be it to somebody in front of us who tells us nothing."""
    settings: Settings = current_app.extensions["settings"]
    return request.is_secure or settings.public_url.startswith("https://")


def _add(response: Response) -> Response:
    # What the view has set is looked at once; asking for each header by name costs a tenth of a
    # small answer.
    there = {name.lower() for name, _ in response.headers}
    missing = [(name, value) for lower, name, value in _ALWAYS if lower not in there]
    if over_https() and "strict-transport-security" not in there:
        missing.append(("Strict-Transport-Security", _YEAR))
    response.headers.extend(missing)
    return response
