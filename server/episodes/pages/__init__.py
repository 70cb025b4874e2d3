"""The programme's page of logged moments, and what kinds and moments are called.

Knows: the list that `queries` reads, languages.
Must not know: who a shopper is, beyond the code.
Invariant: only reviewers and administrators open it.
"""

from server.episodes.pages.routes import blueprint

__all__ = ["blueprint"]
