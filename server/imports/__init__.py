"""Stores and people from a spreadsheet: previewed row by row, then exactly that.

Knows: regions, stores, people; lists as CSV and workbooks. What another list takes is a kind of
its own. Must not know: reports, scores; which code is whose, once a list has been imported.
Invariant: nothing is kept but what a preview has shown: its digest is asked for again, and what
would now happen must have the same one.
"""
