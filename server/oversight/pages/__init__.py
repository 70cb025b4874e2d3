"""The pages of oversight, a file for each thing that they are about."""

from server.oversight.pages.history import blueprint as history
from server.oversight.pages.news import is_new, left_behind, new_elsewhere, whats_new
from server.oversight.pages.people import blueprint as people
from server.oversight.pages.rights import blueprint as rights
from server.oversight.pages.shoppers import blueprint as shoppers

__all__ = [
    "history",
    "is_new",
    "left_behind",
    "new_elsewhere",
    "people",
    "rights",
    "shoppers",
    "whats_new",
]
