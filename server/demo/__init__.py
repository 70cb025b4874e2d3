"""The sample chain: an invented retailer with two quarters of visits, made from a fixed seed.

Knows: every command that a real programme uses, and how to use them with a moved clock.
Must not know: HTTP, the terminal.
Invariant: it writes through the same commands as everybody else, and only into a directory that
carries its own mark.
"""
