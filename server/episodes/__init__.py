"""Moments logged outside a visit's score: one service sin, or one good moment, in a few words.

Knows: how a phone sends and what its clock says, at which stores a shopper was.
Must not know: reports, scores, how frequencies are drawn.
Invariant: an episode is inserted once and never updated, and no score or sum of visits counts it.
"""
