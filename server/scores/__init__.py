"""Score rows, their publication, and the rollup per store and month.

Knows: submissions, the scoring policy.
Must not know: verdicts, scorecards, how anything is shown.
Invariant: the rollup equals what it would be if it were rebuilt from the published score rows.
"""
