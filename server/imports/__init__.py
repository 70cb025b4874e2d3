"""Stores, people and shoppers from a spreadsheet: previewed row by row, then exactly that.

Knows: regions, stores, people; lists as CSV and workbooks.
Must not know: visits, reports, scores.
Invariant: nothing is kept but what a preview has shown: its digest is asked for again, and what
would now happen must have the same one.
"""
