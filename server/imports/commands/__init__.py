"""Importing what a preview has shown, a file for each kind of list."""

from server.imports.commands.people import Card, hand_out, import_people
from server.imports.commands.stores import import_stores

__all__ = ["Card", "hand_out", "import_people", "import_stores"]
