"""Pure decisions: what of a published score goes on its page, and in which words."""

from server.scorecards.rules.assembly import Source, scorecard
from server.scorecards.rules.words import locale_of, period_in_words, week_in_words, week_of

__all__ = [
    "Source",
    "locale_of",
    "period_in_words",
    "scorecard",
    "week_in_words",
    "week_of",
]
