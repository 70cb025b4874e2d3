"""Moments logged outside a visit's score: one service sin, or one good moment, in a few words.

Knows: how a phone sends and what its clock says, at which stores a shopper was.
Must not know: reports, scores, how frequencies are drawn.
Invariant: what was logged is inserted once and changed only by erasing; a reviewer may say at which
store a place is that a shopper named; and no score or sum of visits counts an episode.
"""
