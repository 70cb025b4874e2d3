"""Tests of the house itself: its floors, names, sizes, words and promises of completeness.

Knows: the source as text and as syntax trees, the catalogue of problems, the schema.
Must not know: what any feature does.
Invariant: each rule is a function over a tree of files, run on ours and on one that breaks it.
"""
