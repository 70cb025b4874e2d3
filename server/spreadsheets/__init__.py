"""Rows from and to the spreadsheets that people use.

Knows: CSV and XLSX as Excel, LibreOffice and scripts read and write them.
Must not know: what the rows mean.
Invariant: no cell that leaves here is ever run as a formula.
"""

from server.spreadsheets.csv_files import to_csv
from server.spreadsheets.tables import Table, read_table
from server.spreadsheets.xlsx_files import (
    Sheet,
    WorkbookProblem,
    column_letters,
    read_xlsx,
    to_xlsx,
)

__all__ = [
    "Sheet",
    "Table",
    "WorkbookProblem",
    "column_letters",
    "read_table",
    "read_xlsx",
    "to_csv",
    "to_xlsx",
]
