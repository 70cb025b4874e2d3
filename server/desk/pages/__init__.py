"""The desk's pages, a file for each thing that they are about."""

from server.desk.pages import drafts, forms, people, programme, regions, stores, visits
from server.desk.pages.home import blueprint

__all__ = ["blueprint", "drafts", "forms", "people", "programme", "regions", "stores", "visits"]
