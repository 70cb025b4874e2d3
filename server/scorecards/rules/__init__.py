"""Pure decisions: what of a published score goes on its page, and in which words."""

from server.scorecards.rules.aggregate import Line, Together, card, together
from server.scorecards.rules.assembly import LaterPart, Source, scorecard
from server.scorecards.rules.inside import OwnSide, gap_of, loyalty_of
from server.scorecards.rules.unsaid import readable
from server.scorecards.rules.words import contest_until, locale_of, week_in_words, week_of

__all__ = [
    "LaterPart",
    "Line",
    "OwnSide",
    "Source",
    "Together",
    "card",
    "contest_until",
    "gap_of",
    "locale_of",
    "loyalty_of",
    "readable",
    "scorecard",
    "together",
    "week_in_words",
    "week_of",
]
