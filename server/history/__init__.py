"""Append-only: who did what, when, and why.

Knows: actors, and the plain ids of what was acted on.
Must not know: what those ids stand for; it holds no foreign key upward.
Invariant: a row is written in the transaction of the act it records, and is never changed.
"""
