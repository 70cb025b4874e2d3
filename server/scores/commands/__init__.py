"""Scoring reports and publishing what they earned; and what published scores add up to."""

from server.scores.commands.rollup import coarsen, rebuild
from server.scores.commands.scoring import (
    part_closed,
    publish,
    score_report,
    wait_again,
    withdraw,
)

__all__ = [
    "coarsen",
    "part_closed",
    "publish",
    "rebuild",
    "score_report",
    "wait_again",
    "withdraw",
]
