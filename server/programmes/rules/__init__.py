"""Pure decisions: how a form stands on paper."""

from server.programmes.rules.paper import on_paper, printable

__all__ = ["on_paper", "printable"]
