"""How long personal data is kept: erasing it by its age or on request, and legal holds.

Knows: the programme's period, which reports and people are older, and a list of erasures.
Must not know: what a feature keeps, or how it erases it; wiring hands in each feature's own.
Invariant: nothing that a legal hold names is erased, by its age or on request, until it is lifted.
"""
