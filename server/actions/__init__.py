"""Commendations: words of thanks in a report that its reviewer settles, and a store can read.

Knows: reports and their verdicts, published scores, staff notices.
Must not know: how a scorecard is laid out, who the shopper is.
Invariant: no word of thanks reaches a store that a reviewer has not confirmed, and no name unless
staff had been told before the visit.
"""
