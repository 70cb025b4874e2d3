"""The notes' own sentences, from the catalogues, in whatever language is wanted."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

from server import translations

_CATALOGUES = Path(translations.__file__).parent


class Speech:
    """Says the sentences of the catalogue in one language, with their gaps filled."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.catalogue: NullTranslations = _catalogue(language)

    def gettext(self, sentence: str, **gaps: object) -> str:
        """A sentence."""
        said = self.catalogue.gettext(sentence)
        return said % gaps if gaps else said

    def ngettext(self, one: str, more: str, num: int) -> str:
        """A sentence that counts."""
        return self.catalogue.ngettext(one, more, num) % {"num": num}


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(str(_CATALOGUES), [language])
