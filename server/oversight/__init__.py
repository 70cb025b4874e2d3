"""Watching over the programme: what every role may do, and who did what.

Knows: the table of rights, the history, and what the ids in it are called.
Must not know: what a report says or a score is made of.
Invariant: a name is looked up when a page is shown and kept nowhere, so that it is gone from the
history once the person is erased; a shopper is a code here as everywhere.
"""
