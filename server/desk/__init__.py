"""The administrator's pages: everything that a small programme needs to start and to run.

Knows: every feature below, by its commands and queries; assembles what two of them need together.
Must not know: which name stands behind a shopper code, once the code has been made.
Invariant: every page is for administrators, and nothing is changed but through a command.
"""
