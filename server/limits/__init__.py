"""How often something may be done in a while, counted in rows that all processes share.

Knows: a name, whose it is as an opaque key, a number and a span of time.
Must not know: what is counted, or who is behind a key.
Invariant: counting is one statement, so that of two at the same moment both are counted; what is
not counted here costs nothing.
"""
