"""Which language and locale a request is answered in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import translation
from pathlib import Path

from flask import Flask, g, request
from flask_babel import Babel

LANGUAGES = ("en", "es")

# Bare `es` formats numbers as in Spain; our readers are Latin American.
LOCALES = {"en": "en_US", "es": "es_MX"}

_CATALOGUES = Path(__file__).parent.parent / "translations"


def install(app: Flask) -> None:
    """Give `app` its catalogues and its rule for choosing among them."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(_CATALOGUES)
    Babel(app, locale_selector=locale)


def language() -> str:
    """The language of this request: asked for, the person's own, the browser's, English."""
    asked = request.args.get("language")
    if asked in LANGUAGES:
        return asked
    who = g.get("actor")
    if who is not None and who.signed_in and who.language in LANGUAGES:
        return str(who.language)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def locale() -> str:
    """The locale for numbers, dates and catalogues, such as `es_MX`."""
    return LOCALES[language()]


@cache
def words(language: str) -> Callable[[str], str]:
    """What translates a sentence into `language` where no request is answered, as in a letter."""
    return translation("messages", _CATALOGUES, [language], fallback=True).gettext
