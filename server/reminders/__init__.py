"""Reminders by e-mail: a shopper is told once of each thing that waits in the app.

Knows: which visits, later parts and reports wait for whom; who was told of what, and when.
Must not know: what a report says, or how a letter travels.
Invariant: each occasion is noted once for a shopper, and the letter of it is posted in the
transaction that notes so; no letter names a store, or holds anything that signs somebody in.
"""
