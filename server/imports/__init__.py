"""Stores, people and visits from a spreadsheet: previewed row by row, then exactly that.

Knows: regions, stores, people, forms, visits; lists as CSV and workbooks, each a kind of its own.
Must not know: reports and scores; nor which code is whose, once a list has been imported.
Invariant: nothing is kept but what a preview has shown: its digest is asked for again, and what
would now happen must have the same one.
"""
