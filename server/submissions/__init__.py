"""Receiving reports and their revisions: of a part of a visit, or of an episode outside one.

Knows: the form language decides what an answer is; visits say who may report what.
Must not know: scores, verdicts beyond the state that reviews sets through `commands`.
Invariant: a revision's row and its answers are inserted once and never updated.
"""
