"""Pure decisions: what of a published score goes on its page, and in which words."""

from server.scorecards.rules.assembly import LaterPart, Source, scorecard
from server.scorecards.rules.words import locale_of, period_in_words, week_in_words, week_of

__all__ = [
    "LaterPart",
    "Source",
    "locale_of",
    "period_in_words",
    "scorecard",
    "week_in_words",
    "week_of",
]
