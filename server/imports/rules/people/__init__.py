"""A list of people and shoppers, against those who are there."""

from server.imports.rules.people.columns import COLUMNS, MOST
from server.imports.rules.people.reading import lines, preview
from server.imports.rules.people.there import Member, People, Shop

__all__ = ["COLUMNS", "MOST", "Member", "People", "Shop", "lines", "preview"]
