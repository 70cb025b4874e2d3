"""Accounts, roles, sign-in, shopper codes, and the one door from a code to a name.

Knows: who may sign in, with which roles, from which devices.
Must not know: stores, visits or reports; which store a manager has is `server/stores`.
Invariant: a shopper's session carries the shopper code's id and no person, so nothing that a
shopper does is stored beside a name.
"""
