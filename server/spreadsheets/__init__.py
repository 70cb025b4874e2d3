"""Rows from and to the spreadsheets that people use.

Knows: CSV as Excel, LibreOffice and scripts read it.
Must not know: what the rows mean.
Invariant: no cell that leaves here is ever run as a formula.
"""

from server.spreadsheets.csv_files import to_csv

__all__ = ["to_csv"]
