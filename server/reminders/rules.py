"""When a shopper is told of something, as plain facts."""

from __future__ import annotations

from datetime import timedelta

GIVEN, OPENS, CLOSES, SENT_BACK = "given", "opens", "closes", "sent_back"

# Visits are planned one after the other: what comes within a few minutes goes into one letter.
SETTLES = timedelta(minutes=5)
# So long before a later part closes its shopper is told a second time.
BEFORE_CLOSE = timedelta(days=1)
# Nor sooner after the first letter: two letters in a day are too many.
BETWEEN_LETTERS = timedelta(days=1)
# What came back longer ago has left the phone.
SENT_BACK_FOR = timedelta(days=60)
# Longer than anything waits; what is forgotten is never told anew.
REMEMBERED_FOR = timedelta(days=90)
