"""The regional head's pages: routes, and the words and pictures that a table is shown in.

Knows: the table that `rules` made, languages, charts.
Must not know: how a figure was reached.
Invariant: a mean is shown with its n and interval, or with the words "too few visits".
"""

from server.comparisons.pages import own_views
from server.comparisons.pages.routes import blueprint
from server.comparisons.pages.sins import blueprint as sins

__all__ = ["blueprint", "own_views", "sins"]
