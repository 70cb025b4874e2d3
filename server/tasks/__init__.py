"""Work to do after a transaction has committed, kept as rows.

Knows: kinds of task by name, their payloads, when to try again.
Must not know: what a kind does; its handler is handed in by wiring.
Invariant: a task is written in the transaction that causes it, runs at least once after it, and
its handler is written so that running twice has the effect of running once.
"""
