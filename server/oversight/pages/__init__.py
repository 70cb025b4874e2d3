"""The pages of oversight, a file for each thing that they are about."""

from server.oversight.pages.history import blueprint as history
from server.oversight.pages.rights import blueprint as rights

__all__ = ["history", "rights"]
