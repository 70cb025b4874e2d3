"""Scorecards: rows turned into the PDF contract, and the PDFs that were drawn, by content.

Knows: published scores, commendations, answers that a store may read, photos cleaned for it.
Must not know: the shopper; neither name nor code is ever read here.
Invariant: the same published score with the same commendations, in the same language, gives the
same bytes.
"""
