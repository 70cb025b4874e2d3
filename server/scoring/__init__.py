"""Scores, each with a reason per line: form and answers in, points out.

Knows: forms, their evaluator, and whole-number arithmetic.
Must not know: stores, shoppers, tables, dates, or who will read the score.
Invariant: equal input gives an equal score, and what is left out (not asked, not applicable)
changes no other line and no total.
"""

from server.scoring.counting import add_up
from server.scoring.marking import score
from server.scoring.results import Line, Part, Reason, Score
from server.scoring.rounding import basis_points, percent
from server.scoring.words import in_words, taken_in_words

# Stored with every score. What follows from these rules is raised here when they change.
POLICY_VERSION = 1

__all__ = [
    "POLICY_VERSION",
    "Line",
    "Part",
    "Reason",
    "Score",
    "add_up",
    "basis_points",
    "in_words",
    "percent",
    "score",
    "taken_in_words",
]
