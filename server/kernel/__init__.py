"""The ground floor: problems, clock, ids, settings, actor.

Knows: the standard library, and nothing else.
Must not know: HTTP, tables, forms, or what any feature does.
Invariant: importing it reads no file, opens no connection and starts nothing.
"""
