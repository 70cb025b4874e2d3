"""The pages of signing in and of one's own devices, a file for each thing that they are about."""

from server.people.pages import devices, language, links
from server.people.pages.blueprint import blueprint
from server.people.pages.cookies import tell_whose

__all__ = ["blueprint", "devices", "language", "links", "tell_whose"]
