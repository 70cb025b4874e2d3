"""Pure decisions: what of a published score goes on its page, and in which words."""

from server.scorecards.rules.assembly import Source, scorecard
from server.scorecards.rules.words import day_in_words, day_of, locale_of, period_in_words

__all__ = ["Source", "day_in_words", "day_of", "locale_of", "period_in_words", "scorecard"]
