"""A form as a page that shows everything about it, with the phone's own look and program."""

from server.previews.rules.page import Around, page
from server.previews.rules.parts import digest, program, style

__all__ = ["Around", "digest", "page", "program", "style"]
