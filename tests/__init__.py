"""Everything that shows the product does what it promises, on both database engines.

Knows: the whole product, and the tools that look at it from outside (browser, node, PostgreSQL).
Must not know: stand-ins for our own code; nothing of ours is mocked.
Invariant: what a test needs and does not find is a failure that says what to do, never a skip.
"""
