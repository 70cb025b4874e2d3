"""Waves, the visits planned in them, their parts, windows and briefs.

Knows: stores, shopper codes, published form versions.
Must not know: answers, scores, verdicts.
Invariant: a visit belongs to one store and at most one shopper code, and never to a shopper who
manages that store.
"""
