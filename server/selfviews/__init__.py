"""The manager's own quarterly view of the store: seven attributes, each rated by what people do.

Knows: stores and who manages them, the module of the form language that words the attributes.
Must not know: reports, scores, what shoppers saw.
Invariant: a self-view is never edited; a revision is a new row, and the quarter's last one counts.
"""
