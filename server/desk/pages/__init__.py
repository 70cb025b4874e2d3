"""The desk's pages, a file for each thing that they are about."""

from server.desk.pages import (
    comparing,
    drafts,
    forms,
    links,
    mail,
    newcomers,
    people,
    planning,
    programme,
    regions,
    stores,
    taking_back,
    visits,
)
from server.desk.pages.home import blueprint

__all__ = [
    "blueprint",
    "comparing",
    "drafts",
    "forms",
    "links",
    "mail",
    "newcomers",
    "people",
    "planning",
    "programme",
    "regions",
    "stores",
    "taking_back",
    "visits",
]
