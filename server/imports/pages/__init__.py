"""Importing a list: choose a file, see row by row what it would do, say yes."""

from server.imports.pages.routes import blueprint
from server.imports.pages.words import sentence

__all__ = ["blueprint", "sentence"]
