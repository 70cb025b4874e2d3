"""Programmes, their settings, the form versions published to them, and notices to their staff.

Knows: the form language, and that a published version is a snapshot.
Must not know: visits, reports, scores.
Invariant: a published form version's row is inserted once and never updated.
"""
