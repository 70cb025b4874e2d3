"""Pure decisions: how a form stands on paper, and which of its names can be stored."""

from server.programmes.rules.names import too_long
from server.programmes.rules.paper import on_paper, printable

__all__ = ["on_paper", "printable", "too_long"]
