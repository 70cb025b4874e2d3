"""Stores from a spreadsheet: previewed row by row, then exactly that.

Knows: regions and stores; lists as CSV and workbooks. What another list takes is a kind of its own.
Must not know: people, visits, reports, scores.
Invariant: nothing is kept but what a preview has shown: its digest is asked for again, and what
would now happen must have the same one.
"""
