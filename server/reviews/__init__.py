"""The reviewers' queue: claim, read, accept or send back, undo.

Knows: submissions, and that accepting one makes a score.
Must not know: how scorecards or comparisons show it.
Invariant: at most one open review per submission, and nobody reviews their own report.
"""
