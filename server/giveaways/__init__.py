"""What a shopper's own words and pictures give away: a time, a receipt, a name, how they look.

Knows: sentences in English and Spanish, by a list of patterns that anybody can read and lengthen.
Must not know: forms, reports, people; whoever asks says which names are known.
Invariant: it only points at words. It never changes, hides or refuses any, and what it does not
find may still give somebody away.
"""

from server.giveaways.finding import Giveaway, asks_for_receipt, find

__all__ = ["Giveaway", "asks_for_receipt", "find"]
